package org.netwright.engine.train;

/** How another thread asks a training to save and stop: Ctrl-C. */
public final class StopSignal {
  private volatile boolean requested;

  /** Asks to finish the running step, save, and stop. */
  public void request() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }
}
