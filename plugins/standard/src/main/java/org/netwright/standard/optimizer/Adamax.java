package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Adamax (Kingma and Ba, 2015, algorithm 2): Adam with the largest gradient, fading, as its scale.
 */
public final class Adamax implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.zeros("moment_1"), Slot.zeros("largest"));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = Options.decayedGradient(graph, parameter);
    Value beta1 = Options.of(graph, parameter, "beta1");
    Value beta2 = Options.of(graph, parameter, "beta2");
    Value eps = Options.of(graph, parameter, "eps");
    Value first = Averages.moved(graph, parameter.slot("moment_1"), beta1, gradient);
    Value faded = graph.multiply(beta2, parameter.slot("largest"));
    Value largest = graph.maximum(faded, graph.add(graph.abs(gradient), eps));
    parameter.updateSlot("moment_1", first);
    parameter.updateSlot("largest", largest);
    Value reached = graph.divide(rate, Averages.filled(graph, beta1, step.count()));
    Value direction = graph.divide(first, largest);
    parameter.update(graph.subtract(parameter.value(), graph.multiply(reached, direction)));
  }
}
