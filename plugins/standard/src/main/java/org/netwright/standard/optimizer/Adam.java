package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;

/** Adam (Kingma and Ba, 2015, algorithm 1); decay is part of the gradient. */
public final class Adam implements OptimizerDefinition {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return Moments.SLOTS;
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    AdamStep adam = new AdamStep(graph, step);
    for (Parameter parameter : step.parameters()) {
      adam.move(
          parameter,
          parameter.value(),
          Options.decayedGradient(graph, parameter),
          Options.of(graph, parameter, "lr"));
    }
  }
}
