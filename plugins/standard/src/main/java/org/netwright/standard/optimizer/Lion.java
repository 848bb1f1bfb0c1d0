package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Lion (Chen et al., 2023, algorithm 2): the sign of a momentum, with decay that it does not see.
 */
public final class Lion implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.zeros("momentum"));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = parameter.gradient();
    Value momentum = parameter.slot("momentum");
    Value beta1 = Options.of(graph, parameter, "beta1");
    Value beta2 = Options.of(graph, parameter, "beta2");
    Value direction = graph.sign(Averages.moved(graph, momentum, beta1, gradient));
    parameter.updateSlot("momentum", Averages.moved(graph, momentum, beta2, gradient));
    Value start = Options.shrunk(graph, parameter, rate);
    parameter.update(graph.subtract(start, graph.multiply(rate, direction)));
  }
}
