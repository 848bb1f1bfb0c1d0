package org.netwright.engine.fault;

import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.tensorflow.EnvironmentFault;

/**
 * Ends a run for a reason that the user is told in one diagnostic. What the machine lacks is an
 * {@link EnvironmentFault} instead, and mistakes in the user's files and data are {@link
 * org.netwright.spi.diagnostic.DiagnosticException}s.
 */
public abstract sealed class EngineFault extends RuntimeException
    permits TrainingStopped, PluginFault {
  private static final long serialVersionUID = 1L;
  private final transient Diagnostic diagnostic;

  EngineFault(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic.span() + " " + diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  EngineFault(Diagnostic diagnostic) {
    super(diagnostic.span() + " " + diagnostic.message());
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** What the machine does not give, with Java's word for it. */
  public static EnvironmentFault environment(Diagnostic diagnostic, Throwable cause) {
    EnvironmentFault fault = new EnvironmentFault(diagnostic);
    fault.initCause(cause);
    return fault;
  }
}
