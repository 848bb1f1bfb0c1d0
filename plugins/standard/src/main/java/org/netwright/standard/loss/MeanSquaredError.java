package org.netwright.standard.loss;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** The mean square of prediction − target. */
public final class MeanSquaredError implements FunctionDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments) {
    Value gap = graph.subtract(arguments.tensor("prediction"), arguments.tensor("target"));
    return List.of(PerExample.mean(graph, graph.square(gap)));
  }
}
