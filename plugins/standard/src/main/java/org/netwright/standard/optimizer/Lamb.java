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
 * LAMB (You et al., 2020, algorithm 2, with corrected moments): the step of Adam in the size of the
 * tensor.
 */
public final class Lamb implements OptimizerDefinition {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.zeros("moment_1"), Slot.zeros("moment_2"));
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    for (Parameter parameter : step.parameters()) {
      move(graph, parameter, step.count());
    }
  }

  private static void move(GraphBuilder graph, Parameter parameter, Value count) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = parameter.gradient();
    Value beta1 = Options.of(graph, parameter, "beta1");
    Value beta2 = Options.of(graph, parameter, "beta2");
    Value eps = Options.of(graph, parameter, "eps");
    Value first = Averages.moved(graph, parameter.slot("moment_1"), beta1, gradient);
    Value second = Averages.moved(graph, parameter.slot("moment_2"), beta2, graph.square(gradient));
    parameter.updateSlot("moment_1", first);
    parameter.updateSlot("moment_2", second);
    Value corrected = graph.divide(first, Averages.filled(graph, beta1, count));
    Value filled = Averages.filled(graph, beta2, count);
    Value root = graph.add(graph.sqrt(graph.divide(second, filled)), eps);
    Value direction = graph.divide(corrected, root);
    if (!Options.isZero(parameter, "weight_decay")) {
      Value decay = Options.of(graph, parameter, "weight_decay");
      direction = graph.add(direction, graph.multiply(decay, parameter.value()));
    }
    Value size = norm(graph, parameter.value());
    Value length = norm(graph, direction);
    Value one = graph.fill(1, size.type());
    Value none = graph.equal(graph.multiply(size, length), graph.zerosLike(size));
    Value ratio = graph.select(none, one, graph.divide(size, length));
    Value way = graph.multiply(graph.multiply(rate, ratio), direction);
    parameter.update(graph.subtract(parameter.value(), way));
  }

  /** The Euclidean norm of a tensor. */
  private static Value norm(GraphBuilder graph, Value x) {
    return graph.sqrt(graph.sum(graph.square(x)));
  }
}
