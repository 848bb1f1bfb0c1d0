package org.netwright.frontend.cost;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;

/**
 * Counts what a model costs. Work is per example: the batch, the free first dim of the model's
 * inputs, is taken as 1. A batch whose size is given is counted whole.
 */
public final class Costs {
  private final ModelProgram model;
  private final Map<String, Dim> sizes;
  private final Set<Value> kept;
  private final Marks marks;
  private final Set<Variable> oneBit;

  private Costs(ModelProgram model, Map<String, Dim> sizes) {
    this.model = model;
    this.sizes = sizes;
    this.kept = KeptResults.of(model.forward());
    this.marks = Marks.of(model.forward().graph().ops());
    this.oneBit = marks.oneBit(model.forward());
  }

  public static ModelCost of(ModelProgram model) {
    Map<String, Dim> sizes = new TreeMap<>();
    batch(model.forward()).ifPresent(name -> sizes.put(name, Dim.of(1)));
    return new Costs(model, sizes).counted();
  }

  /** The name of the batch: the first dim of the first input that has one, if it is free. */
  private static Optional<String> batch(StepGraph forward) {
    return forward.inputs().stream()
        .filter(input -> !input.isClock() && input.type().shape().rank() > 0)
        .findFirst()
        .flatMap(input -> input.type().shape().dim(0).name());
  }

  private ModelCost counted() {
    List<Op> ops = model.forward().graph().ops();
    List<ModelCost.Layer> layers =
        model.layers().stream().map(call -> layer(call, between(ops, call))).toList();
    return new ModelCost(ParameterCost.of(model.variables(), oneBit), work(ops), layers);
  }

  private static List<Op> between(List<Op> ops, ModelProgram.LayerCall call) {
    return ops.stream().filter(op -> op.id() >= call.firstOp() && op.id() < call.lastOp()).toList();
  }

  /** A layer's variables are those that its ops read, wherever they were first read. */
  private ModelCost.Layer layer(ModelProgram.LayerCall call, List<Op> ops) {
    Set<Value> used = new HashSet<>();
    ops.forEach(op -> used.addAll(op.operands()));
    Map<Variable, Value> reads = model.forward().reads();
    List<Variable> variables =
        model.variables().stream().filter(v -> used.contains(reads.get(v))).toList();
    return new ModelCost.Layer(call, ParameterCost.of(variables, oneBit), work(ops));
  }

  private WorkCost work(List<Op> ops) {
    WorkCost total = WorkCost.NONE;
    for (Op op : ops) {
      Dim bytes = Dim.of(0);
      for (Value result : op.results()) {
        if (kept.contains(result)) {
          Dim elements = result.type().shape().elements();
          bytes = bytes.plus(elements.times(result.type().element().bytes()));
        }
      }
      Dim macs = Multiplications.of(op);
      Dim binary = marks.isBinary(op) ? macs : Dim.of(0);
      total =
          total.plus(
              new WorkCost(
                  macs.substitute(sizes), binary.substitute(sizes), bytes.substitute(sizes)));
    }
    return total;
  }
}
