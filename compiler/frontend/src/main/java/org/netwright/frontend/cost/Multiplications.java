package org.netwright.frontend.cost;

import java.util.HashMap;
import java.util.Map;
import org.netwright.frontend.graph.EinsumEquation;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** Counts the multiply-accumulates of one op. */
final class Multiplications {
  private Multiplications() {}

  static Dim of(Op op) {
    return switch (op.primitive()) {
      case MATMUL -> matmul(op);
      case EINSUM -> einsum(op);
      case CONV2D -> window(op.result(), kernel(op), 3);
      case CONV2D_INPUT_GRADIENT -> window(op.operand(1), op.operand(0).type().shape(), 3);
      case CONV2D_KERNEL_GRADIENT -> window(op.operand(1), op.result().type().shape(), 3);
      case DEPTHWISE_CONV2D -> window(op.result(), kernel(op), 2);
      case DEPTHWISE_CONV2D_INPUT_GRADIENT ->
          window(op.operand(1), op.operand(0).type().shape(), 2);
      case DEPTHWISE_CONV2D_KERNEL_GRADIENT -> window(op.operand(1), op.result().type().shape(), 2);
      case WHILE -> loop(op);
      case SCAN -> iteration(op).times(op.attributes().integer("count"));
      default -> Dim.of(0);
    };
  }

  private static Dim iteration(Op op) {
    return op.attributes().body("body").ops().stream()
        .map(Multiplications::of)
        .reduce(Dim.of(0), Dim::plus);
  }

  /** Every iteration up to the count; one where the count is known only when the step runs. */
  private static Dim loop(Op op) {
    Dim once = iteration(op);
    Op count = op.operand(0).op();
    return switch (count.primitive()) {
      case CONSTANT -> once.times((long) count.attributes().numbers("values")[0]);
      case SIZE -> once.times(count.attributes().dim("dim"));
      default -> once;
    };
  }

  private static Dim matmul(Op op) {
    Dim inner = op.operand(0).type().shape().dim(op.attributes().flag("transpose_a") ? -2 : -1);
    return op.result().type().shape().elements().times(inner);
  }

  /** Every index once; a lone operand is summed and not multiplied. */
  private static Dim einsum(Op op) {
    if (op.operands().size() == 1) {
      return Dim.of(0);
    }
    EinsumEquation equation = EinsumEquation.of(op.attributes().text("equation"));
    Map<Character, Dim> sizes = new HashMap<>();
    for (int i = 0; i < op.operands().size(); i++) {
      String letters = equation.operands().get(i);
      for (int axis = 0; axis < letters.length(); axis++) {
        sizes.put(letters.charAt(axis), op.operand(i).type().shape().dim(axis));
      }
    }
    return sizes.values().stream().reduce(Dim.of(1), Dim::times);
  }

  private static Shape kernel(Op op) {
    return op.operand(1).type().shape();
  }

  /**
   * Elements of the convolution's result times what a window reads: height, width and, in a dense
   * one, the channels of a group. Padding counts as if it were multiplied.
   */
  private static Dim window(Value result, Shape kernel, int axes) {
    Dim reads = new Shape(kernel.dims().subList(0, axes)).elements();
    return result.type().shape().elements().times(reads);
  }
}
