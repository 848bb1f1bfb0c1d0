package org.netwright.tensorflow.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/**
 * The optimizer steps of a step graph that may run in place on their variables: each result is
 * written to the very variable that the operand in the same place was read from, and used for
 * nothing else.
 */
final class InPlaceUpdates {
  private final Map<Op, List<Variable>> variables = new LinkedHashMap<>();

  private InPlaceUpdates() {}

  static InPlaceUpdates none() {
    return new InPlaceUpdates();
  }

  static InPlaceUpdates of(StepGraph step) {
    InPlaceUpdates updates = new InPlaceUpdates();
    Map<Value, Integer> uses = uses(step);
    Map<Value, Variable> written = new HashMap<>();
    step.writes().forEach((variable, value) -> written.put(value, variable));
    for (Op op : step.graph().ops()) {
      if (op.primitive() == Primitive.ADAM_UPDATE || op.primitive() == Primitive.MOMENTUM_UPDATE) {
        find(op, step, uses, written).ifPresent(found -> updates.variables.put(op, found));
      }
    }
    return updates;
  }

  private static Optional<List<Variable>> find(
      Op op, StepGraph step, Map<Value, Integer> uses, Map<Value, Variable> written) {
    List<Variable> found = new ArrayList<>();
    for (Value result : op.results()) {
      Variable variable = written.get(result);
      if (variable == null
          || uses.getOrDefault(result, 0) != 1
          || step.reads().get(variable) != op.operand(result.index())) {
        return Optional.empty();
      }
      found.add(variable);
    }
    return Optional.of(found);
  }

  private static Map<Value, Integer> uses(StepGraph step) {
    Map<Value, Integer> uses = new HashMap<>();
    for (Op op : step.graph().ops()) {
      op.operands().forEach(value -> uses.merge(value, 1, Integer::sum));
    }
    step.outputs().values().forEach(value -> uses.merge(value, 1, Integer::sum));
    step.writes().values().forEach(value -> uses.merge(value, 1, Integer::sum));
    step.finite().forEach(value -> uses.merge(value, 1, Integer::sum));
    return uses;
  }

  /** The values that anything in a step reads. */
  static Set<Value> used(StepGraph step) {
    return Set.copyOf(uses(step).keySet());
  }

  boolean has(Op op) {
    return variables.containsKey(op);
  }

  /** Each such update with the variables of its results. */
  Map<Op, List<Variable>> all() {
    return variables;
  }
}
