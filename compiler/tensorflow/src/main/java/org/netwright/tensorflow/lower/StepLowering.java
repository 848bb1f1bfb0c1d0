package org.netwright.tensorflow.lower;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.tensorflow.emit.Emission;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.emit.UpdateEmitters;
import org.netwright.tensorflow.node.Node;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * Lowers one step: inputs, ops, checks, then the writes.
 *
 * <p>A step that fails writes nothing: every write waits for a gate, and the gate waits for all
 * reads, checks, outputs and values that are to be written. What stands behind the gate only
 * stores.
 */
public final class StepLowering {
  /** Ops whose result may share the memory of their operand. */
  private static final Set<Primitive> VIEWS =
      Set.of(
          Primitive.STOP_GRADIENT,
          Primitive.SURROGATE,
          Primitive.QUANTIZED,
          Primitive.CHECK,
          Primitive.AWAIT,
          Primitive.CAST,
          Primitive.RESHAPE,
          Primitive.BROADCAST,
          Primitive.TRANSPOSE,
          Primitive.REVERSE,
          Primitive.PAD,
          Primitive.SLICE,
          Primitive.CONCAT,
          Primitive.FLOOR,
          Primitive.CEIL,
          Primitive.ROUND);

  private final StepGraph step;
  private final OpLowering ops;
  private final NodeWriter nodes;
  private final VariableResources variables;
  private final InPlaceUpdates inPlace;

  private StepLowering(
      StepGraph step, NodeWriter nodes, VariableResources variables, Target target) {
    this.step = step;
    this.nodes = nodes;
    this.variables = variables;
    this.ops = new OpLowering(step.name(), step, nodes, variables, target);
    this.inPlace = InPlaceUpdates.of(step);
    ops.usedAre(InPlaceUpdates.used(step));
  }

  public static LoweredStep lower(
      StepGraph step, NodeWriter nodes, VariableResources variables, Target target) {
    return new StepLowering(step, nodes, variables, target).lower();
  }

  private LoweredStep lower() {
    step.reads().keySet().forEach(variables::of);
    step.writes().keySet().forEach(variables::of);
    Map<String, Output<?>> placeholders = inputs();
    for (Op op : step.graph().ops()) {
      if (!ops.has(op) && !inPlace.has(op)) {
        ops.emit(op);
      }
    }
    Map<String, Output<?>> fetches = new LinkedHashMap<>();
    step.outputs().forEach((name, value) -> fetches.put(name, fetch(value)));
    Operation gate = gate(fetches);
    return LoweredStep.of(step, placeholders, fetches, writes(gate));
  }

  /** Inputs come first: their shapes tell the sizes of all free dims. */
  private Map<String, Output<?>> inputs() {
    Map<String, Output<?>> placeholders = new LinkedHashMap<>();
    for (StepGraph.Input input : step.inputs()) {
      ops.emit(input.value().op());
      Output<?> placeholder = ops.output(input.value());
      ops.put(input.value(), placeholder);
      placeholders.put(input.name(), placeholder);
    }
    return placeholders;
  }

  /** TensorFlow does not fetch what it is fed, unless it goes through a node. */
  private Output<?> fetch(Value value) {
    Output<?> output = ops.output(value);
    if (!output.op().type().equals("Placeholder")) {
      return output;
    }
    ops.begin(value.op(), NodeNames.Role.COMPUTE);
    return nodes.make("Identity", output);
  }

  // ---- the gate

  private Operation gate(Map<String, Output<?>> fetches) {
    Set<Operation> earlier = new LinkedHashSet<>();
    for (Op op : step.graph().ops()) {
      if (op.primitive() == Primitive.READ || op.primitive() == Primitive.CHECK) {
        earlier.add(ops.output(op.result()).op());
      } else if (inPlace.has(op)) {
        op.operands().forEach(operand -> earlier.add(ops.output(operand).op()));
      }
    }
    for (Value value : step.writes().values()) {
      if (!inPlace.has(value.op())) {
        earlier.add(ops.output(value).op());
      }
    }
    fetches.values().forEach(fetch -> earlier.add(fetch.op()));
    for (Value value : step.finite()) {
      if (value.type().element().isFloat()) {
        earlier.add(finite(value));
      }
    }
    ops.begin("gate");
    return join(earlier);
  }

  private Operation finite(Value value) {
    ops.begin(value.op(), NodeNames.Role.FINITE);
    return nodes
        .node("CheckNumerics", ops.output(value))
        .with("message", value.op().toString())
        .operation();
  }

  private Operation join(Iterable<Operation> earlier) {
    Node join = nodes.named("NoOp");
    earlier.forEach(join::after);
    return join.operation();
  }

  // ---- the writes

  private Operation writes(Operation gate) {
    List<Operation> stored = new ArrayList<>();
    stored.add(gate);
    inPlace.all().forEach((op, written) -> stored.add(update(op, written, gate)));
    step.writes()
        .forEach(
            (variable, value) -> {
              if (!inPlace.has(value.op())) {
                stored.add(assign(variable, value, gate));
              }
            });
    ops.begin("done");
    return join(stored);
  }

  private Operation update(Op op, List<Variable> written, Operation gate) {
    ops.begin(op, NodeNames.Role.COMPUTE);
    List<Output<?>> handles =
        written.stream().<Output<?>>map(v -> variables.of(v).handle()).toList();
    Emission emission = new Emission(op, ops);
    return op.primitive() == Primitive.ADAM_UPDATE
        ? UpdateEmitters.adamInPlace(emission, handles, gate)
        : UpdateEmitters.momentumInPlace(emission, handles, gate);
  }

  /** A variable that took a fed tensor as it is would change when the feed is written again. */
  private Operation assign(Variable variable, Value value, Operation gate) {
    ops.begin(value.op(), NodeNames.Role.COMPUTE);
    Output<?> stored = ops.output(value);
    if (mayShareFeed(value)) {
      stored = nodes.make("DeepCopy", stored);
    }
    return nodes
        .node("AssignVariableOp", variables.of(variable).handle(), stored)
        .after(gate)
        .operation();
  }

  private static boolean mayShareFeed(Value value) {
    Deque<Value> open = new ArrayDeque<>(List.of(value));
    Set<Value> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Op op = open.pop().op();
      if (op.primitive() == Primitive.INPUT) {
        return true;
      }
      if (VIEWS.contains(op.primitive())) {
        op.operands().stream().filter(seen::add).forEach(open::push);
      }
    }
    return false;
  }
}
