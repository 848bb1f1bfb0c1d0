package org.netwright.frontend.interpret;

import java.util.Arrays;
import java.util.List;
import org.netwright.spi.graph.Op;
import org.netwright.spi.type.Dim;

/** Where the primitives that move elements take them from. */
final class LayoutMeaning {
  private LayoutMeaning() {}

  static Numbers of(GraphInterpreter run, Op op) {
    Numbers x = run.x(op, 0);
    int[] shape = run.shape(op);
    return switch (op.primitive()) {
      case RESHAPE -> new Numbers(shape, x.values());
      case BROADCAST -> Numbers.of(shape, x::broadcastAt);
      case TRANSPOSE -> transpose(op, x, shape);
      case SLICE -> shifted(x, sizes(run, op.attributes().dims("begin")), 1, shape, 0);
      case PAD ->
          shifted(
              x,
              sizes(run, op.attributes().dims("before")),
              -1,
              shape,
              op.attributes().number("value"));
      case CONCAT -> concat(run, op, shape);
      case REVERSE -> reverse(op, x);
      case GATHER -> gather(run, op, x, run.x(op, 1), shape);
      case SCATTER_ADD -> scatter(run, op, x, run.x(op, 1), shape);
      case ONE_HOT -> Numbers.of(shape, at -> x.at(front(at)) == at[at.length - 1] ? 1 : 0);
      default -> throw new IllegalStateException(op.toString());
    };
  }

  private static int[] front(int[] at) {
    return Arrays.copyOf(at, at.length - 1);
  }

  private static int[] sizes(GraphInterpreter run, List<Dim> dims) {
    return dims.stream().mapToInt(run::size).toArray();
  }

  private static Numbers transpose(Op op, Numbers x, int[] shape) {
    long[] permutation = op.attributes().integers("permutation");
    return Numbers.of(
        shape,
        at -> {
          int[] from = new int[at.length];
          for (int i = 0; i < at.length; i++) {
            from[(int) permutation[i]] = at[i];
          }
          return x.at(from);
        });
  }

  /** The element at a position moved by an offset, or a filling outside. */
  private static Numbers shifted(Numbers x, int[] offset, int sign, int[] shape, double outside) {
    return Numbers.of(
        shape,
        at -> {
          int[] from = new int[at.length];
          boolean inside = true;
          for (int i = 0; i < at.length; i++) {
            from[i] = at[i] + sign * offset[i];
            inside &= from[i] >= 0 && from[i] < x.shape()[i];
          }
          return inside ? x.at(from) : outside;
        });
  }

  private static Numbers concat(GraphInterpreter run, Op op, int[] shape) {
    int axis = (int) op.attributes().integer("axis");
    return Numbers.of(
        shape,
        at -> {
          int[] from = at.clone();
          for (int i = 0; ; i++) {
            Numbers part = run.x(op, i);
            if (from[axis] < part.shape()[axis]) {
              return part.at(from);
            }
            from[axis] -= part.shape()[axis];
          }
        });
  }

  private static Numbers reverse(Op op, Numbers x) {
    long[] axes = op.attributes().integers("axes");
    return Numbers.of(
        x.shape(),
        at -> {
          int[] from = at.clone();
          for (long axis : axes) {
            from[(int) axis] = x.shape()[(int) axis] - 1 - at[(int) axis];
          }
          return x.at(from);
        });
  }

  /** The position in the values that a position in the gathered result reads. */
  private static int[] source(Op op, int[] at, Numbers indices, int rank) {
    int axis = (int) op.attributes().integer("axis");
    int batch = (int) op.attributes().integer("batch");
    int inner = indices.rank() - batch;
    int[] index = new int[indices.rank()];
    System.arraycopy(at, 0, index, 0, batch);
    System.arraycopy(at, axis, index, batch, inner);
    int[] from = new int[rank];
    System.arraycopy(at, 0, from, 0, axis);
    from[axis] = (int) indices.at(index);
    System.arraycopy(at, axis + inner, from, axis + 1, rank - axis - 1);
    return from;
  }

  private static Numbers gather(
      GraphInterpreter run, Op op, Numbers values, Numbers indices, int[] shape) {
    return Numbers.of(shape, at -> values.at(source(op, at, indices, values.rank())));
  }

  private static Numbers scatter(
      GraphInterpreter run, Op op, Numbers updates, Numbers indices, int[] shape) {
    Numbers sums = Numbers.zeros(shape);
    int[] at = new int[updates.rank()];
    for (double update : updates.values()) {
      sums.add(update, source(op, at, indices, shape.length));
      Numbers.step(at, updates.shape());
    }
    return sums;
  }
}
