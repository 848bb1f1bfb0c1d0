package org.netwright.cli.command;

import org.netwright.frontend.precision.Precision;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import picocli.CommandLine.Option;

/** The option {@code --force}: bf16 on a CPU too. */
final class ForceOption {
  @Option(
      names = "--force",
      description = "train in bf16 on a CPU too, where it has been seen to give NaN")
  private boolean force;

  boolean isGiven() {
    return force;
  }

  /** NW821: it says nothing about a training in f32. */
  static Diagnostic idle(Precision precision) {
    return Diagnostic.warning(
            "NW821",
            Span.NONE,
            "--force changes nothing: it allows bf16 on a CPU, and this training is in "
                + precision)
        .with(Hint.of("leave out --force, or add --precision bf16"));
  }
}
