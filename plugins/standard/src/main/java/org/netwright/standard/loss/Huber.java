package org.netwright.standard.loss;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Huber's function (1964) of prediction − target: square near 0, straight outside. */
public final class Huber implements FunctionDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments) {
    double delta = arguments.number("delta");
    Value gap = graph.subtract(arguments.tensor("prediction"), arguments.tensor("target"));
    Value size = graph.abs(gap);
    Value near = graph.multiply(graph.square(gap), 0.5);
    Value far = graph.multiply(graph.add(size, -0.5 * delta), delta);
    Value inside = graph.lessEqual(size, graph.constant(delta, size.type().element()));
    return List.of(PerExample.mean(graph, graph.select(inside, near, far)));
  }
}
