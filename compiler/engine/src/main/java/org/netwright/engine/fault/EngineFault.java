package org.netwright.engine.fault;

import org.netwright.spi.diagnostic.Diagnostic;

/** Ends a run for a reason that the user is told in one diagnostic. */
public abstract sealed class EngineFault extends RuntimeException
    permits TrainingStopped, EnvironmentFault, PluginFault {
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
}
