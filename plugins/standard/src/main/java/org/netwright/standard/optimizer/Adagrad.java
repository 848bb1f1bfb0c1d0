package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Adagrad (Duchi et al., 2011): the gradient over the root of the sum of its squares. */
public final class Adagrad implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(new Slot("square", arguments.number("initial")));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value gradient = Options.decayedGradient(graph, parameter);
    Value sum = graph.add(parameter.slot("square"), graph.square(gradient));
    Value root = graph.add(graph.sqrt(sum), Options.of(graph, parameter, "eps"));
    parameter.updateSlot("square", sum);
    Value direction = graph.divide(gradient, root);
    ParameterwiseOptimizer.descend(graph, parameter, direction);
  }
}
