package org.netwright.frontend.interpret;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.netwright.spi.graph.Op;

/** What reductions compute. */
final class ReductionMeaning {
  private ReductionMeaning() {}

  static List<Numbers> of(GraphInterpreter run, Op op) {
    Numbers x = run.x(op, 0);
    return switch (op.primitive()) {
      case SUM -> List.of(reduced(run, op, 0, Double::sum));
      case PRODUCT -> List.of(reduced(run, op, 1, (a, b) -> a * b));
      case MAX -> List.of(reduced(run, op, Double.NEGATIVE_INFINITY, Math::max));
      case MIN -> List.of(reduced(run, op, Double.POSITIVE_INFINITY, Math::min));
      case ALL -> List.of(reduced(run, op, 1, Math::min));
      case ANY -> List.of(reduced(run, op, 0, Math::max));
      case ARG_MAX -> List.of(argMax(x, (int) op.attributes().integer("axis"), run.shape(op)));
      case CUMULATIVE_SUM -> List.of(cumulativeSum(op, x));
      case TOP_K -> topK(x, run.size(op.attributes().dim("k")), run.shape(op));
      default -> throw new IllegalStateException(op.toString());
    };
  }

  private static Numbers reduced(
      GraphInterpreter run, Op op, double start, DoubleBinaryOperator join) {
    Numbers x = run.x(op, 0);
    long[] axes = op.attributes().integers("axes");
    int[] kept = x.shape().clone();
    for (long axis : axes) {
      kept[(int) axis] = 1;
    }
    Numbers total = Numbers.of(kept, at -> start);
    int[] at = new int[x.rank()];
    for (double value : x.values()) {
      int[] to = at.clone();
      for (long axis : axes) {
        to[(int) axis] = 0;
      }
      int index = total.index(to);
      total.values()[index] = join.applyAsDouble(total.values()[index], value);
      Numbers.step(at, x.shape());
    }
    return new Numbers(run.shape(op), total.values());
  }

  private static int[] insert(int[] at, int axis, int value) {
    int[] more = new int[at.length + 1];
    System.arraycopy(at, 0, more, 0, axis);
    more[axis] = value;
    System.arraycopy(at, axis, more, axis + 1, at.length - axis);
    return more;
  }

  private static Numbers argMax(Numbers x, int axis, int[] shape) {
    return Numbers.of(
        shape,
        at -> {
          int best = 0;
          for (int i = 1; i < x.shape()[axis]; i++) {
            best = x.at(insert(at, axis, i)) > x.at(insert(at, axis, best)) ? i : best;
          }
          return best;
        });
  }

  private static Numbers cumulativeSum(Op op, Numbers x) {
    int axis = (int) op.attributes().integer("axis");
    boolean exclusive = op.attributes().flag("exclusive");
    boolean reverse = op.attributes().flag("reverse");
    return Numbers.of(
        x.shape(),
        at -> {
          double sum = 0;
          for (int i = 0; i < x.shape()[axis]; i++) {
            boolean before = reverse ? i > at[axis] : i < at[axis];
            int[] from = at.clone();
            from[axis] = i;
            sum += before || i == at[axis] && !exclusive ? x.at(from) : 0;
          }
          return sum;
        });
  }

  private static List<Numbers> topK(Numbers x, int k, int[] shape) {
    Numbers values = Numbers.zeros(shape);
    Numbers indices = Numbers.zeros(shape);
    int width = x.shape()[x.rank() - 1];
    for (int row = 0; row < x.values().length / width; row++) {
      double[] line = Arrays.copyOfRange(x.values(), row * width, (row + 1) * width);
      int[] order =
          IntStream.range(0, width)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -line[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i = 0; i < k; i++) {
        values.values()[row * k + i] = line[order[i]];
        indices.values()[row * k + i] = order[i];
      }
    }
    return List.of(values, indices);
  }
}
