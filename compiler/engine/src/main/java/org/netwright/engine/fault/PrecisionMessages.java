package org.netwright.engine.fault;

import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about mixed precision: NW655. */
public final class PrecisionMessages {
  private PrecisionMessages() {}

  public static Diagnostic onCpu() {
    return Diagnostic.error(
            "NW655",
            Span.NONE,
            "this training would run in bf16 on a CPU, where TensorFlow's bf16 has been seen to"
                + " give NaN")
        .with(Hint.of("leave out --precision bf16, train on a GPU, or insist with --force"));
  }

  /** A sentence, not a finding: the training goes on. */
  public static String forced() {
    return "warning: training in bf16 on a CPU, as --force asks; it may give NaN, and it is no"
        + " faster without instructions for bf16";
  }
}
