package org.netwright.frontend.syntax;

import java.util.List;
import java.util.Set;

/** The words of the grammar, for those who look at a text before, or without, its tree. */
public final class Keywords {
  /** What the declaration of something that a plugin defines begins with. */
  public static final String EXTERNAL = "external";

  /** The declarations that give a file no name. */
  public static final Set<String> NAMELESS = Set.of("use", "test");

  /** What a declaration begins with. */
  public static final List<String> DECLARATIONS =
      List.of(
          "use",
          "const",
          "fn",
          "layer",
          "model",
          "quantizer",
          "metric",
          "data",
          "recipe",
          "sweep",
          "test",
          EXTERNAL);

  private Keywords() {}
}
