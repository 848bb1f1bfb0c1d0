package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;

/** NAdam (Dozat, 2016): Adam with the momentum of Nesterov, whose share grows with time. */
public final class NAdam implements ParameterwiseOptimizer {
  /** The warm-up of the momentum has this base (Dozat, 2016, section 3). */
  private static final double BASE = 0.96;

  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(
        Moments.FIRST, Moments.SECOND, new Slot("product", 1).shaped(shape -> Shape.SCALAR));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value gradient = Options.decayedGradient(graph, parameter);
    Value count = step.count();
    Moments moments = new Moments(graph, parameter, gradient, count);
    Value now = share(graph, parameter, moments.beta1(), count);
    Value next = share(graph, parameter, moments.beta1(), graph.add(count, graph.constant(1)));
    Value product = graph.multiply(parameter.slot("product"), now);
    parameter.updateSlot("product", product);
    Value root = moments.root(moments.second());
    Value news =
        graph.multiply(
            graph.divide(Options.rest(graph, now), Options.rest(graph, product)), gradient);
    Value ahead = graph.divide(next, Options.rest(graph, graph.multiply(product, next)));
    Value direction = graph.divide(graph.add(news, graph.multiply(ahead, moments.first())), root);
    ParameterwiseOptimizer.descend(graph, parameter, direction);
  }

  /** β1·(1 − 0.96^(t·decay) / 2). */
  private static Value share(GraphBuilder graph, Parameter parameter, Value beta1, Value count) {
    Value decay = Options.of(graph, parameter, "momentum_decay");
    Value time = graph.multiply(graph.cast(count, decay.type().element()), decay);
    Value power = graph.power(graph.constant(BASE, decay.type().element()), time);
    return graph.multiply(beta1, Options.rest(graph, graph.multiply(power, 0.5)));
  }
}
