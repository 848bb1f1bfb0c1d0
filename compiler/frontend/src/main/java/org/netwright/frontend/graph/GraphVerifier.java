package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/**
 * Derives every type of a step again and follows every value to its op. What it finds is a broken
 * promise of a pass, never a mistake of the user.
 */
public final class GraphVerifier {
  private GraphVerifier() {}

  /** What is wrong with the step, one sentence each; empty when all is well. */
  public static List<String> faults(StepGraph step) {
    List<String> faults = new ArrayList<>();
    Set<Value> made = new HashSet<>();
    follow(step.graph().ops(), made, faults);
    step.inputs().forEach(input -> demand(made, input.value(), "input " + input.name(), faults));
    step.reads().forEach((v, value) -> demand(made, value, "read " + v.name(), faults));
    step.outputs().forEach((name, value) -> demand(made, value, "output " + name, faults));
    step.finite().forEach(value -> demand(made, value, "finite", faults));
    step.writes()
        .forEach(
            (variable, value) -> {
              demand(made, value, "write " + variable.name(), faults);
              if (!variable.type().equals(value.type())) {
                faults.add("write " + variable.name() + " has type " + value.type());
              }
            });
    return faults;
  }

  /**
   * The step itself.
   *
   * @throws IllegalStateException when it has a fault
   */
  public static StepGraph verified(StepGraph step) {
    List<String> faults = faults(step);
    if (!faults.isEmpty()) {
      throw new IllegalStateException("step " + step.name() + ": " + String.join("; ", faults));
    }
    return step;
  }

  private static void follow(List<Op> ops, Set<Value> made, List<String> faults) {
    int last = -1;
    for (Op op : ops) {
      if (op.id() <= last) {
        faults.add(op + " does not follow #" + last);
      }
      last = op.id();
      for (Value operand : op.operands()) {
        if (!made.contains(operand)) {
          faults.add(op + " uses " + operand + ", which no op before it makes");
        }
      }
      types(op, faults);
      if (op.attributes().has("body")) {
        LoopBody body = op.attributes().body("body");
        Set<Value> inside = new HashSet<>();
        follow(body.ops(), inside, faults);
        body.parameters().forEach(value -> demand(inside, value, "a parameter of " + op, faults));
        body.results().forEach(value -> demand(inside, value, "a result of " + op, faults));
        body.stop().ifPresent(value -> demand(inside, value, "the end of " + op, faults));
      }
      made.addAll(op.results());
    }
  }

  private static void demand(Set<Value> made, Value value, String what, List<String> faults) {
    if (!made.contains(value)) {
      faults.add(what + " is " + value + ", which the step does not make");
    }
  }

  private static void types(Op op, List<String> faults) {
    List<TensorType> have = op.results().stream().map(Value::type).toList();
    try {
      List<TensorType> derived =
          ShapeRules.results(
              op.primitive(), op.attributes(), op.operands().stream().map(Value::type).toList());
      if (!derived.equals(have)) {
        faults.add(op + " has types " + have + " and its rule says " + derived);
      }
    } catch (ShapeMisfit misfit) {
      faults.add(op + " does not fit: " + misfit.sentence());
    } catch (IllegalArgumentException broken) {
      faults.add(op + ": " + broken.getMessage());
    }
  }
}
