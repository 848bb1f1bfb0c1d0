package org.netwright.frontend.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * What need not become an op: identities and arithmetic of constants, where the result is exactly
 * that of the op. A result that is not finite is left to the op, so that a running step can name
 * it.
 */
final class Simplification {
  private Simplification() {}

  /** A value that is equal to the op's result; empty when the op is needed. */
  static Optional<Value> of(
      GraphBuilder graph,
      Primitive primitive,
      Attributes attributes,
      List<Value> operands,
      TensorType result) {
    Optional<Value> folded = folded(graph, primitive, operands, result);
    if (folded.isPresent()) {
      return folded;
    }
    return identity(graph, primitive, attributes, operands)
        .filter(value -> value.type().equals(result));
  }

  private static Optional<Value> identity(
      GraphBuilder graph, Primitive primitive, Attributes attributes, List<Value> operands) {
    Value x = operands.isEmpty() ? null : operands.get(0);
    if (x == null) {
      return primitive == Primitive.SIZE && attributes.dim("dim").isKnown()
          ? Optional.of(graph.constant(attributes.dim("dim").known(), ElementType.I32))
          : Optional.empty();
    }
    return switch (primitive) {
      case ADD ->
          Constants.is(operands.get(1), 0)
              ? Optional.of(x)
              : when(Constants.is(x, 0), operands.get(1));
      case SUBTRACT -> when(Constants.is(operands.get(1), 0), x);
      case MULTIPLY ->
          Constants.is(operands.get(1), 1)
              ? Optional.of(x)
              : when(Constants.is(x, 1), operands.get(1));
      case DIVIDE, POWER -> when(Constants.is(operands.get(1), 1), x);
      case NEGATE -> when(made(x, Primitive.NEGATE), () -> x.op().operand(0));
      case FLOOR, CEIL, ROUND -> when(x.type().element().isInteger(), x);
      case SUM, MAX, MIN, PRODUCT, ALL, ANY -> when(attributes.integers("axes").length == 0, x);
      case CAST -> cast(graph, attributes, x);
      case RESHAPE -> reshape(graph, attributes, x);
      case TRANSPOSE -> transpose(graph, attributes, x);
      case BROADCAST -> broadcast(graph, attributes, x);
      case SLICE -> when(zero(attributes, "begin"), x);
      case PAD -> when(zero(attributes, "before") && zero(attributes, "after"), x);
      case CONCAT -> when(operands.size() == 1, x);
      case REVERSE -> when(attributes.integers("axes").length == 0, x);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> when(boolean condition, Value value) {
    return condition ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Value> when(boolean condition, java.util.function.Supplier<Value> value) {
    return condition ? Optional.of(value.get()) : Optional.empty();
  }

  private static boolean made(Value value, Primitive primitive) {
    return value.op().primitive() == primitive;
  }

  private static boolean zero(Attributes attributes, String name) {
    return attributes.dims(name).stream().allMatch(dim -> dim.is(0));
  }

  private static Optional<Value> cast(GraphBuilder graph, Attributes attributes, Value x) {
    ElementType to = attributes.element("to");
    if (to == x.type().element()) {
      return Optional.of(x);
    }
    if (!made(x, Primitive.CONSTANT) || !to.isNumber() || !x.type().element().isNumber()) {
      return Optional.empty();
    }
    double[] numbers = x.op().attributes().numbers("values");
    boolean half = x.type().element() == ElementType.BF16;
    for (int i = 0; i < numbers.length; i++) {
      // a literal that becomes f64 keeps the digits it was written with; none is written in bf16
      double have = half ? Constants.held(ElementType.BF16, numbers[i]) : numbers[i];
      double number = to.isFloat() ? have : truncated(have);
      if (to.isInteger() && !Constants.holds(to, number)) {
        return Optional.empty();
      }
      numbers[i] = number;
    }
    return Optional.of(graph.constant(numbers, new TensorType(to, x.type().shape())));
  }

  private static double truncated(double number) {
    return number < 0 ? Math.ceil(number) : Math.floor(number);
  }

  private static Optional<Value> reshape(GraphBuilder graph, Attributes attributes, Value x) {
    if (attributes.shape("shape").equals(x.type().shape())) {
      return Optional.of(x);
    }
    return when(
            made(x, Primitive.RESHAPE),
            () -> graph.reshape(x.op().operand(0), attributes.shape("shape")))
        .or(() -> refilled(graph, attributes.shape("shape"), x));
  }

  private static Optional<Value> broadcast(GraphBuilder graph, Attributes attributes, Value x) {
    Shape to = attributes.shape("shape");
    return to.equals(x.type().shape()) ? Optional.of(x) : refilled(graph, to, x);
  }

  /** A constant of one number in another shape. */
  private static Optional<Value> refilled(GraphBuilder graph, Shape to, Value x) {
    boolean uniform = to.isKnown() && Constants.uniform(x).isPresent();
    return when(
        uniform,
        () ->
            graph.constant(
                x.op().attributes().numbers("values"), new TensorType(x.type().element(), to)));
  }

  private static Optional<Value> transpose(GraphBuilder graph, Attributes attributes, Value x) {
    long[] permutation = attributes.integers("permutation");
    if (Arrays.equals(permutation, GraphBuilder.allAxes(x))) {
      return Optional.of(x);
    }
    if (!made(x, Primitive.TRANSPOSE)) {
      return Optional.empty();
    }
    long[] before = x.op().attributes().integers("permutation");
    long[] both = Arrays.stream(permutation).map(axis -> before[(int) axis]).toArray();
    return Optional.of(graph.transpose(x.op().operand(0), both));
  }

  private static Optional<Value> folded(
      GraphBuilder graph, Primitive primitive, List<Value> operands, TensorType result) {
    if (operands.isEmpty() || operands.size() > 2 || !result.shape().isKnown()) {
      return Optional.empty();
    }
    ElementType element = operands.get(0).type().element();
    if (!element.isNumber() || element == ElementType.U8) {
      return Optional.empty();
    }
    OptionalDouble a = Constants.uniform(operands.get(0));
    OptionalDouble b = Constants.uniform(operands.get(operands.size() - 1));
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble number = computed(primitive, a.getAsDouble(), b.getAsDouble());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    double held = Constants.held(element, number.getAsDouble());
    boolean exact = element.isFloat() ? Double.isFinite(held) : Constants.holds(element, held);
    return when(exact, () -> graph.constant(new double[] {held}, result));
  }

  /**
   * Double arithmetic rounded to f32 is f32 arithmetic for these (double has more than twice the
   * digits of f32 and two more).
   */
  private static OptionalDouble computed(Primitive primitive, double a, double b) {
    return switch (primitive) {
      case ADD -> OptionalDouble.of(a + b);
      case SUBTRACT -> OptionalDouble.of(a - b);
      case MULTIPLY -> OptionalDouble.of(a * b);
      case DIVIDE -> OptionalDouble.of(a / b);
      case NEGATE -> OptionalDouble.of(-a);
      case SQRT -> OptionalDouble.of(Math.sqrt(a));
      case MAXIMUM -> OptionalDouble.of(Math.max(a, b));
      case MINIMUM -> OptionalDouble.of(Math.min(a, b));
      default -> OptionalDouble.empty();
    };
  }
}
