package org.netwright.standard.optimizer;

import java.util.List;
import java.util.OptionalDouble;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/**
 * Stochastic gradient descent with the momentum of Polyak (1964) or Nesterov (1983), in the form of
 * Sutskever et al. (2013): the rate multiplies the momentum when it is used.
 */
public final class Sgd implements OptimizerDefinition {
  private static final String MOMENTUM = "momentum";

  @Override
  public List<Slot> slots(Arguments arguments) {
    return Options.isZero(arguments, MOMENTUM) ? List.of() : List.of(Slot.zeros(MOMENTUM));
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    boolean keeps = !slots(arguments).isEmpty();
    boolean nesterov = arguments.flag("nesterov");
    for (Parameter parameter : step.parameters()) {
      Value gradient = Options.decayedGradient(graph, parameter);
      Value rate = Options.of(graph, parameter, "lr");
      if (!keeps) {
        parameter.update(graph.subtract(parameter.value(), graph.multiply(rate, gradient)));
      } else {
        withMomentum(graph, parameter, gradient, rate, nesterov);
      }
    }
  }

  private static void withMomentum(
      GraphBuilder graph, Parameter parameter, Value gradient, Value rate, boolean nesterov) {
    OptionalDouble known = parameter.constantOption(MOMENTUM);
    if (known.isPresent() && parameter.value().type().element() == ElementType.F32) {
      List<Value> moved =
          graph.apply(
              Primitive.MOMENTUM_UPDATE,
              Attributes.of(MOMENTUM, known.getAsDouble(), "nesterov", nesterov),
              List.of(parameter.value(), parameter.slot(MOMENTUM), gradient, rate));
      parameter.update(moved.get(0));
      parameter.updateSlot(MOMENTUM, moved.get(1));
      return;
    }
    Value momentum = Options.of(graph, parameter, MOMENTUM);
    Value buffer = graph.add(graph.multiply(momentum, parameter.slot(MOMENTUM)), gradient);
    Value direction = nesterov ? graph.add(gradient, graph.multiply(momentum, buffer)) : buffer;
    parameter.update(graph.subtract(parameter.value(), graph.multiply(rate, direction)));
    parameter.updateSlot(MOMENTUM, buffer);
  }
}
