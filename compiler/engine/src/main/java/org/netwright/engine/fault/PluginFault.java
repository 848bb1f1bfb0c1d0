package org.netwright.engine.fault;

import org.netwright.spi.diagnostic.Diagnostic;

/** A plugin breaks a promise of its interface. Exit code 4. */
public final class PluginFault extends EngineFault {
  private static final long serialVersionUID = 1L;

  public PluginFault(Diagnostic diagnostic) {
    super(diagnostic);
  }

  public PluginFault(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic, cause);
  }
}
