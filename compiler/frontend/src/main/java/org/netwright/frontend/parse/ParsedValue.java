package org.netwright.frontend.parse;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * A value that stands alone, as in {@code --set name=value}.
 *
 * @param value empty exactly when the diagnostics hold an error
 */
public record ParsedValue(Optional<Expression> value, List<Diagnostic> diagnostics) {
  public ParsedValue {
    diagnostics = List.copyOf(diagnostics);
  }
}
