package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Lookahead (Zhang et al., 2019, algorithm 1): after k steps of another optimizer the slow weights
 * go a share of the way to the fast ones, which begin anew from there.
 */
public final class Lookahead implements OptimizerDefinition {
  private static final String SLOW = "slow";

  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.ofParameter(SLOW));
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    Value every = graph.constant(arguments.integer("k"));
    Value rounds = graph.divide(step.count(), every);
    Value due = graph.equal(graph.floor(rounds), rounds);
    List<Value> fast = step.movedBy("optimizer");
    for (int i = 0; i < fast.size(); i++) {
      Parameter parameter = step.parameters().get(i);
      Value slow = parameter.slot(SLOW);
      Value alpha = Options.of(graph, parameter, "alpha");
      Value met = Averages.towards(graph, slow, fast.get(i), alpha);
      parameter.update(graph.select(due, met, fast.get(i)));
      parameter.updateSlot(SLOW, graph.select(due, met, slow));
    }
  }
}
