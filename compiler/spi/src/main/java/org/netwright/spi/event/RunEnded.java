package org.netwright.spi.event;

/**
 * The run ends here; nothing is told afterwards.
 *
 * @param how whether everything was done
 * @param why one sentence for a person; empty when everything was done
 */
public record RunEnded(How how, String why) {
  /** How a run ends. */
  public enum How {
    /** Every stage was trained. */
    FINISHED,
    /** A callback asked for it; the run is saved and can go on. */
    STOPPED,
    /** The user asked for it (Ctrl-C); the run is saved and can go on. */
    INTERRUPTED,
    /** A mistake or a value that is not finite; what was saved before is whole. */
    FAILED
  }
}
