package org.netwright.standard.initializer;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** One number everywhere. */
public final class Constant implements InitializerDefinition {
  @Override
  public Value initial(GraphBuilder graph, Arguments arguments, TensorType type) {
    return graph.fill(arguments.number("value"), type);
  }
}
