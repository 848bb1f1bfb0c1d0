package org.netwright.frontend.interpret;

import org.netwright.spi.graph.Op;
import org.netwright.spi.type.ElementType;

/** What elementwise primitives compute. */
final class ElementwiseMeaning {
  private ElementwiseMeaning() {}

  static Numbers of(GraphInterpreter run, Op op) {
    return switch (op.operands().size()) {
      case 1 -> run.x(op, 0).map(x -> unary(op, x));
      case 2 ->
          switch (op.primitive()) {
            case CHECK -> checked(run, op);
            case QUANTIZED -> run.x(op, 0);
            default ->
                Numbers.zip(run.shape(op), run.x(op, 0), run.x(op, 1), (a, b) -> binary(op, a, b));
          };
      default -> ternary(run, op);
    };
  }

  private static Numbers checked(GraphInterpreter run, Op op) {
    for (double condition : run.x(op, 1).values()) {
      if (condition == 0) {
        throw new IllegalStateException(op.attributes().text("message"));
      }
    }
    return run.x(op, 0);
  }

  private static Numbers ternary(GraphInterpreter run, Op op) {
    return switch (op.primitive()) {
      case SELECT ->
          Numbers.of(
              run.shape(op),
              at -> run.x(op, run.x(op, 0).broadcastAt(at) != 0 ? 1 : 2).broadcastAt(at));
      case SURROGATE -> run.x(op, 0);
      default -> throw new IllegalStateException(op.toString());
    };
  }

  private static double unary(Op op, double x) {
    return switch (op.primitive()) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> x < 0 ? -1 : 1;
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case EXPM1 -> Math.expm1(x);
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
      case RELU -> Math.max(x, 0);
      case ERF -> erf(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case NOT -> 1 - x;
      case IS_FINITE -> Double.isFinite(x) ? 1 : 0;
      case CAST -> cast(op.attributes().element("to"), x);
      case STOP_GRADIENT -> x;
      default -> throw new IllegalStateException(op.toString());
    };
  }

  private static double cast(ElementType to, double x) {
    if (to == ElementType.BOOL) {
      return x == 0 ? 0 : 1;
    }
    return to.isInteger() ? (x < 0 ? Math.ceil(x) : Math.floor(x)) : x;
  }

  /** The series of the error function, good to 1e-15 for the small arguments of tests. */
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private static double binary(Op op, double a, double b) {
    return switch (op.primitive()) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case FLOOR_DIVIDE -> Math.floor(a / b);
      case MODULO -> a - Math.floor(a / b) * b;
      case POWER -> Math.pow(a, b);
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case EQUAL -> a == b ? 1 : 0;
      case NOT_EQUAL -> a == b ? 0 : 1;
      case LESS -> a < b ? 1 : 0;
      case LESS_EQUAL -> a <= b ? 1 : 0;
      case AND -> a * b;
      case OR -> Math.max(a, b);
      default -> throw new IllegalStateException(op.toString());
    };
  }
}
