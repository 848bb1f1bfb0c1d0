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

/**
 * The exponential moving average of what another optimizer makes (Polyak and Juditsky, 1992), which
 * inference reads.
 */
public final class Ema implements OptimizerDefinition {
  private static final String AVERAGE = "average";

  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.ofParameter(AVERAGE));
  }

  @Override
  public Optional<String> inferenceSlot(Arguments arguments) {
    return Optional.of(AVERAGE);
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    Value first = graph.equal(step.count(), graph.constant(1));
    List<Value> moved = step.movedBy("optimizer");
    for (int i = 0; i < moved.size(); i++) {
      Parameter parameter = step.parameters().get(i);
      Value share = Options.of(graph, parameter, "decay");
      Value average = Averages.moved(graph, parameter.slot(AVERAGE), share, moved.get(i));
      parameter.update(moved.get(i));
      parameter.updateSlot(AVERAGE, graph.select(first, moved.get(i), average));
    }
  }
}
