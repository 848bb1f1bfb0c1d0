package org.netwright.standard.optimizer;

import java.util.OptionalDouble;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** The numeric options of one parameter, in the parameter's own type. */
final class Options {
  private Options() {}

  static Value of(GraphBuilder graph, Parameter parameter, String name) {
    ElementType type = parameter.value().type().element();
    OptionalDouble known = parameter.constantOption(name);
    return known.isPresent()
        ? graph.constant(known.getAsDouble(), type)
        : graph.cast(parameter.option(name), type);
  }

  /** 1 − an option. */
  static Value rest(GraphBuilder graph, Value share) {
    return graph.subtract(graph.constant(1, share.type().element()), share);
  }

  /**
   * Whether an option is the number 0 for this parameter, so that what it scales can be left out.
   */
  static boolean isZero(Parameter parameter, String name) {
    return is(parameter.constantOption(name), 0);
  }

  /** Whether an option is the number 0 for all parameters. */
  static boolean isZero(Arguments arguments, String name) {
    return is(arguments.constant(name), 0);
  }

  private static boolean is(OptionalDouble number, double expected) {
    return number.isPresent() && number.getAsDouble() == expected;
  }

  /** g + λ·θ: the decay that the optimizer sees as part of the gradient. */
  static Value decayedGradient(GraphBuilder graph, Parameter parameter) {
    if (isZero(parameter, "weight_decay")) {
      return parameter.gradient();
    }
    Value decay = of(graph, parameter, "weight_decay");
    return graph.add(parameter.gradient(), graph.multiply(decay, parameter.value()));
  }

  /** θ·(1 − η·λ): the decay that moments do not see. */
  static Value shrunk(GraphBuilder graph, Parameter parameter, Value rate) {
    if (isZero(parameter, "weight_decay")) {
      return parameter.value();
    }
    Value lost = graph.multiply(rate, of(graph, parameter, "weight_decay"));
    return graph.multiply(parameter.value(), rest(graph, lost));
  }
}
