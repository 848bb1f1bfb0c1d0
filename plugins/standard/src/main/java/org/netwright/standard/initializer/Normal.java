package org.netwright.standard.initializer;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** Normal draws with mean 0. */
public final class Normal implements InitializerDefinition {
  @Override
  public Value initial(GraphBuilder graph, Arguments arguments, TensorType type) {
    Value draws = graph.cast(graph.randomNormal(type.shape()), type.element());
    return graph.multiply(draws, arguments.number("deviation"));
  }
}
