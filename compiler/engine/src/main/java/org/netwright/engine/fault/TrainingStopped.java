package org.netwright.engine.fault;

import org.netwright.spi.diagnostic.Diagnostic;

/**
 * A step that cannot be taken: a value that is not finite, or a check of the program that failed.
 * Exit code 5.
 */
public final class TrainingStopped extends EngineFault {
  private static final long serialVersionUID = 1L;

  public TrainingStopped(Diagnostic diagnostic) {
    super(diagnostic);
  }

  public TrainingStopped(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic, cause);
  }
}
