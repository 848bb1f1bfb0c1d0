package org.netwright.spi.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * Makes ops one after the other. A value is typed at birth: the builder asks the primitive's shape
 * rule, and operands that do not fit are an {@link
 * org.netwright.spi.diagnostic.DiagnosticException} at the place in the text that the builder
 * stands at. Elementwise operands broadcast as in NumPy and widen as definitions C26 say.
 *
 * <p>Everything below {@link #apply} is one primitive or a short composition of them.
 */
public interface GraphBuilder {
  /** Makes an op and returns its results. */
  List<Value> apply(Primitive primitive, Attributes attributes, List<Value> operands);

  /**
   * Uniform draws in [0, 1), f32. The key is the builder's affair: seed, purpose, path, application
   * and site (definitions C17); two calls draw apart.
   */
  Value randomUniform(Shape shape);

  /** Standard normal draws, f32; keyed as {@link #randomUniform}. */
  Value randomNormal(Shape shape);

  /** Standard normal draws within two deviations, f32; keyed as {@link #randomUniform}. */
  Value randomTruncatedNormal(Shape shape);

  private Value one(Primitive primitive, Attributes attributes, Value... operands) {
    return apply(primitive, attributes, List.of(operands)).get(0);
  }

  private Value one(Primitive primitive, Value... operands) {
    return one(primitive, Attributes.NONE, operands);
  }

  // ---- numbers
  // -------------------------------------------------------------------------------------------------

  /** A scalar of a given type. */
  default Value constant(double number, ElementType type) {
    return constant(new double[] {number}, new TensorType(type, Shape.SCALAR));
  }

  /** An f32 scalar. */
  default Value constant(double number) {
    return constant(number, ElementType.F32);
  }

  /** Numbers in row order, or one number for every element, in a known shape. */
  default Value constant(double[] numbers, TensorType type) {
    return one(Primitive.CONSTANT, Attributes.of("type", type, "values", numbers.clone()));
  }

  /** A tensor of one number, in a shape that may be symbolic. */
  default Value fill(double number, TensorType type) {
    return type.shape().isKnown()
        ? constant(new double[] {number}, type)
        : broadcast(constant(number, type.element()), type.shape());
  }

  default Value zerosLike(Value x) {
    return fill(0, x.type());
  }

  /** The value of a dim as an i32 scalar. */
  default Value size(Dim dim) {
    return dim.isKnown()
        ? constant(dim.known(), ElementType.I32)
        : one(Primitive.SIZE, Attributes.of("dim", dim));
  }

  default Value range(Dim length) {
    return one(Primitive.RANGE, Attributes.of("length", length));
  }

  // ---- elementwise
  // ---------------------------------------------------------------------------------------------

  default Value negate(Value x) {
    return one(Primitive.NEGATE, x);
  }

  default Value abs(Value x) {
    return one(Primitive.ABS, x);
  }

  default Value sign(Value x) {
    return one(Primitive.SIGN, x);
  }

  default Value exp(Value x) {
    return one(Primitive.EXP, x);
  }

  default Value log(Value x) {
    return one(Primitive.LOG, x);
  }

  default Value sqrt(Value x) {
    return one(Primitive.SQRT, x);
  }

  default Value rsqrt(Value x) {
    return one(Primitive.RSQRT, x);
  }

  default Value cos(Value x) {
    return one(Primitive.COS, x);
  }

  default Value tanh(Value x) {
    return one(Primitive.TANH, x);
  }

  default Value sigmoid(Value x) {
    return one(Primitive.SIGMOID, x);
  }

  default Value softplus(Value x) {
    return one(Primitive.SOFTPLUS, x);
  }

  default Value relu(Value x) {
    return one(Primitive.RELU, x);
  }

  default Value floor(Value x) {
    return one(Primitive.FLOOR, x);
  }

  default Value not(Value x) {
    return one(Primitive.NOT, x);
  }

  default Value stopGradient(Value x) {
    return one(Primitive.STOP_GRADIENT, x);
  }

  default Value cast(Value x, ElementType to) {
    return x.type().element() == to ? x : one(Primitive.CAST, Attributes.of("to", to), x);
  }

  default Value square(Value x) {
    return multiply(x, x);
  }

  default Value add(Value a, Value b) {
    return one(Primitive.ADD, a, b);
  }

  default Value subtract(Value a, Value b) {
    return one(Primitive.SUBTRACT, a, b);
  }

  default Value multiply(Value a, Value b) {
    return one(Primitive.MULTIPLY, a, b);
  }

  /** Times a number, in the tensor's own type. */
  default Value multiply(Value a, double number) {
    return multiply(a, constant(number, a.type().element()));
  }

  default Value add(Value a, double number) {
    return add(a, constant(number, a.type().element()));
  }

  default Value divide(Value a, Value b) {
    return one(Primitive.DIVIDE, a, b);
  }

  default Value power(Value a, Value b) {
    return one(Primitive.POWER, a, b);
  }

  default Value maximum(Value a, Value b) {
    return one(Primitive.MAXIMUM, a, b);
  }

  default Value minimum(Value a, Value b) {
    return one(Primitive.MINIMUM, a, b);
  }

  default Value equal(Value a, Value b) {
    return one(Primitive.EQUAL, a, b);
  }

  default Value less(Value a, Value b) {
    return one(Primitive.LESS, a, b);
  }

  default Value lessEqual(Value a, Value b) {
    return one(Primitive.LESS_EQUAL, a, b);
  }

  default Value and(Value a, Value b) {
    return one(Primitive.AND, a, b);
  }

  default Value or(Value a, Value b) {
    return one(Primitive.OR, a, b);
  }

  default Value select(Value condition, Value whenTrue, Value whenFalse) {
    return one(Primitive.SELECT, condition, whenTrue, whenFalse);
  }

  /** The value; ends the step with the message unless every element of the condition is true. */
  default Value check(Value value, Value condition, String message) {
    return one(Primitive.CHECK, Attributes.of("message", message), value, condition);
  }

  // ---- reductions
  // ----------------------------------------------------------------------------------------------

  /** Every axis of a tensor, for reductions to a scalar. */
  static long[] allAxes(Value x) {
    return IntStream.range(0, x.type().shape().rank()).asLongStream().toArray();
  }

  default Value sum(Value x, boolean keep, long... axes) {
    return axes.length == 0
        ? x
        : one(Primitive.SUM, Attributes.of("axes", axes.clone(), "keep", keep), x);
  }

  default Value sum(Value x) {
    return sum(x, false, allAxes(x));
  }

  /** The mean over axes, in float. */
  default Value mean(Value x, boolean keep, long... axes) {
    Value wide = x.type().element().isFloat() ? x : cast(x, ElementType.F32);
    Dim count = Dim.of(1);
    for (long axis : axes) {
      count = count.times(x.type().shape().dim((int) axis));
    }
    Value total = sum(wide, keep, axes);
    return divide(total, cast(size(count), wide.type().element()));
  }

  default Value mean(Value x) {
    return mean(x, false, allAxes(x));
  }

  default Value max(Value x, boolean keep, long... axes) {
    return one(Primitive.MAX, Attributes.of("axes", axes.clone(), "keep", keep), x);
  }

  default Value all(Value x) {
    return one(Primitive.ALL, Attributes.of("axes", allAxes(x), "keep", false), x);
  }

  /** The index of the largest element along an axis (from 0), i64. */
  default Value argMax(Value x, int axis) {
    return one(Primitive.ARG_MAX, Attributes.of("axis", (long) axis), x);
  }

  // ---- shape and index
  // -----------------------------------------------------------------------------------------

  default Value reshape(Value x, Shape shape) {
    return x.type().shape().equals(shape)
        ? x
        : one(Primitive.RESHAPE, Attributes.of("shape", shape), x);
  }

  default Value transpose(Value x, long... permutation) {
    return one(Primitive.TRANSPOSE, Attributes.of("permutation", permutation.clone()), x);
  }

  /** Swaps the last two axes. */
  default Value transposeLast(Value x) {
    int rank = x.type().shape().rank();
    long[] permutation = allAxes(x);
    permutation[rank - 1] = rank - 2;
    permutation[rank - 2] = rank - 1;
    return transpose(x, permutation);
  }

  default Value broadcast(Value x, Shape shape) {
    return x.type().shape().equals(shape)
        ? x
        : one(Primitive.BROADCAST, Attributes.of("shape", shape), x);
  }

  default Value slice(Value x, List<Dim> begin, List<Dim> size) {
    return one(
        Primitive.SLICE, Attributes.of("begin", List.copyOf(begin), "size", List.copyOf(size)), x);
  }

  /** A run along one axis, whole in the others. */
  default Value slice(Value x, int axis, Dim begin, Dim size) {
    List<Dim> starts = new ArrayList<>(Collections.nCopies(x.type().shape().rank(), Dim.of(0)));
    List<Dim> sizes = new ArrayList<>(x.type().shape().dims());
    starts.set(axis, begin);
    sizes.set(axis, size);
    return slice(x, starts, sizes);
  }

  default Value concat(List<Value> parts, int axis) {
    return parts.size() == 1
        ? parts.get(0)
        : apply(Primitive.CONCAT, Attributes.of("axis", (long) axis), parts).get(0);
  }

  default Value pad(Value x, List<Dim> before, List<Dim> after, double value) {
    return one(
        Primitive.PAD,
        Attributes.of("before", List.copyOf(before), "after", List.copyOf(after), "value", value),
        x);
  }

  default Value gather(Value x, Value indices, int axis, int batch) {
    return one(
        Primitive.GATHER, Attributes.of("axis", (long) axis, "batch", (long) batch), x, indices);
  }

  default Value oneHot(Value index, Dim depth, ElementType type) {
    return one(Primitive.ONE_HOT, Attributes.of("depth", depth, "type", type), index);
  }

  // ---- contractions and normalisation
  // --------------------------------------------------------------------------

  default Value matmul(Value a, Value b) {
    return matmul(a, b, false, false);
  }

  default Value matmul(Value a, Value b, boolean transposeA, boolean transposeB) {
    return one(
        Primitive.MATMUL,
        Attributes.of("transpose_a", transposeA, "transpose_b", transposeB),
        a,
        b);
  }

  default Value softmax(Value x) {
    return one(Primitive.SOFTMAX, x);
  }

  default Value logSoftmax(Value x) {
    return one(Primitive.LOG_SOFTMAX, x);
  }

  /** The Euclidean norm of all elements of several tensors. */
  default Value globalNorm(List<Value> values) {
    Value total = constant(0);
    for (Value value : values) {
      total = add(total, sum(square(value)));
    }
    return sqrt(total);
  }

  /** The first {@code count} whole numbers, as axes. */
  static long[] axes(int count) {
    long[] axes = new long[count];
    Arrays.setAll(axes, i -> i);
    return axes;
  }
}
