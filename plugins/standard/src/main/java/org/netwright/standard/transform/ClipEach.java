package org.netwright.standard.transform;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Limits the norm of each tensor by itself, whatever the others are. */
public final class ClipEach implements TransformDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments, List<Value> values) {
    return values.stream()
        .map(
            value -> {
              Value limit = graph.constant(arguments.number("limit"), value.type().element());
              Value norm = graph.globalNorm(List.of(value));
              return graph.multiply(value, graph.divide(limit, graph.maximum(norm, limit)));
            })
        .toList();
  }
}
