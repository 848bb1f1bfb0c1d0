package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * LAMB (You et al., 2020, algorithm 2, with corrected moments): the step of Adam in the size of the
 * tensor.
 */
public final class Lamb implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return Moments.SLOTS;
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = parameter.gradient();
    Moments moments = new Moments(graph, parameter, gradient, step.count());
    Value root = moments.root(moments.second());
    Value direction = graph.divide(moments.corrected(), root);
    if (!Options.isZero(parameter, "weight_decay")) {
      Value decay = Options.of(graph, parameter, "weight_decay");
      direction = graph.add(direction, graph.multiply(decay, parameter.value()));
    }
    Value size = graph.globalNorm(List.of(parameter.value()));
    Value length = graph.globalNorm(List.of(direction));
    Value one = graph.fill(1, size.type());
    Value none = graph.equal(graph.multiply(size, length), graph.zerosLike(size));
    Value ratio = graph.select(none, one, graph.divide(size, length));
    Value way = graph.multiply(graph.multiply(rate, ratio), direction);
    parameter.update(graph.subtract(parameter.value(), way));
  }
}
