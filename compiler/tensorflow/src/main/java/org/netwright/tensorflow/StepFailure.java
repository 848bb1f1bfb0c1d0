package org.netwright.tensorflow;

import org.netwright.spi.graph.Origin;

/**
 * A step that TensorFlow could not run: the sentence for the user, where in the text, and
 * TensorFlow's own words.
 */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Origin origin;
  private final Kind kind;

  public StepFailure(Kind kind, String message, Origin origin, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.origin = origin;
  }

  public Origin origin() {
    return origin;
  }

  public Kind kind() {
    return kind;
  }

  /** What failed. */
  public enum Kind {
    /** A {@code CHECK} of the graph: the message is the program's own. */
    CHECK,
    /** A value that had to be finite is not. */
    NON_FINITE,
    MEMORY,
    OTHER
  }
}
