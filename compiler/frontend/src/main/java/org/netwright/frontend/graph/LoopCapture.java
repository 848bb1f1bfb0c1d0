package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** What an iteration of a loop takes from the step around it. */
final class LoopCapture {
  /** Numbers that are made again inside rather than handed in. */
  private static final int SMALL = 64;

  /** An odd factor that spreads the counters of draws over all iterations of all steps. */
  private static final double SPREAD = 1_099_511_627_791.0;

  private final StepBuilder inside;
  private final StepBuilder around;
  private final Map<Value, Value> known = new LinkedHashMap<>();
  private final List<Value> outer = new ArrayList<>();
  private final List<Value> parameters = new ArrayList<>();

  LoopCapture(StepBuilder inside, StepBuilder around) {
    this.inside = inside;
    this.around = around;
  }

  StepBuilder around() {
    return around;
  }

  /** What is handed in, as values of the step around; in the order of {@link #inside}. */
  List<Value> outer() {
    return outer;
  }

  /** The parameters that stand for it. */
  List<Value> inside() {
    return parameters;
  }

  /** What stands inside for a value of the step around. */
  Value of(Value value) {
    Value found = known.get(value);
    if (found == null) {
      found = isSmallSource(value.op()) ? again(value.op()) : handedIn(around.own(value));
      known.put(value, found);
    }
    return found;
  }

  private static boolean isSmallSource(Op op) {
    return switch (op.primitive()) {
      case CONSTANT -> op.attributes().numbers("values").length <= SMALL;
      case RANGE, SIZE -> true;
      default -> false;
    };
  }

  private Value again(Op op) {
    return inside.apply(op.primitive(), op.attributes(), List.of()).get(0);
  }

  private Value handedIn(Value value) {
    Value parameter =
        inside
            .apply(
                Primitive.INPUT,
                org.netwright.spi.graph.Attributes.of(
                    "name", "outside." + parameters.size(), "type", value.type()),
                List.of())
            .get(0);
    outer.add(value);
    parameters.add(parameter);
    return parameter;
  }

  /** The counter of draws: another one in each iteration (definitions C17). */
  Value counter() {
    Value number = inside.cast(inside.index(), ElementType.I64);
    Value spread = inside.multiply(of(around.counter()), inside.constant(SPREAD, ElementType.I64));
    return inside.add(inside.add(spread, number), inside.constant(1, ElementType.I64));
  }
}
