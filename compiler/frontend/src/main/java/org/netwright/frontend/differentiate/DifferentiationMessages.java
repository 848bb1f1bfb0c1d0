package org.netwright.frontend.differentiate;

import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.source.Span;

/** The sentences of differentiation. Codes NW365 to NW369, and NW444 for rolled loops. */
final class DifferentiationMessages {
  private DifferentiationMessages() {}

  static Diagnostic noRule(Op op) {
    if (op.primitive() == Primitive.WHILE) {
      return rolledLoop(op);
    }
    return Diagnostic.error(
        "NW365",
        op.origin().span(),
        "a gradient passes through "
            + op.primitive()
            + ", which has no derivative rule: it cannot be differentiated"
            + (op.origin().backward() ? " a second time" : ""));
  }

  private static Diagnostic rolledLoop(Op op) {
    return Diagnostic.error(
            "NW444",
            op.origin().span(),
            "a gradient passes through a rolled loop, whose iterations are not kept for the way back")
        .with(
            Hint.of(
                "`recur` with a number known when compiling can be trained;"
                    + " `stop_gradient` stops the gradient behind the loop"));
  }

  static Diagnostic outsideLoop(Span span) {
    return Diagnostic.error(
            "NW444",
            span,
            "a gradient inside a rolled loop is taken by a value from outside, on which other"
                + " values that the loop uses depend")
        .with(Hint.of("take the gradient outside, or compute those values inside the loop"));
  }
}
