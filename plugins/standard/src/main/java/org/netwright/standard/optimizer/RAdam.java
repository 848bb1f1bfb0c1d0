package org.netwright.standard.optimizer;

import java.util.List;
import java.util.OptionalDouble;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/**
 * RAdam (Liu et al., 2020, algorithm 2): Adam that waits until the variance of its scale is known.
 */
public final class RAdam implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return Moments.SLOTS;
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value gradient = Options.decayedGradient(graph, parameter);
    Moments moments = new Moments(graph, parameter, gradient, step.count());
    Value corrected = moments.corrected();
    Value rectified = rectification(graph, parameter, step.count());
    Value known = graph.less(graph.constant(0, ElementType.F64), rectified);
    Value factor = graph.cast(rectified, corrected.type().element());
    Value filled = graph.sqrt(moments.secondFilled());
    Value scale =
        graph.divide(
            graph.multiply(factor, filled), graph.add(graph.sqrt(moments.second()), moments.eps()));
    Value direction = graph.select(known, graph.multiply(corrected, scale), corrected);
    ParameterwiseOptimizer.descend(graph, parameter, direction);
  }

  /**
   * The factor r of a step, 0 where the length of the average is at most 5. In double: it is a
   * small difference of large numbers.
   */
  private static Value rectification(GraphBuilder graph, Parameter parameter, Value count) {
    OptionalDouble known = parameter.constantOption("beta2");
    Value beta2 =
        known.isPresent()
            ? graph.constant(known.getAsDouble(), ElementType.F64)
            : graph.cast(parameter.option("beta2"), ElementType.F64);
    Value time = graph.cast(count, ElementType.F64);
    Value one = graph.constant(1, ElementType.F64);
    Value longest = graph.add(graph.divide(graph.multiply(one, 2), graph.subtract(one, beta2)), -1);
    Value filled = Averages.filled(graph, beta2, time);
    Value lost = graph.divide(graph.multiply(time, graph.subtract(one, filled)), filled);
    Value length = graph.subtract(longest, graph.multiply(lost, 2));
    Value top =
        graph.multiply(graph.multiply(graph.add(length, -4), graph.add(length, -2)), longest);
    Value bottom =
        graph.multiply(graph.multiply(graph.add(longest, -4), graph.add(longest, -2)), length);
    Value zero = graph.zerosLike(length);
    Value enough = graph.less(graph.constant(5, ElementType.F64), length);
    return graph.sqrt(graph.select(enough, graph.divide(top, bottom), zero));
  }
}
