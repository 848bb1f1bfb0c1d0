package org.netwright.spi.diagnostic;

import java.util.Optional;

/** A way out, in one sentence, with the edit that takes it when one is likely. */
public record Hint(String message, Optional<Edit> edit) {
  public static Hint of(String message) {
    return new Hint(message, Optional.empty());
  }

  public static Hint of(String message, Edit edit) {
    return new Hint(message, Optional.of(edit));
  }
}
