package org.netwright.tensorflow;

import org.netwright.spi.diagnostic.Diagnostic;

/**
 * This machine lacks what a command needs: a native library, a device. The fault is neither in the
 * user's files nor in the compiler; a command ends with exit code 3.
 */
public final class EnvironmentFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Diagnostic diagnostic;

  public EnvironmentFault(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
