package org.netwright.standard.optimizer;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Schedule-free gradient descent (Defazio et al., 2024): decay is taken at y. */
public final class ScheduleFreeSgd implements OptimizerDefinition {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return ScheduleFreeStep.SLOTS;
  }

  @Override
  public Optional<String> inferenceSlot(Arguments arguments) {
    return ScheduleFreeStep.INFERENCE;
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    for (Parameter parameter : step.parameters()) {
      Value rate = Options.of(graph, parameter, "lr");
      Value gradient = Options.decayedGradient(graph, parameter);
      Value share = Options.of(graph, parameter, "momentum");
      ScheduleFreeStep.move(graph, parameter, share, rate, gradient);
    }
  }
}
