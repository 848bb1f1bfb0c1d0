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
 * AMSGrad (Reddi et al., 2018, algorithm 2): Adam whose scale never shrinks, corrected as in Adam.
 */
public final class AmsGrad implements OptimizerDefinition {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.zeros("moment_1"), Slot.zeros("moment_2"), Slot.zeros("largest"));
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    for (Parameter parameter : step.parameters()) {
      move(graph, parameter, step.count());
    }
  }

  private static void move(GraphBuilder graph, Parameter parameter, Value count) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = Options.decayedGradient(graph, parameter);
    Value beta1 = Options.of(graph, parameter, "beta1");
    Value beta2 = Options.of(graph, parameter, "beta2");
    Value eps = Options.of(graph, parameter, "eps");
    Value first = Averages.moved(graph, parameter.slot("moment_1"), beta1, gradient);
    Value second = Averages.moved(graph, parameter.slot("moment_2"), beta2, graph.square(gradient));
    parameter.updateSlot("moment_1", first);
    parameter.updateSlot("moment_2", second);
    Value largest = graph.maximum(parameter.slot("largest"), second);
    parameter.updateSlot("largest", largest);
    Value filled = Averages.filled(graph, beta2, count);
    Value root = graph.add(graph.sqrt(graph.divide(largest, filled)), eps);
    Value corrected = graph.divide(first, Averages.filled(graph, beta1, count));
    Value direction = graph.divide(corrected, root);
    parameter.update(graph.subtract(parameter.value(), graph.multiply(rate, direction)));
  }
}
