package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.check.Denotation.TransformDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/**
 * Gradients that are averaged over several steps before they go on along a chain (definitions C4).
 * In the steps between, the rest of the chain is computed and nothing of it is kept.
 *
 * @param mean the averages, one a parameter; of meaning in the last step of the several only
 * @param due whether this is the last of them; a scalar
 */
record Accumulation(List<Value> mean, Value due) {
  private static final String SUM = "sum";

  static Accumulation of(
      Elaborator elaborator,
      RecipePlan plan,
      TransformDenotation link,
      List<Variable> parameters,
      List<Value> gradients,
      int steps) {
    StepBuilder graph = elaborator.graph(link.call().span());
    OptimizerSlots slots =
        plan.slots(
            link.symbol(), link.call(), link.scope(), () -> DeclaredSlots.of(Slot.zeros(SUM)));
    Variable counter = slots.counter();
    Value count = graph.add(graph.read(counter), graph.constant(1, ElementType.I64));
    Value due = graph.equal(count, graph.constant(steps, ElementType.I64));
    graph.write(counter, graph.select(due, graph.constant(0, ElementType.I64), count));
    List<Value> means = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable kept = slots.slot(parameters.get(i), SUM);
      Value sum = graph.add(graph.read(kept), gradients.get(i));
      graph.write(kept, graph.select(due, graph.fill(0, sum.type()), sum));
      means.add(graph.divide(sum, graph.constant(steps, sum.type().element())));
    }
    return new Accumulation(means, due);
  }

  /** A value that is new in the last of the several steps and stays as it is in the others. */
  static Value kept(StepBuilder graph, Value due, Value next, Value before) {
    return graph.select(due, next, before);
  }
}
