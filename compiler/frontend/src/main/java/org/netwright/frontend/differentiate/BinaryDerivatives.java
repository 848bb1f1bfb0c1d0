package org.netwright.frontend.differentiate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.netwright.frontend.graph.Constants;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/**
 * Derivatives of elementwise primitives with several operands. Where operands were broadcast, their
 * gradients are summed back by {@link Adjoint#give}.
 */
final class BinaryDerivatives {
  static final Map<Primitive, DerivativeRule> RULES = rules();

  private BinaryDerivatives() {}

  private static Map<Primitive, DerivativeRule> rules() {
    Map<Primitive, DerivativeRule> rules = new EnumMap<>(Primitive.class);
    for (Primitive flat :
        List.of(
            Primitive.FLOOR_DIVIDE,
            Primitive.EQUAL,
            Primitive.NOT_EQUAL,
            Primitive.LESS,
            Primitive.LESS_EQUAL,
            Primitive.AND,
            Primitive.OR)) {
      rules.put(flat, DerivativeRule.STOPS);
    }
    rules.put(Primitive.ADD, DerivativeRule.to(BinaryDerivatives::add));
    rules.put(Primitive.SUBTRACT, DerivativeRule.to(BinaryDerivatives::subtract));
    rules.put(Primitive.MULTIPLY, DerivativeRule.to(BinaryDerivatives::multiply));
    rules.put(Primitive.DIVIDE, DerivativeRule.to(BinaryDerivatives::divide));
    rules.put(Primitive.MODULO, DerivativeRule.to(BinaryDerivatives::modulo));
    rules.put(Primitive.POWER, DerivativeRule.to(BinaryDerivatives::power));
    rules.put(
        Primitive.MAXIMUM,
        DerivativeRule.to(at -> larger(at, at.graph().lessEqual(at.x(1), at.x(0)))));
    rules.put(
        Primitive.MINIMUM,
        DerivativeRule.to(at -> larger(at, at.graph().lessEqual(at.x(0), at.x(1)))));
    rules.put(Primitive.SELECT, DerivativeRule.to(BinaryDerivatives::select, 1, 2));
    rules.put(
        Primitive.SURROGATE,
        DerivativeRule.to(at -> at.give(1, () -> at.graph().multiply(at.gradient(), at.x(2))), 1));
    rules.put(Primitive.QUANTIZED, DerivativeRule.to(at -> at.give(0, at::gradient), 0));
    rules.put(Primitive.CHECK, DerivativeRule.to(at -> at.give(0, at::gradient), 0));
    return rules;
  }

  private static void add(Adjoint at) {
    at.give(0, at::gradient);
    at.give(1, at::gradient);
  }

  private static void subtract(Adjoint at) {
    at.give(0, at::gradient);
    at.give(1, () -> at.graph().negate(at.gradient()));
  }

  private static void multiply(Adjoint at) {
    at.give(0, () -> at.graph().multiply(at.gradient(), at.x(1)));
    at.give(1, () -> at.graph().multiply(at.gradient(), at.x(0)));
  }

  private static void divide(Adjoint at) {
    StepBuilder graph = at.graph();
    at.give(0, () -> graph.divide(at.gradient(), at.x(1)));
    at.give(1, () -> graph.negate(graph.divide(graph.multiply(at.gradient(), at.y()), at.x(1))));
  }

  /** a mod b = a − ⌊a/b⌋·b, and the floor is piecewise constant. */
  private static void modulo(Adjoint at) {
    at.give(0, at::gradient);
    at.give(
        1,
        () -> {
          Value whole = at.make(Primitive.FLOOR_DIVIDE, Attributes.NONE, at.x(0), at.x(1));
          return at.graph().negate(at.graph().multiply(at.gradient(), whole));
        });
  }

  /** The operand that was taken gets the gradient; of two equal ones the first. */
  private static void larger(Adjoint at, Value first) {
    StepBuilder graph = at.graph();
    Value zero = at.scalar(0, at.gradient());
    at.give(0, () -> graph.select(first, at.gradient(), zero));
    at.give(1, () -> graph.select(first, zero, at.gradient()));
  }

  private static void select(Adjoint at) {
    StepBuilder graph = at.graph();
    Value zero = at.scalar(0, at.gradient());
    at.give(1, () -> graph.select(at.x(0), at.gradient(), zero));
    at.give(2, () -> graph.select(at.x(0), zero, at.gradient()));
  }

  private static void power(Adjoint at) {
    at.give(0, () -> at.graph().multiply(at.gradient(), baseSlope(at)));
    at.give(1, () -> at.graph().multiply(at.gradient(), exponentSlope(at)));
  }

  /** b · aᵇ⁻¹, and 0 where b is 0 for every a. */
  private static Value baseSlope(Adjoint at) {
    StepBuilder graph = at.graph();
    Value exponent = at.x(1);
    OptionalDouble known = Constants.uniform(exponent);
    if (known.isPresent()) {
      return knownPowerSlope(at, known.getAsDouble());
    }
    Value zero = at.scalar(0, exponent);
    Value one = at.scalar(1, exponent);
    Value flat = graph.equal(exponent, zero);
    Value lowered = graph.subtract(graph.select(flat, one, exponent), one);
    return graph.multiply(exponent, graph.power(at.x(0), lowered));
  }

  private static Value knownPowerSlope(Adjoint at, double exponent) {
    StepBuilder graph = at.graph();
    Value base = at.x(0);
    if (exponent == 0) {
      return graph.zerosLike(base);
    }
    if (exponent == 2) {
      return graph.multiply(base, 2);
    }
    return graph.multiply(graph.power(base, at.scalar(exponent - 1, base)), exponent);
  }

  /** aᵇ · ln a where a is positive; elsewhere real powers have no slope in b, and 0 is given. */
  private static Value exponentSlope(Adjoint at) {
    StepBuilder graph = at.graph();
    Value base = at.x(0);
    Value zero = at.scalar(0, base);
    Value positive = graph.less(zero, base);
    Value safe = graph.select(positive, base, at.scalar(1, base));
    return graph.select(positive, graph.multiply(at.y(), graph.log(safe)), zero);
  }
}
