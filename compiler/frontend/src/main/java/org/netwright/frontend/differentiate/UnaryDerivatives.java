package org.netwright.frontend.differentiate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/** Derivatives of elementwise primitives with one operand. */
final class UnaryDerivatives {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  static final Map<Primitive, DerivativeRule> RULES = rules();

  private UnaryDerivatives() {}

  private static Map<Primitive, DerivativeRule> rules() {
    Map<Primitive, DerivativeRule> rules = new EnumMap<>(Primitive.class);
    for (Primitive flat :
        List.of(
            Primitive.SIGN,
            Primitive.FLOOR,
            Primitive.CEIL,
            Primitive.ROUND,
            Primitive.NOT,
            Primitive.IS_FINITE,
            Primitive.STOP_GRADIENT)) {
      rules.put(flat, DerivativeRule.STOPS);
    }
    rules.put(Primitive.NEGATE, DerivativeRule.to(at -> at.give(0, () -> minus(at))));
    rules.put(Primitive.CAST, DerivativeRule.to(at -> at.give(0, at::gradient)));
    rules.put(Primitive.ABS, times(UnaryDerivatives::signOrZero));
    rules.put(Primitive.EXP, times(Adjoint::y));
    rules.put(Primitive.LOG, over(at -> at.x(0)));
    rules.put(Primitive.LOG1P, over(at -> at.graph().add(at.x(0), 1)));
    rules.put(Primitive.EXPM1, times(at -> at.graph().add(at.y(), 1)));
    rules.put(Primitive.SQRT, DerivativeRule.to(at -> at.give(0, () -> root(at))));
    rules.put(Primitive.RSQRT, times(UnaryDerivatives::reciprocalRoot));
    rules.put(Primitive.SIN, times(at -> at.graph().cos(at.x(0))));
    rules.put(
        Primitive.COS,
        times(at -> at.graph().negate(at.make(Primitive.SIN, Attributes.NONE, at.x(0)))));
    rules.put(Primitive.TANH, times(at -> oneMinus(at, at.graph().square(at.y()))));
    rules.put(Primitive.SIGMOID, times(at -> at.graph().multiply(at.y(), oneMinus(at, at.y()))));
    rules.put(Primitive.SOFTPLUS, times(at -> at.graph().sigmoid(at.x(0))));
    rules.put(Primitive.RELU, DerivativeRule.to(at -> at.give(0, () -> whereAboveZero(at))));
    rules.put(Primitive.ERF, times(UnaryDerivatives::bell));
    return rules;
  }

  private static DerivativeRule times(Function<Adjoint, Value> slope) {
    return DerivativeRule.to(
        at -> at.give(0, () -> at.graph().multiply(at.gradient(), slope.apply(at))));
  }

  private static DerivativeRule over(Function<Adjoint, Value> divisor) {
    return DerivativeRule.to(
        at -> at.give(0, () -> at.graph().divide(at.gradient(), divisor.apply(at))));
  }

  private static Value minus(Adjoint at) {
    return at.graph().negate(at.gradient());
  }

  private static Value oneMinus(Adjoint at, Value x) {
    return at.graph().subtract(at.scalar(1, x), x);
  }

  /** The slope of |x|: 0 at 0, the middle of its subgradients. */
  private static Value signOrZero(Adjoint at) {
    StepBuilder graph = at.graph();
    Value x = at.x(0);
    Value zero = at.scalar(0, x);
    Value above = graph.cast(graph.less(zero, x), x.type().element());
    return graph.subtract(above, graph.cast(graph.less(x, zero), x.type().element()));
  }

  /**
   * 1 / (2 √x), and 0 at 0 where the slope is infinite: so the norm of a zero vector has gradient
   * 0, one of its subgradients, and not NaN.
   */
  private static Value root(Adjoint at) {
    StepBuilder graph = at.graph();
    Value zero = at.scalar(0, at.y());
    Value flat = graph.equal(at.y(), zero);
    Value divisor = graph.select(flat, at.scalar(1, at.y()), at.y());
    Value slope = graph.divide(graph.multiply(at.gradient(), 0.5), divisor);
    return graph.select(flat, zero, slope);
  }

  private static Value reciprocalRoot(Adjoint at) {
    StepBuilder graph = at.graph();
    Value cube = graph.multiply(graph.square(at.y()), at.y());
    return graph.multiply(cube, -0.5);
  }

  /** The slope of relu at 0 is 0. */
  private static Value whereAboveZero(Adjoint at) {
    Value zero = at.scalar(0, at.x(0));
    return at.graph().select(at.graph().less(zero, at.x(0)), at.gradient(), zero);
  }

  private static Value bell(Adjoint at) {
    StepBuilder graph = at.graph();
    return graph.multiply(graph.exp(graph.negate(graph.square(at.x(0)))), TWO_OVER_ROOT_PI);
  }
}
