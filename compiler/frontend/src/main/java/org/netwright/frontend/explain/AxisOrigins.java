package org.netwright.frontend.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.netwright.frontend.explain.AxisOrigin.Axis;
import org.netwright.frontend.explain.AxisOrigin.Computed;
import org.netwright.frontend.explain.AxisOrigin.Given;
import org.netwright.frontend.explain.AxisOrigin.Kept;
import org.netwright.frontend.graph.EinsumEquation;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** The shape rules read backwards: which operand, or which arithmetic, gave a size. */
final class AxisOrigins {
  private AxisOrigins() {}

  static AxisOrigin of(Axis axis) {
    Op op = axis.value().op();
    return switch (op.primitive()) {
      case INPUT, READ -> new Given();
      case CONSTANT -> computed("a number with this shape");
      case RANGE -> computed("the numbers from 0 below " + op.attributes().dim("length"));
      case RANDOM_UNIFORM, RANDOM_NORMAL, RANDOM_TRUNCATED_NORMAL -> computed("random draws");
      case CONV2D, DEPTHWISE_CONV2D -> convolution(op, axis.number());
      case MAX_POOL, AVG_POOL -> pooling(op, axis.number());
      case MATMUL -> product(op, axis.number());
      case EINSUM -> einsum(op, axis.number());
      case RESHAPE -> reshape(op, axis.number());
      case TRANSPOSE -> kept(op, 0, (int) op.attributes().integers("permutation")[axis.number()]);
      case SLICE -> slice(op, axis.number());
      case CONCAT -> concat(op, axis.number());
      case PAD -> pad(op, axis.number());
      case SUM, MAX, MIN, PRODUCT, ALL, ANY -> reduction(op, axis.number());
      case ARG_MAX ->
          kept(op, 0, axis.number() + (axis.number() >= op.attributes().integer("axis") ? 1 : 0));
      case TOP_K ->
          axis.number() == axis.value().type().shape().rank() - 1
              ? computed("the " + op.attributes().integer("k") + " largest of the last axis")
              : kept(op, 0, axis.number());
      case GATHER -> gather(op, axis.number());
      case ONE_HOT ->
          axis.number() == axis.value().type().shape().rank() - 1
              ? computed("one place for each of " + op.attributes().integer("depth") + " classes")
              : kept(op, 0, axis.number());
      case RESIZE -> resize(op, axis);
      case BATCH_NORM ->
          axis.value().index() == 0
              ? kept(op, 0, axis.number())
              : kept(op, 0, op.operand(0).type().shape().rank() - 1);
      default -> elementwise(op, axis);
    };
  }

  private static AxisOrigin computed(String rule) {
    return new Computed(rule, Optional.empty());
  }

  private static AxisOrigin computed(String rule, Op op, int operand, int axis) {
    return new Computed(rule, Optional.of(new Axis(op.operand(operand), axis)));
  }

  private static AxisOrigin kept(Op op, int operand, int axis) {
    return new Kept(new Axis(op.operand(operand), axis));
  }

  // ---- windows

  private static AxisOrigin convolution(Op op, int axis) {
    Shape kernel = op.operand(1).type().shape();
    if (axis == 0) {
      return kept(op, 0, 0);
    } else if (axis < 3) {
      return window(op, axis, kernel.dim(axis - 1));
    } else if (op.primitive() == Primitive.CONV2D) {
      return kept(op, 1, 3);
    }
    return kernel.dim(3).is(1)
        ? kept(op, 0, 3)
        : computed(kernel.dim(2) + " channels · " + kernel.dim(3) + " filters for each", op, 0, 3);
  }

  private static AxisOrigin pooling(Op op, int axis) {
    return axis == 0 || axis == 3
        ? kept(op, 0, axis)
        : window(op, axis, Dim.of(op.attributes().integers("window")[axis - 1]));
  }

  /** ⌊(size + padding − extent) / stride⌋ + 1. */
  private static AxisOrigin window(Op op, int axis, Dim window) {
    Dim size = op.operand(0).type().shape().dim(axis);
    long[] pads = op.attributes().integers("pads");
    long before = pads[2 * (axis - 1)];
    long after = pads[2 * (axis - 1) + 1];
    long stride = op.attributes().integers("strides")[axis - 1];
    long dilation =
        op.attributes().has("dilations") ? op.attributes().integers("dilations")[axis - 1] : 1;
    Dim extent = window.minus(1).times(dilation).plus(1);
    String room =
        size + (before + after == 0 ? "" : " + " + before + " + " + after) + " − " + extent;
    String words =
        "a window of "
            + window
            + (dilation == 1 ? "" : " spread over " + extent)
            + (before + after == 0 ? "" : ", padding " + before + " and " + after)
            + (stride == 1 ? "" : ", stride " + stride);
    String places = stride == 1 ? room + " + 1" : "(" + room + ") // " + stride + " + 1";
    return computed(places + ": " + words, op, 0, axis);
  }

  // ---- products

  private static AxisOrigin product(Op op, int axis) {
    Shape a = op.operand(0).type().shape();
    Shape b = op.operand(1).type().shape();
    int rank = Math.max(a.rank(), b.rank());
    int fromEnd = rank - axis;
    if (fromEnd == 1) {
      return kept(op, 1, b.rank() - (op.attributes().flag("transpose_b") ? 2 : 1));
    } else if (fromEnd == 2) {
      return kept(op, 0, a.rank() - (op.attributes().flag("transpose_a") ? 1 : 2));
    }
    return fromEnd <= a.rank() && !a.dim(a.rank() - fromEnd).is(1) || fromEnd > b.rank()
        ? kept(op, 0, a.rank() - fromEnd)
        : kept(op, 1, b.rank() - fromEnd);
  }

  private static AxisOrigin einsum(Op op, int axis) {
    EinsumEquation equation = EinsumEquation.of(op.attributes().text("equation"));
    char letter = equation.result().charAt(axis);
    for (int i = 0; i < equation.operands().size(); i++) {
      int at = equation.operands().get(i).indexOf(letter);
      if (at >= 0) {
        return kept(op, i, at);
      }
    }
    throw new IllegalStateException("an index of the result stands in an operand: " + equation);
  }

  // ---- layout

  /** Runs of axes with equal products belong together: some are joined, some are split. */
  private static AxisOrigin reshape(Op op, int axis) {
    List<Dim> from = op.operand(0).type().shape().dims();
    List<Dim> to = op.result().type().shape().dims();
    int i = 0;
    int j = 0;
    while (j < to.size()) {
      int firstFrom = i;
      int firstTo = j;
      Dim left = Dim.of(1);
      Dim right = to.get(j++);
      if (i < from.size()) {
        left = from.get(i++);
      }
      while (!left.equals(right)) {
        if (i < from.size() && (j == to.size() || fewer(left, right))) {
          left = left.times(from.get(i++));
        } else if (j < to.size()) {
          right = right.times(to.get(j++));
        } else {
          break;
        }
      }
      if (axis >= firstTo && axis < j) {
        return group(op, from.subList(firstFrom, i), firstFrom, to.subList(firstTo, j));
      }
    }
    return computed("a part of " + op.operand(0).type().shape());
  }

  private static boolean fewer(Dim left, Dim right) {
    Dim rest = right.minus(left);
    return rest.isKnown() ? rest.known() > 0 : right.dividedBy(left).isPresent();
  }

  private static AxisOrigin group(Op op, List<Dim> from, int first, List<Dim> to) {
    if (from.size() == 1 && to.size() == 1) {
      return kept(op, 0, first);
    } else if (from.isEmpty()) {
      return computed("a new axis");
    } else if (to.size() == 1) {
      return computed(
          times(from) + ": axes " + first + " to " + (first + from.size() - 1) + " joined",
          op,
          0,
          first);
    }
    String whole =
        from.size() == 1
            ? "axis " + first + " of " + from.get(0)
            : "axes " + first + " to " + (first + from.size() - 1) + " of " + times(from);
    return computed(whole + " cut into " + times(to), op, 0, first);
  }

  private static String times(List<Dim> dims) {
    return dims.stream().map(AxisOrigins::factor).collect(Collectors.joining(" · "));
  }

  private static String factor(Dim dim) {
    String text = dim.toString();
    return text.contains(" + ") || text.contains(" - ") ? "(" + text + ")" : text;
  }

  private static AxisOrigin slice(Op op, int axis) {
    Dim begin = op.attributes().dims("begin").get(axis);
    Dim size = op.attributes().dims("size").get(axis);
    Dim whole = op.operand(0).type().shape().dim(axis);
    return begin.is(0) && size.equals(whole)
        ? kept(op, 0, axis)
        : computed("from " + begin + " on, of the " + whole + " of axis " + axis, op, 0, axis);
  }

  private static AxisOrigin concat(Op op, int axis) {
    if (op.attributes().integer("axis") != axis) {
      return kept(op, 0, axis);
    }
    String parts =
        op.operands().stream()
            .map(part -> part.type().shape().dim(axis).toString())
            .collect(Collectors.joining(" + "));
    return computed(parts + ": joined along this axis", op, mostTelling(op, axis), axis);
  }

  private static AxisOrigin pad(Op op, int axis) {
    Dim before = op.attributes().dims("before").get(axis);
    Dim after = op.attributes().dims("after").get(axis);
    return before.is(0) && after.is(0)
        ? kept(op, 0, axis)
        : computed(
            op.operand(0).type().shape().dim(axis) + ", padded by " + before + " and " + after,
            op,
            0,
            axis);
  }

  private static AxisOrigin reduction(Op op, int axis) {
    long[] axes = op.attributes().integers("axes");
    if (op.attributes().flag("keep")) {
      return java.util.Arrays.stream(axes).anyMatch(a -> a == axis)
          ? computed("what a reduction over this axis leaves", op, 0, axis)
          : kept(op, 0, axis);
    }
    List<Integer> left = new ArrayList<>();
    IntStream.range(0, op.operand(0).type().shape().rank())
        .filter(a -> java.util.Arrays.stream(axes).noneMatch(reduced -> reduced == a))
        .forEach(left::add);
    return kept(op, 0, left.get(axis));
  }

  private static AxisOrigin gather(Op op, int axis) {
    int along = (int) op.attributes().integer("axis");
    int batch = (int) op.attributes().integer("batch");
    int indices = op.operand(1).type().shape().rank() - batch;
    if (axis < along) {
      return kept(op, 0, axis);
    }
    return axis < along + indices
        ? kept(op, 1, axis - along + batch)
        : kept(op, 0, axis - indices + 1);
  }

  private static AxisOrigin resize(Op op, Axis axis) {
    int rank = axis.value().type().shape().rank();
    boolean resized = axis.number() == rank - 2 || axis.number() == rank - 3;
    Dim before = op.operand(0).type().shape().dim(axis.number());
    return resized
        ? computed("resized from " + before, op, 0, axis.number())
        : kept(op, 0, axis.number());
  }

  // ---- elementwise, and what keeps shapes

  /** The operand whose axis has the size; operands are aligned at their last axes. */
  private static AxisOrigin elementwise(Op op, Axis axis) {
    Shape result = axis.value().type().shape();
    Dim size = result.dim(axis.number());
    int fromEnd = result.rank() - axis.number();
    List<Axis> fitting = new ArrayList<>();
    for (Value operand : op.operands()) {
      int at = operand.type().shape().rank() - fromEnd;
      if (at >= 0 && operand.type().shape().dim(at).equals(size)) {
        fitting.add(new Axis(operand, at));
      }
    }
    if (op.primitive() == Primitive.SELECT && fitting.size() > 1) {
      fitting.removeIf(a -> a.value() == op.operand(0)); // the condition follows the values
    }
    if (!fitting.isEmpty()) {
      return new Kept(
          fitting.stream().filter(a -> isTelling(a.value())).findFirst().orElse(fitting.get(0)));
    }
    return computed(
        op.primitive() == Primitive.BROADCAST
            ? "repeated to " + result
            : "made by " + op.primitive());
  }

  /** Whether a value came by way of the input more likely than out of the blue. */
  private static boolean isTelling(Value value) {
    return switch (value.op().primitive()) {
      case READ, CONSTANT, RANGE, BROADCAST -> false;
      case RANDOM_UNIFORM, RANDOM_NORMAL, RANDOM_TRUNCATED_NORMAL -> false;
      default -> true;
    };
  }

  /** The part of a joined axis that has most to tell. */
  private static int mostTelling(Op op, int axis) {
    for (int i = 0; i < op.operands().size(); i++) {
      Value part = op.operand(i);
      if (isTelling(part) && !part.type().shape().dim(axis).is(1)) {
        return i;
      }
    }
    return 0;
  }
}
