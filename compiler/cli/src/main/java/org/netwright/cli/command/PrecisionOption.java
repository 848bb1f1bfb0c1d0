package org.netwright.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.precision.Precision;
import picocli.CommandLine.Option;

/** The option {@code --precision}: the numbers that training steps are computed in. */
final class PrecisionOption {
  @Option(
      names = "--precision",
      paramLabel = "f32|bf16",
      description = {
        "bf16 computes contractions, and the elementwise work between them, in bfloat16; weights,",
        "optimizers, losses, metrics and evaluations stay float32 (default: f32); the chapter on",
        "mixed precision of the manual lists every operation"
      })
  private @Nullable String precision;

  Optional<Precision> chosen() {
    if (precision == null) {
      return Optional.empty();
    }
    Optional<Precision> known = Precision.named(precision);
    if (known.isEmpty()) {
      throw CommandFailure.usage("--precision is `" + precision + "`", "it must be f32 or bf16");
    }
    return known;
  }
}
