package org.netwright.frontend.differentiate;

import java.util.List;
import java.util.Map;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/** Derivatives of reductions and of what orders the elements of an axis. */
final class ReductionDerivatives {
  static final Map<Primitive, DerivativeRule> RULES =
      Map.of(
          Primitive.SUM, DerivativeRule.to(at -> at.give(0, () -> kept(at, at.gradient()))),
          Primitive.MAX, DerivativeRule.to(at -> at.give(0, () -> shared(at))),
          Primitive.MIN, DerivativeRule.to(at -> at.give(0, () -> shared(at))),
          Primitive.PRODUCT, DerivativeRule.to(at -> at.give(0, () -> others(at))),
          Primitive.ALL, DerivativeRule.STOPS,
          Primitive.ANY, DerivativeRule.STOPS,
          Primitive.ARG_MAX, DerivativeRule.STOPS,
          Primitive.CUMULATIVE_SUM, DerivativeRule.to(at -> at.give(0, () -> sumBackwards(at))),
          Primitive.TOP_K, DerivativeRule.to(at -> at.give(0, () -> putBack(at))));

  private ReductionDerivatives() {}

  /** A result with its reduced axes as ones, so that it broadcasts against the operand. */
  private static Value kept(Adjoint at, Value reduced) {
    Shape shape = at.x(0).type().shape();
    for (long axis : at.attributes().integers("axes")) {
      shape = shape.with((int) axis, Dim.of(1));
    }
    return at.graph().reshape(reduced, shape);
  }

  /** Equal largest (smallest) elements share the gradient equally. */
  private static Value shared(Adjoint at) {
    StepBuilder graph = at.graph();
    Value x = at.x(0);
    Value taken = graph.cast(graph.equal(x, kept(at, at.y())), x.type().element());
    Value count = graph.sum(taken, true, at.attributes().integers("axes"));
    return graph.multiply(taken, graph.divide(kept(at, at.gradient()), count));
  }

  /**
   * The product of the other elements, without dividing by zero: with one zero only that element
   * has a gradient, with two none has. Differentiated again it is right where no element is zero.
   */
  private static Value others(Adjoint at) {
    StepBuilder graph = at.graph();
    Value x = at.x(0);
    ElementType element = x.type().element();
    long[] axes = at.attributes().integers("axes");
    Value zero = at.scalar(0, x);
    Value one = at.scalar(1, x);
    Value isZero = graph.equal(x, zero);
    Value safe = graph.select(isZero, one, x);
    Value product = at.make(Primitive.PRODUCT, Attributes.of("axes", axes, "keep", true), safe);
    Value zeros = graph.sum(graph.cast(isZero, element), true, axes);
    Value atZero = graph.select(graph.equal(zeros, one), product, zero);
    Value elsewhere = graph.select(graph.equal(zeros, zero), graph.divide(product, safe), zero);
    return graph.multiply(kept(at, at.gradient()), graph.select(isZero, atZero, elsewhere));
  }

  private static Value sumBackwards(Adjoint at) {
    Attributes attributes = at.attributes();
    return at.make(
        Primitive.CUMULATIVE_SUM,
        attributes.with("reverse", !attributes.flag("reverse")),
        at.gradient());
  }

  private static Value putBack(Adjoint at) {
    Shape shape = at.x(0).type().shape();
    long last = shape.rank() - 1L;
    List<Value> results = at.op().results();
    return at.make(
        Primitive.SCATTER_ADD,
        Attributes.of("axis", last, "batch", last, "shape", shape),
        at.gradient(0).orElseThrow(),
        results.get(1));
  }
}
