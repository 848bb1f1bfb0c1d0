package org.netwright.frontend.differentiate;

import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.graph.Op;

/** The sentences of differentiation. Codes NW365 to NW369. */
final class DifferentiationMessages {
  private DifferentiationMessages() {}

  static Diagnostic noRule(Op op) {
    return Diagnostic.error(
        "NW365",
        op.origin().span(),
        "a gradient passes through "
            + op.primitive()
            + ", which has no derivative rule: it cannot be differentiated"
            + (op.origin().backward() ? " a second time" : ""));
  }
}
