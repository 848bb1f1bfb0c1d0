package org.netwright.frontend.graph;

import org.netwright.frontend.Limits;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** The sentences about a graph as a whole. Codes NW360 to NW364, and NW445 in rolled loops. */
public final class GraphMessages {
  private GraphMessages() {}

  static Diagnostic tooManyOps(Span span, int limit) {
    return Diagnostic.error(
            "NW360", span, "the graph of one step grows beyond " + limit + " operations")
        .with(Limits.Key.OPS.hint());
  }

  /** A size that leaves the 64 bits of an int. */
  public static Diagnostic sizeTooLarge(Span span, ArithmeticException cause) {
    return Diagnostic.error("NW361", span, "a size cannot be computed: " + cause.getMessage());
  }

  static Diagnostic wrongVariableType(Span span, Variable variable, TensorType type) {
    return Diagnostic.error(
        "NW362", span, variable.name() + " is " + variable.type() + " and cannot become " + type);
  }

  static Diagnostic writtenInLoop(Span span, Variable variable) {
    return Diagnostic.error(
            "NW445",
            span,
            "`%s` is updated inside a rolled loop, where nothing is stored"
                .formatted(variable.path()))
        .with(
            Hint.of(
                "apply the layer with `training = false`, or let the value flow through the loop"));
  }
}
