package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** LARS (You et al., 2017, algorithm 1): momentum whose rate follows the size of each tensor. */
public final class Lars implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.zeros("momentum"));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = parameter.gradient();
    Value decay = Options.of(graph, parameter, "weight_decay");
    Value size = graph.globalNorm(List.of(parameter.value()));
    Value length = graph.add(graph.globalNorm(List.of(gradient)), graph.multiply(decay, size));
    Value trust = graph.multiply(Options.of(graph, parameter, "trust"), graph.divide(size, length));
    Value none = graph.equal(graph.multiply(size, length), graph.zerosLike(size));
    Value local = graph.multiply(rate, graph.select(none, graph.fill(1, size.type()), trust));
    Value decayed = graph.add(gradient, graph.multiply(decay, parameter.value()));
    Value kept =
        graph.multiply(Options.of(graph, parameter, "momentum"), parameter.slot("momentum"));
    Value momentum = graph.add(kept, graph.multiply(local, decayed));
    parameter.updateSlot("momentum", momentum);
    parameter.update(graph.subtract(parameter.value(), momentum));
  }
}
