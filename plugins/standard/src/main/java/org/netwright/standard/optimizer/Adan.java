package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Adan (Xie et al., 2022, algorithm 1 with decoupled decay): momentum of the gradient and of its
 * change.
 */
public final class Adan implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(
        Slot.zeros("moment_1"), Slot.zeros("change"), Slot.zeros("moment_2"), Slot.zeros("before"));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value rate = Options.of(graph, parameter, "lr");
    Value gradient = parameter.gradient();
    Value beta1 = Options.of(graph, parameter, "beta1");
    Value beta2 = Options.of(graph, parameter, "beta2");
    Value beta3 = Options.of(graph, parameter, "beta3");
    Value first = graph.equal(step.count(), graph.constant(1));
    Value news = graph.subtract(gradient, parameter.slot("before"));
    Value change = graph.select(first, graph.zerosLike(news), news);
    Value ahead = graph.add(gradient, graph.multiply(beta2, change));
    Value m = Averages.moved(graph, parameter.slot("moment_1"), beta1, gradient);
    Value v = Averages.moved(graph, parameter.slot("change"), beta2, change);
    Value n = Averages.moved(graph, parameter.slot("moment_2"), beta3, graph.square(ahead));
    parameter.updateSlot("before", gradient);
    parameter.updateSlot("moment_1", m);
    parameter.updateSlot("change", v);
    parameter.updateSlot("moment_2", n);
    Value mean = graph.divide(m, Averages.filled(graph, beta1, step.count()));
    Value slope =
        graph.multiply(beta2, graph.divide(v, Averages.filled(graph, beta2, step.count())));
    Value spread = graph.sqrt(graph.divide(n, Averages.filled(graph, beta3, step.count())));
    Value root = graph.add(spread, Options.of(graph, parameter, "eps"));
    Value way = graph.multiply(rate, graph.divide(graph.add(mean, slope), root));
    Value shrink = graph.multiply(rate, Options.of(graph, parameter, "weight_decay"));
    Value one = graph.fill(1, shrink.type());
    parameter.update(graph.divide(graph.subtract(parameter.value(), way), graph.add(one, shrink)));
  }
}
