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
 * The share of examples whose class is among the {@code top} largest logits, counted in whole
 * numbers over the pass. Ties count against the class, and a logit that is not comparable (NaN) is
 * never among the largest.
 */
public final class Accuracy implements MetricDefinition {
  private static final Dim ONE = Dim.of(1);
  private static final TensorType COUNT = new TensorType(ElementType.I64, Shape.SCALAR);

  @Override
  public List<State> states(Arguments arguments) {
    return List.of(new State("right", COUNT), new State("seen", COUNT));
  }

  @Override
  public List<Value> update(GraphBuilder graph, Arguments arguments, List<Value> states) {
    Value logits = arguments.tensor("logits");
    Value label = ClassNumbers.checked(graph, logits, arguments.tensor("label"));
    Shape rows = logits.type().shape();
    Value own = ClassNumbers.pick(graph, logits, label);
    Value column = graph.reshape(own, own.type().shape().insert(own.type().shape().rank(), ONE));
    // its place from the top is the number of logits that are not smaller, itself included; counted
    // by those that are, because a comparison with NaN is false and its negation need not be true
    Value smaller = graph.cast(graph.less(logits, column), ElementType.I64);
    Value classes = graph.cast(graph.size(rows.dim(-1)), ElementType.I64);
    Value place = graph.subtract(classes, graph.sum(smaller, false, rows.rank() - 1));
    Value top = graph.constant(arguments.integer("top"), ElementType.I64);
    Value right = graph.sum(graph.cast(graph.lessEqual(place, top), ElementType.I64));
    Value seen = graph.cast(graph.size(label.type().shape().elements()), ElementType.I64);
    return List.of(graph.add(states.get(0), right), graph.add(states.get(1), seen));
  }

  @Override
  public Value result(GraphBuilder graph, Arguments arguments, List<Value> states) {
    return graph.divide(
        graph.cast(states.get(0), ElementType.F64), graph.cast(states.get(1), ElementType.F64));
  }
}
