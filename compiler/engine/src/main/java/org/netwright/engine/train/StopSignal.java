package org.netwright.engine.train;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a training is asked to save and stop: at once by Ctrl-C, or when what is due is done. */
public final class StopSignal {
  private volatile boolean requested;
  private volatile @Nullable String reason;

  /** Asks to finish the running step, save, and stop; an evaluation is left to the next time. */
  public void request() {
    requested = true;
  }

  /**
   * Asks to finish the running step and what is due behind it, save, and stop.
   *
   * @param why one sentence for the user; the first one counts
   */
  public void end(String why) {
    if (reason == null) {
      reason = why;
    }
  }

  /** Whether everything is to be left at once. */
  public boolean isRequested() {
    return requested;
  }

  /** Whether no further step is to be taken. */
  boolean isEnding() {
    return requested || reason != null;
  }

  /** Why the training ends, when it was asked to from inside. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
