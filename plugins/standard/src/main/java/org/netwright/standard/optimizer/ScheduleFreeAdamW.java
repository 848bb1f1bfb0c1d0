package org.netwright.standard.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Schedule-free AdamW (Defazio et al., 2024, algorithm 1): the gradient over the root of its mean
 * square, with decay taken at y.
 */
public final class ScheduleFreeAdamW implements OptimizerDefinition {
  private static final String SQUARE = "square";

  @Override
  public List<Slot> slots(Arguments arguments) {
    List<Slot> slots = new ArrayList<>(ScheduleFreeStep.SLOTS);
    slots.add(Slot.zeros(SQUARE));
    return slots;
  }

  @Override
  public Optional<String> inferenceSlot(Arguments arguments) {
    return ScheduleFreeStep.INFERENCE;
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    for (Parameter parameter : step.parameters()) {
      Value rate = Options.of(graph, parameter, "lr");
      Value beta2 = Options.of(graph, parameter, "beta2");
      Value square =
          Averages.moved(graph, parameter.slot(SQUARE), beta2, graph.square(parameter.gradient()));
      Value filled = Averages.filled(graph, beta2, step.count());
      Value root =
          graph.add(graph.sqrt(graph.divide(square, filled)), Options.of(graph, parameter, "eps"));
      Value direction = graph.divide(parameter.gradient(), root);
      if (!Options.isZero(parameter, "weight_decay")) {
        Value decay = Options.of(graph, parameter, "weight_decay");
        direction = graph.add(direction, graph.multiply(decay, parameter.value()));
      }
      parameter.updateSlot(SQUARE, square);
      Value share = Options.of(graph, parameter, "beta1");
      ScheduleFreeStep.move(graph, parameter, share, rate, direction);
    }
  }
}
