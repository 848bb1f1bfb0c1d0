package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** Implicit conversions: those that keep the value (definitions C26). */
final class Conversion {
  private Conversion() {}

  static Value widen(
      Elaborator elaborator, Value value, ElementType wanted, Types.Fitting fitting) {
    ElementType found = value.type().element();
    if (found == wanted) {
      return value;
    }
    Optional<ElementType> joined = found.widened(wanted);
    boolean keeps =
        joined.isPresent() && joined.get() == wanted
            || found == ElementType.BOOL && wanted.isFloat();
    if (!keeps) {
      throw new DiagnosticException(KindMessages.wrongElement(fitting, wanted, value.type()));
    }
    return elaborator.graph(fitting.span()).cast(value, wanted);
  }
}
