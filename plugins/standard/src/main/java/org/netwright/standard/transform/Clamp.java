package org.netwright.standard.transform;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** Cuts each element to [low, high]. */
public final class Clamp implements TransformDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments, List<Value> values) {
    return within(graph, values, arguments.number("low"), arguments.number("high"));
  }

  static List<Value> within(GraphBuilder graph, List<Value> values, double low, double high) {
    return values.stream()
        .map(
            value -> {
              ElementType type = value.type().element();
              return graph.minimum(
                  graph.maximum(value, graph.constant(low, type)), graph.constant(high, type));
            })
        .toList();
  }
}
