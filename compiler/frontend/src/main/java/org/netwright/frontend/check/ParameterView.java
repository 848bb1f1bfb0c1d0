package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/**
 * A parameter as a contraction sees it: through reshape, transpose and slice only.
 *
 * @param parameter its current value
 * @param way the ops from there to the operand, in order
 */
record ParameterView(Variable variable, Value parameter, List<Op> way) {
  ParameterView {
    way = List.copyOf(way);
  }

  /** The parameter behind a value, if nothing else lies between. */
  static Optional<ParameterView> of(Value value, Function<Value, Optional<Variable>> variables) {
    List<Op> way = new ArrayList<>();
    Value at = value;
    while (true) {
      Optional<Variable> variable = variables.apply(at);
      if (variable.isPresent()) {
        return Optional.of(new ParameterView(variable.get(), at, way));
      }
      Op op = at.op();
      if (op.primitive() != Primitive.RESHAPE
          && op.primitive() != Primitive.TRANSPOSE
          && op.primitive() != Primitive.SLICE) {
        return Optional.empty();
      }
      way.add(0, op);
      at = op.operand(0);
    }
  }

  /** Another value of the parameter's type, seen the same way. */
  Value seen(StepBuilder graph, Value other) {
    Value at = other;
    for (Op op : way) {
      at = graph.apply(op.primitive(), op.attributes(), List.of(at)).get(0);
    }
    return at;
  }

  /**
   * Axes that a contraction sums over, as axes of the parameter, in order.
   *
   * @param summed the axes of the operand that are summed over
   * @param split called with an axis of the parameter of which only a part is summed over
   */
  List<Integer> contracted(Set<Integer> summed, Function<Integer, RuntimeException> split) {
    Value operand = way.isEmpty() ? parameter : way.get(way.size() - 1).result();
    boolean[] at = new boolean[operand.type().shape().rank()];
    for (int axis = 0; axis < at.length; axis++) {
      at[axis] = summed.contains(axis);
    }
    for (int i = way.size() - 1; i >= 0; i--) {
      Op op = way.get(i);
      at =
          switch (op.primitive()) {
            case TRANSPOSE -> transposed(op, at);
            case RESHAPE -> reshaped(op, at, split);
            default -> at;
          };
    }
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < at.length; axis++) {
      if (at[axis]) {
        axes.add(axis);
      }
    }
    return axes;
  }

  private static boolean[] transposed(Op op, boolean[] summed) {
    long[] permutation = op.attributes().integers("permutation");
    boolean[] before = new boolean[summed.length];
    for (int axis = 0; axis < summed.length; axis++) {
      before[(int) permutation[axis]] = summed[axis];
    }
    return before;
  }

  /**
   * A reshape cuts both shapes into the same runs of axes; a run of the operand that is summed over
   * whole is a run of the parameter that is.
   */
  private static boolean[] reshaped(
      Op op, boolean[] summed, Function<Integer, RuntimeException> split) {
    Shape from = op.operand(0).type().shape();
    Shape to = op.result().type().shape();
    boolean[] before = new boolean[from.rank()];
    int start = 0;
    int startTo = 0;
    while (start < from.rank() || startTo < to.rank()) {
      int end = Math.min(start + 1, from.rank());
      int endTo = Math.min(startTo + 1, to.rank());
      while (!count(from, start, end).equals(count(to, startTo, endTo))) {
        if (end < from.rank() && isLess(count(from, start, end), count(to, startTo, endTo))) {
          end++;
        } else if (endTo < to.rank()) {
          endTo++;
        } else if (end < from.rank()) {
          end++;
        } else {
          break;
        }
      }
      OptionalInt all = agreed(summed, to, startTo, endTo);
      if (all.isEmpty()) {
        throw split.apply(start);
      }
      for (int axis = start; axis < end; axis++) {
        before[axis] = all.getAsInt() == 1;
      }
      start = end;
      startTo = endTo;
    }
    return before;
  }

  private static Dim count(Shape shape, int start, int end) {
    return new Shape(shape.dims().subList(start, end)).elements();
  }

  private static boolean isLess(Dim one, Dim other) {
    return one.isKnown() && other.isKnown() && one.known() < other.known();
  }

  /** 1 when all axes of a run are summed over, 0 when none is; axes of size 1 do not count. */
  private static OptionalInt agreed(boolean[] summed, Shape shape, int start, int end) {
    int found = -1;
    for (int axis = start; axis < end; axis++) {
      int here = summed[axis] ? 1 : 0;
      if (!shape.dim(axis).is(1) && found != here) {
        if (found >= 0) {
          return OptionalInt.empty();
        }
        found = here;
      }
    }
    return OptionalInt.of(Math.max(found, 0));
  }
}
