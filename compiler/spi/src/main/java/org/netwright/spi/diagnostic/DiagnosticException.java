package org.netwright.spi.diagnostic;

import java.util.List;

/**
 * Ends a stage that cannot go on because of what the user gave it. It carries the diagnostics to
 * show; it never stands for a broken promise of the compiler itself.
 */
public final class DiagnosticException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Diagnostic> diagnostics;

  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(
        diagnostics.isEmpty()
            ? ""
            : diagnostics.get(0).span() + " " + diagnostics.get(0).message());
    this.diagnostics = List.copyOf(diagnostics);
  }

  public DiagnosticException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
