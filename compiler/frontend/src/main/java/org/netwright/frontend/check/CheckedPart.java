package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * What came of the check of one declaration.
 *
 * @param reached the declarations that it came to on the way
 * @param model the model that it is, with its defaults; of no use when anything was found wrong
 */
public record CheckedPart(
    List<Diagnostic> diagnostics, Set<Declaration> reached, Optional<ModelProgram> model) {
  public CheckedPart {
    diagnostics = List.copyOf(diagnostics);
  }
}
