package org.netwright.frontend.parse;

import java.util.List;
import org.netwright.frontend.syntax.SourceUnit;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * A file as far as it could be read.
 *
 * @param unit what was understood; with an error among the diagnostics, declarations and statements
 *     that hold one are left out, so no later stage should judge what is missing
 * @param diagnostics in the order of the text
 */
public record Parsed(SourceUnit unit, List<Diagnostic> diagnostics) {
  public Parsed {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
