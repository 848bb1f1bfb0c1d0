package org.netwright.frontend.parse;

import java.util.List;

/** The words that begin something, said once for the parser's sentences and for editors. */
public final class Keywords {
  /** Those that declarations begin with. */
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
