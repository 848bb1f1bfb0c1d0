package org.netwright.standard.transform;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Cuts each element to [−limit, limit]. */
public final class ClipValue implements TransformDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments, List<Value> values) {
    double limit = arguments.number("limit");
    return Clamp.within(graph, values, -limit, limit);
  }
}
