package org.netwright.engine.fault;

import org.netwright.spi.diagnostic.Diagnostic;

/** The machine does not give what the run needs: a disk that is full, a file that is damaged, memory. Exit code 3. */
public final class EnvironmentFault extends EngineFault {
  private static final long serialVersionUID = 1L;

  public EnvironmentFault(Diagnostic diagnostic) {
    super(diagnostic);
  }

  public EnvironmentFault(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic, cause);
  }
}
