package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Adagrad (Duchi et al., 2011): the gradient over the root of the sum of its squares. */
public final class Adagrad implements OptimizerDefinition {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(new Slot("square", arguments.number("initial")));
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    for (Parameter parameter : step.parameters()) {
      move(graph, parameter);
    }
  }

  private static void move(GraphBuilder graph, Parameter parameter) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = Options.decayedGradient(graph, parameter);
    Value sum = graph.add(parameter.slot("square"), graph.square(gradient));
    Value root = graph.add(graph.sqrt(sum), Options.of(graph, parameter, "eps"));
    parameter.updateSlot("square", sum);
    Value direction = graph.divide(gradient, root);
    parameter.update(graph.subtract(parameter.value(), graph.multiply(rate, direction)));
  }
}
