package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/**
 * What came of the check of one declaration.
 *
 * @param reached the declarations that it came to on the way
 * @param notes what a check of the whole file looks at again
 * @param model the model that it is, with its defaults; of no use when anything was found wrong
 */
public record CheckedPart(
    List<Diagnostic> diagnostics,
    Set<Declaration> reached,
    Notes notes,
    Optional<ModelProgram> model) {
  public CheckedPart {
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * What is legal and may not be meant.
   *
   * @param given the names that bodies give, which may be used nowhere
   */
  public record Notes(List<Given> given, List<Diagnostic> advice) {
    static final Notes NONE = new Notes(List.of(), List.of());

    public Notes {
      given = List.copyOf(given);
      advice = List.copyOf(advice);
    }
  }

  /** A name that a body gives to something. */
  public record Given(String what, String name, Span span) {}
}
