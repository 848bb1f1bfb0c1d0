package org.netwright.frontend.syntax;

import java.util.List;

/** The words of the grammar, for those who look at a text before, or without, its tree. */
public final class Keywords {
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
          "external");

  private Keywords() {}
}
