package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;

/** NAdam (Dozat, 2016): Adam with the momentum of Nesterov, whose share grows with time. */
public final class NAdam implements OptimizerDefinition {
  /** The warm-up of the momentum has this base (Dozat, 2016, section 3). */
  private static final double BASE = 0.96;

  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(
        Slot.zeros("moment_1"),
        Slot.zeros("moment_2"),
        new Slot("product", 1).shaped(shape -> Shape.SCALAR));
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
    Value now = share(graph, parameter, beta1, count);
    Value next = share(graph, parameter, beta1, graph.add(count, graph.constant(1)));
    Value product = graph.multiply(parameter.slot("product"), now);
    parameter.updateSlot("product", product);
    Value filled = Averages.filled(graph, beta2, count);
    Value root = graph.add(graph.sqrt(graph.divide(second, filled)), eps);
    Value news =
        graph.multiply(
            graph.divide(Options.rest(graph, now), Options.rest(graph, product)), gradient);
    Value ahead = graph.divide(next, Options.rest(graph, graph.multiply(product, next)));
    Value direction = graph.divide(graph.add(news, graph.multiply(ahead, first)), root);
    parameter.update(graph.subtract(parameter.value(), graph.multiply(rate, direction)));
  }

  /** β1·(1 − 0.96^(t·decay) / 2). */
  private static Value share(GraphBuilder graph, Parameter parameter, Value beta1, Value count) {
    Value decay = Options.of(graph, parameter, "momentum_decay");
    Value time = graph.multiply(graph.cast(count, decay.type().element()), decay);
    Value power = graph.power(graph.constant(BASE, decay.type().element()), time);
    return graph.multiply(beta1, Options.rest(graph, graph.multiply(power, 0.5)));
  }
}
