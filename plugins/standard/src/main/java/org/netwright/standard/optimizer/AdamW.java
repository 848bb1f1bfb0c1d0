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
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2): the value shrinks by
 * rate · decay before Adam moves it, and the moments do not see the decay.
 */
public final class AdamW implements OptimizerDefinition {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return Moments.SLOTS;
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    AdamStep adam = new AdamStep(graph, step);
    for (Parameter parameter : step.parameters()) {
      Value rate = Options.of(graph, parameter, "lr");
      adam.move(parameter, Options.shrunk(graph, parameter, rate), parameter.gradient(), rate);
    }
  }
}
