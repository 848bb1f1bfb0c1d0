package org.netwright.frontend.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/** Numbers of a graph that follow from the clock alone, computed in double precision. */
final class ScalarValues {
  private static final Map<Primitive, DoubleUnaryOperator> UNARY = new HashMap<>();
  private static final Map<Primitive, DoubleBinaryOperator> BINARY = new HashMap<>();

  static {
    UNARY.put(Primitive.NEGATE, x -> -x);
    UNARY.put(Primitive.ABS, Math::abs);
    UNARY.put(Primitive.EXP, Math::exp);
    UNARY.put(Primitive.LOG, Math::log);
    UNARY.put(Primitive.SQRT, Math::sqrt);
    UNARY.put(Primitive.RSQRT, x -> 1 / Math.sqrt(x));
    UNARY.put(Primitive.SIN, Math::sin);
    UNARY.put(Primitive.COS, Math::cos);
    UNARY.put(Primitive.TANH, Math::tanh);
    UNARY.put(Primitive.FLOOR, Math::floor);
    UNARY.put(Primitive.CEIL, Math::ceil);
    UNARY.put(Primitive.ROUND, Math::rint);
    UNARY.put(Primitive.NOT, x -> x == 0 ? 1 : 0);
    UNARY.put(Primitive.STOP_GRADIENT, x -> x);
    UNARY.put(Primitive.RESHAPE, x -> x);
    BINARY.put(Primitive.ADD, Double::sum);
    BINARY.put(Primitive.SUBTRACT, (a, b) -> a - b);
    BINARY.put(Primitive.MULTIPLY, (a, b) -> a * b);
    BINARY.put(Primitive.DIVIDE, (a, b) -> a / b);
    BINARY.put(Primitive.FLOOR_DIVIDE, (a, b) -> Math.floor(a / b));
    BINARY.put(Primitive.MODULO, (a, b) -> a - b * Math.floor(a / b));
    BINARY.put(Primitive.POWER, Math::pow);
    BINARY.put(Primitive.MAXIMUM, Math::max);
    BINARY.put(Primitive.MINIMUM, Math::min);
    BINARY.put(Primitive.EQUAL, (a, b) -> a == b ? 1 : 0);
    BINARY.put(Primitive.NOT_EQUAL, (a, b) -> a == b ? 0 : 1);
    BINARY.put(Primitive.LESS, (a, b) -> a < b ? 1 : 0);
    BINARY.put(Primitive.LESS_EQUAL, (a, b) -> a <= b ? 1 : 0);
    BINARY.put(Primitive.AND, (a, b) -> a != 0 && b != 0 ? 1 : 0);
    BINARY.put(Primitive.OR, (a, b) -> a != 0 || b != 0 ? 1 : 0);
  }

  private final Map<String, Double> clock;
  private final Map<Value, Optional<Double>> known = new HashMap<>();

  ScalarValues(Map<String, Double> clock) {
    this.clock = clock;
  }

  /** The number; empty when it hangs on something else than the clock. */
  Optional<Double> of(Value value) {
    Optional<Double> before = known.get(value);
    if (before == null) {
      before = computed(value.op());
      known.put(value, before);
    }
    return before;
  }

  private Optional<Double> computed(Op op) {
    DoubleUnaryOperator unary = UNARY.get(op.primitive());
    if (unary != null) {
      return of(op.operand(0)).map(unary::applyAsDouble);
    }
    DoubleBinaryOperator binary = BINARY.get(op.primitive());
    if (binary != null) {
      Optional<Double> right = of(op.operand(1));
      return of(op.operand(0)).flatMap(a -> right.map(b -> binary.applyAsDouble(a, b)));
    }
    return switch (op.primitive()) {
      case INPUT -> Optional.ofNullable(clock.get(op.attributes().text("name")));
      case CONSTANT -> {
        double[] values = op.attributes().numbers("values");
        yield values.length == 1 ? Optional.of(values[0]) : Optional.empty();
      }
      case CAST ->
          of(op.operand(0))
              .map(
                  x ->
                      op.attributes().element("to").isFloat()
                          ? x
                          : x < 0 ? Math.ceil(x) : Math.floor(x));
      case SELECT -> of(op.operand(0)).flatMap(c -> of(op.operand(c != 0 ? 1 : 2)));
      default -> Optional.empty();
    };
  }
}
