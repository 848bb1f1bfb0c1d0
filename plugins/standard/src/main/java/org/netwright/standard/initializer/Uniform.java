package org.netwright.standard.initializer;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** Uniform draws in [low, high). */
public final class Uniform implements InitializerDefinition {
  @Override
  public Value initial(GraphBuilder graph, Arguments arguments, TensorType type) {
    double low = arguments.number("low");
    double high = arguments.number("high");
    Value draws = graph.cast(graph.randomUniform(type.shape()), type.element());
    return graph.add(graph.multiply(draws, high - low), low);
  }
}
