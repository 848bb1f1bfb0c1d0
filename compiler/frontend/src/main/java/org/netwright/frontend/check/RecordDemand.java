package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.syntax.Declaration.Constraint;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/**
 * A condition of a declaration that a block of data applies. It is about sizes that differ from
 * record to record, so it is asked of the records and not of the caller.
 */
final class RecordDemand implements DataProgram.SizeDemand {
  private final Elaborator elaborator;
  private final String name;
  private final Constraint constraint;
  private final Scope callee;
  private final Span call;

  RecordDemand(Elaborator elaborator, String name, Constraint constraint, Scope callee, Span call) {
    this.elaborator = elaborator;
    this.name = name;
    this.constraint = constraint;
    this.callee = callee;
    this.call = call;
  }

  @Override
  public Optional<Diagnostic> unmet(Map<String, Long> sizes) {
    Map<String, Dim> dims = new HashMap<>();
    sizes.forEach((dim, size) -> dims.put(dim, Dim.of(size)));
    Scope known = elaborator.constraints.withSizes(constraint, callee, dims);
    return elaborator.constraints.truth(constraint, known) == Truth.NO
        ? Optional.of(elaborator.constraints.unmet(name, constraint, known, call))
        : Optional.empty();
  }
}
