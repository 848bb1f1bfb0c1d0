package org.netwright.standard.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * RMSProp (Tieleman and Hinton, 2012; centred form of Graves, 2013): the gradient over the root of
 * its mean square, with {@code eps} added to the root.
 */
public final class RmsProp implements OptimizerDefinition {
  private static final String SQUARE = "square";
  private static final String MEAN = "mean";
  private static final String MOMENTUM = "momentum";

  @Override
  public List<Slot> slots(Arguments arguments) {
    List<Slot> slots = new ArrayList<>(List.of(Slot.zeros(SQUARE)));
    if (arguments.flag("centered")) {
      slots.add(Slot.zeros(MEAN));
    }
    if (!Options.isZero(arguments, MOMENTUM)) {
      slots.add(Slot.zeros(MOMENTUM));
    }
    return slots;
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    boolean centered = arguments.flag("centered");
    boolean keeps = !Options.isZero(arguments, MOMENTUM);
    for (Parameter parameter : step.parameters()) {
      Value direction = direction(graph, parameter, centered);
      if (keeps) {
        Value momentum = Options.of(graph, parameter, MOMENTUM);
        direction = graph.add(graph.multiply(momentum, parameter.slot(MOMENTUM)), direction);
        parameter.updateSlot(MOMENTUM, direction);
      }
      Value rate = Options.of(graph, parameter, "lr");
      parameter.update(graph.subtract(parameter.value(), graph.multiply(rate, direction)));
    }
  }

  private static Value direction(GraphBuilder graph, Parameter parameter, boolean centered) {
    Value gradient = Options.decayedGradient(graph, parameter);
    Value alpha = Options.of(graph, parameter, "alpha");
    Value square = average(graph, parameter, SQUARE, alpha, graph.square(gradient));
    Value spread = square;
    if (centered) {
      Value mean = average(graph, parameter, MEAN, alpha, gradient);
      // rounding can leave the variance of a steady gradient just below zero
      spread = graph.maximum(graph.subtract(square, graph.square(mean)), graph.zerosLike(square));
    }
    Value root = graph.add(graph.sqrt(spread), Options.of(graph, parameter, "eps"));
    return graph.divide(gradient, root);
  }

  private static Value average(
      GraphBuilder graph, Parameter parameter, String slot, Value share, Value news) {
    Value moved = Averages.moved(graph, parameter.slot(slot), share, news);
    parameter.updateSlot(slot, moved);
    return moved;
  }
}
