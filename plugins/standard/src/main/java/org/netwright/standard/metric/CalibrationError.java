package org.netwright.standard.metric;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.standard.loss.ClassNumbers;

/**
 * The expected calibration error (Guo et al., 2017, equation 3), from sums for each bin: examples,
 * right ones, and their largest probabilities. Bin i holds the probabilities above i / bins up to
 * (i + 1) / bins, and the first also 0.
 */
public final class CalibrationError implements MetricDefinition {
  @Override
  public List<State> states(Arguments arguments) {
    Shape bins = Shape.of(Dim.of(arguments.integer("bins")));
    TensorType sums = new TensorType(ElementType.F64, bins);
    return List.of(
        new State("seen", sums), new State("right", sums), new State("confidence", sums));
  }

  @Override
  public List<Value> update(GraphBuilder graph, Arguments arguments, List<Value> states) {
    Value p = arguments.tensor("p");
    Value label = ClassNumbers.checked(graph, p, arguments.tensor("label"));
    long bins = arguments.integer("bins");
    Value largest = graph.max(p, false, 1);
    // the bin before the next whole number
    Value place = graph.add(graph.negate(graph.floor(graph.multiply(largest, -bins))), -1);
    Value low = graph.maximum(place, graph.constant(0));
    Value number = graph.minimum(low, graph.constant(bins - 1));
    Value bin = graph.oneHot(graph.cast(number, ElementType.I64), Dim.of(bins), ElementType.F64);
    Value right = graph.cast(graph.equal(graph.argMax(p, 1), label), ElementType.F64);
    return List.of(
        graph.add(states.get(0), graph.sum(bin, false, 0)),
        graph.add(states.get(1), total(graph, bin, right)),
        graph.add(states.get(2), total(graph, bin, graph.cast(largest, ElementType.F64))));
  }

  private static Value total(GraphBuilder graph, Value bin, Value each) {
    Value column = graph.reshape(each, each.type().shape().insert(1, Dim.of(1)));
    return graph.sum(graph.multiply(bin, column), false, 0);
  }

  @Override
  public Value result(GraphBuilder graph, Arguments arguments, List<Value> states) {
    // Σ seen / all · |right / seen − confidence / seen|, and an empty bin adds nothing
    Value gaps = graph.abs(graph.subtract(states.get(1), states.get(2)));
    return graph.divide(graph.sum(gaps, false, 0), graph.sum(states.get(0), false, 0));
  }
}
