package org.netwright.standard.transform;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Scales all values together to a common Euclidean norm of at most the limit (Pascanu et al.,
 * 2013). There is no guard against norms that are not finite: they must stay visible.
 */
public final class ClipNorm implements TransformDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments, List<Value> values) {
    Value limit = graph.constant(arguments.number("limit"));
    Value norm = graph.globalNorm(values);
    Value scale = graph.divide(limit, graph.maximum(norm, limit));
    return values.stream()
        .map(value -> graph.multiply(value, graph.cast(scale, value.type().element())))
        .toList();
  }
}
