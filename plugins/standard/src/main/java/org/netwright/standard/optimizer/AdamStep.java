package org.netwright.standard.optimizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/**
 * One step of Adam's moments (Kingma and Ba, 2015, algorithm 1), from a value and a gradient that
 * may have been prepared. With known options in f32 it is one primitive, which the back end may run
 * as one kernel.
 */
final class AdamStep {
  private final GraphBuilder graph;
  private final Value count;

  /** βᵗ of known β: one for all parameters. */
  private final Map<Double, Value> powers = new HashMap<>();

  AdamStep(GraphBuilder graph, OptimizerStep step) {
    this.graph = graph;
    this.count = step.count();
  }

  void move(Parameter parameter, Value start, Value gradient, Value rate) {
    OptionalDouble beta1 = parameter.constantOption("beta1");
    OptionalDouble beta2 = parameter.constantOption("beta2");
    OptionalDouble eps = parameter.constantOption("eps");
    boolean known = beta1.isPresent() && beta2.isPresent() && eps.isPresent();
    if (!known || start.type().element() != ElementType.F32) {
      composed(parameter, start, gradient, rate);
      return;
    }
    List<Value> moved =
        graph.apply(
            Primitive.ADAM_UPDATE,
            Attributes.of(
                "beta1",
                beta1.getAsDouble(),
                "beta2",
                beta2.getAsDouble(),
                "eps",
                eps.getAsDouble()),
            List.of(
                start,
                parameter.slot("moment_1"),
                parameter.slot("moment_2"),
                gradient,
                rate,
                power(beta1.getAsDouble()),
                power(beta2.getAsDouble())));
    parameter.update(moved.get(0));
    parameter.updateSlot("moment_1", moved.get(1));
    parameter.updateSlot("moment_2", moved.get(2));
  }

  /**
   * βᵗ in f32. Its rounding moves a step by at most a few millionths of the rate while t is small,
   * in double before the rounding no less.
   */
  private Value power(double beta) {
    return powers.computeIfAbsent(beta, b -> graph.power(graph.constant(b), count));
  }

  private void composed(Parameter parameter, Value start, Value gradient, Value rate) {
    Moments moments = new Moments(graph, parameter, gradient, count);
    Value direction = graph.divide(moments.corrected(), moments.root(moments.second()));
    parameter.update(graph.subtract(start, graph.multiply(rate, direction)));
  }
}
