package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.graph.EinsumEquation;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/**
 * Products, convolutions, pooling and normalisation. Products and convolutions are where {@code
 * adapt} transforms operands (definitions C7).
 */
final class ContractionIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL = all();

  private ContractionIntrinsics() {}

  private static Map<String, Intrinsics.Intrinsic> all() {
    Map<String, Intrinsics.Intrinsic> all = new HashMap<>();
    all.put("matmul", ContractionIntrinsics::matmul);
    all.put("einsum", ContractionIntrinsics::einsum);
    all.put("conv2d", o -> convolution(o, Primitive.CONV2D));
    all.put("depthwise_conv2d", o -> convolution(o, Primitive.DEPTHWISE_CONV2D));
    all.put("conv2d_transpose", ContractionIntrinsics::transposed);
    all.put("max_pool", o -> pool(o, Primitive.MAX_POOL));
    all.put("avg_pool", o -> pool(o, Primitive.AVG_POOL));
    all.put("softmax", o -> alongAxis(o, Primitive.SOFTMAX));
    all.put("log_softmax", o -> alongAxis(o, Primitive.LOG_SOFTMAX));
    all.put("batch_norm", ContractionIntrinsics::batchNorm);
    return Map.copyOf(all);
  }

  private static Denotation matmul(Operands o) {
    Value a = o.tensor("a");
    Value b = o.tensor("b");
    List<Value> operands = transformed(o, a, summed(a, -1), b, summed(b, -2));
    return Operands.tensor(o.graph().matmul(operands.get(0), operands.get(1)));
  }

  /** The operands as the transforms in force make them (definitions C7). */
  private static List<Value> transformed(
      Operands o, Value left, Set<Integer> leftSummed, Value right, Set<Integer> rightSummed) {
    return o.elaborator()
        .contractions
        .transformed(
            new Contractions.Operand(left, leftSummed),
            new Contractions.Operand(right, rightSummed),
            o.span());
  }

  /** The axes that are summed over; negative ones count from the end. */
  private static Set<Integer> summed(Value operand, int... axes) {
    int rank = operand.type().shape().rank();
    Set<Integer> summed = new HashSet<>();
    for (int axis : axes) {
      summed.add(axis < 0 ? axis + rank : axis);
    }
    return summed;
  }

  /** Two operands are one contraction; more are products of two, from left to right. */
  private static Denotation einsum(Operands o) {
    List<Value> operands = o.tensors("operands");
    String text = o.text("equation");
    Optional<EinsumEquation> written = EinsumEquation.read(text);
    if (written.isEmpty() || written.get().operands().size() != operands.size()) {
      // the op says what is wrong with it
      return Operands.tensor(sumOfProducts(o, text, operands));
    }
    EinsumEquation equation = written.get();
    Value product = operands.get(0);
    for (int i = 1; i < operands.size(); i++) {
      EinsumEquation pair = equation.isPair() ? equation : equation.pair();
      List<Value> both = transformed(o, product, summed(pair, 0), operands.get(i), summed(pair, 1));
      product = sumOfProducts(o, pair.toString(), both);
      equation = equation.isPair() ? equation : equation.rest();
    }
    return Operands.tensor(operands.size() == 1 ? sumOfProducts(o, text, operands) : product);
  }

  private static Value sumOfProducts(Operands o, String equation, List<Value> operands) {
    return o.graph().apply(Primitive.EINSUM, Attributes.of("equation", equation), operands).get(0);
  }

  private static Set<Integer> summed(EinsumEquation equation, int which) {
    String letters = equation.operands().get(which);
    Set<Integer> summed = new HashSet<>();
    for (int axis = 0; axis < letters.length(); axis++) {
      if (equation.result().indexOf(letters.charAt(axis)) < 0) {
        summed.add(axis);
      }
    }
    return summed;
  }

  private static Denotation convolution(Operands o, Primitive primitive) {
    Value x = o.tensor("x");
    Value kernel = o.tensor("kernel");
    long[] stride = o.knownPair("stride");
    long[] dilation = o.knownPair("dilation");
    Shape window = kernel.type().shape();
    long[] pads =
        pads(o, x.type().shape(), List.of(window.dim(0), window.dim(1)), stride, dilation);
    Set<Integer> summed =
        primitive == Primitive.CONV2D ? summed(kernel, 0, 1, 2) : summed(kernel, 0, 1);
    List<Value> operands = transformed(o, x, summed(x, -1), kernel, summed);
    return Operands.tensor(
        o.one(
            primitive,
            Attributes.of("strides", stride, "dilations", dilation, "pads", pads),
            operands.get(0),
            operands.get(1)));
  }

  /** The input gradient of the convolution that leads from the output's size to the input's. */
  private static Denotation transposed(Operands o) {
    Value x = o.tensor("x");
    Value kernel = o.tensor("kernel");
    long[] stride = o.knownPair("stride");
    long[] dilation = {1, 1};
    Shape window = kernel.type().shape();
    List<Dim> output = o.dims("output");
    if (output.size() != 2) {
      throw o.wrong("output", "a height and a width");
    }
    Shape images = Shape.of(x.type().shape().dim(0), output.get(0), output.get(1), window.dim(2));
    long[] pads = pads(o, images, List.of(window.dim(0), window.dim(1)), stride, dilation);
    Attributes attributes =
        Attributes.of("shape", images, "strides", stride, "dilations", dilation, "pads", pads);
    List<Value> operands = transformed(o, kernel, summed(kernel, 0, 1, 3), x, summed(x, -1));
    return Operands.tensor(
        o.one(Primitive.CONV2D_INPUT_GRADIENT, attributes, operands.get(0), operands.get(1)));
  }

  private static Denotation pool(Operands o, Primitive primitive) {
    Value x = o.tensor("x");
    long[] window = o.knownPair("window");
    long[] stride = o.isNone("stride") ? window : o.knownPair("stride");
    long[] pads =
        pads(
            o,
            x.type().shape(),
            List.of(Dim.of(window[0]), Dim.of(window[1])),
            stride,
            new long[] {1, 1});
    return Operands.tensor(
        o.one(primitive, Attributes.of("window", window, "strides", stride, "pads", pads), x));
  }

  /** The rows and columns that a window's padding adds: top, bottom, left, right. */
  private static long[] pads(
      Operands o, Shape images, List<Dim> window, long[] stride, long[] dilation) {
    Denotation pad = o.value("pad");
    if (pad instanceof ListDenotation list) {
      long[] sides = o.integers("pad");
      if (list.elements().size() == 2) {
        return new long[] {sides[0], sides[0], sides[1], sides[1]};
      } else if (sides.length != 4) {
        throw o.wrong("pad", "an int, or [top, bottom, left, right]");
      }
      return sides;
    } else if (!(pad instanceof TextStatic word)) {
      long all = o.integer("pad");
      return new long[] {all, all, all, all};
    } else if (word.value().equals("valid")) {
      return new long[4];
    } else if (!word.value().equals("same")) {
      throw o.wrong("pad", "\"same\", \"valid\", an int, or [top, bottom, left, right]");
    }
    long[] pads = new long[4];
    for (int axis = 0; axis < 2; axis++) {
      Dim extent = window.get(axis).minus(1).times(dilation[axis]).plus(1);
      long total = sameTotal(o, images.dim(axis + 1), extent, stride[axis]);
      pads[2 * axis] = total / 2;
      pads[2 * axis + 1] = total - total / 2;
    }
    return pads;
  }

  /** What "same" adds in all, as TensorFlow counts it: the result has ceil(size / stride) rows. */
  private static long sameTotal(Operands o, Dim size, Dim extent, long stride) {
    if (!extent.isKnown()) {
      if (o.elaborator().isOpen()) {
        throw new DiagnosticException(List.of()); // an application will give the number
      }
      throw new DiagnosticException(
          SizeMessages.unknownArgumentSize("the window", extent, o.span()));
    }
    if (size.isKnown()) {
      long rows = Math.floorDiv(size.known() + stride - 1, stride);
      return Math.max((rows - 1) * stride + extent.known() - size.known(), 0);
    }
    if (stride == 1) {
      return extent.known() - 1;
    }
    if (o.elaborator().isOpen()) {
      return extent.known() - 1; // the result has ceil(size / stride) rows, and is not computed
    }
    Optional<Dim> whole = size.dividedBy(Dim.of(stride));
    if (whole.isPresent()) {
      return Math.max(extent.known() - stride, 0);
    }
    throw new DiagnosticException(
        SizeMessages.unknownArgumentSize("an image padded \"same\"", size, o.span()));
  }

  /** A function of the last axis, along another one. */
  private static Denotation alongAxis(Operands o, Primitive primitive) {
    Value x = o.tensor("x");
    int rank = x.type().shape().rank();
    int axis = o.axis("axis", rank);
    if (axis == rank - 1) {
      return Operands.tensor(o.one(primitive, Attributes.NONE, x));
    }
    long[] swap = org.netwright.spi.graph.GraphBuilder.axes(rank);
    swap[axis] = rank - 1;
    swap[rank - 1] = axis;
    Value moved = o.graph().transpose(x, swap);
    return Operands.tensor(o.graph().transpose(o.one(primitive, Attributes.NONE, moved), swap));
  }

  private static Denotation batchNorm(Operands o) {
    double eps = Statics.number(o.value("eps")).orElse(1);
    List<Value> results =
        o.graph()
            .apply(
                Primitive.BATCH_NORM,
                Attributes.of("eps", eps),
                List.of(o.tensor("x"), o.tensor("gain"), o.tensor("shift")));
    return new TupleDenotation(
        results.stream()
            .map(v -> new Denotation.Field(Optional.empty(), (Denotation) new TensorDenotation(v)))
            .toList());
  }
}
