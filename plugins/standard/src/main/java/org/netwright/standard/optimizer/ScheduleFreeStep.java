package org.netwright.standard.optimizer;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;

/**
 * The three sequences of schedule-free learning (Defazio et al., 2024, equations 5 to 7): z moves,
 * x averages z, and the gradient is taken at y between the two. The parameter holds y, inference
 * reads x.
 */
final class ScheduleFreeStep {
  static final Optional<String> INFERENCE = Optional.of("average");

  /** z, x, and for each parameter the largest rate so far and the sum of the weights. */
  static final List<Slot> SLOTS =
      List.of(
          Slot.ofParameter("base"),
          Slot.ofParameter("average"),
          Slot.zeros("largest_rate").shaped(shape -> Shape.SCALAR),
          Slot.zeros("weight_sum").shaped(shape -> Shape.SCALAR));

  private ScheduleFreeStep() {}

  /**
   * @param share how much of y is x
   * @param direction what z is moved against
   */
  static void move(
      GraphBuilder graph, Parameter parameter, Value share, Value rate, Value direction) {
    Value largest = graph.maximum(parameter.slot("largest_rate"), rate);
    Value weight = graph.square(largest);
    Value sum = graph.add(parameter.slot("weight_sum"), weight);
    Value zero = graph.zerosLike(sum);
    Value none = graph.equal(sum, zero);
    Value part = graph.select(none, zero, graph.divide(weight, sum));
    Value base = graph.subtract(parameter.slot("base"), graph.multiply(rate, direction));
    Value average = Averages.towards(graph, parameter.slot("average"), base, part);
    parameter.updateSlot("largest_rate", largest);
    parameter.updateSlot("weight_sum", sum);
    parameter.updateSlot("base", base);
    parameter.updateSlot("average", average);
    parameter.update(Averages.towards(graph, base, average, share));
  }
}
