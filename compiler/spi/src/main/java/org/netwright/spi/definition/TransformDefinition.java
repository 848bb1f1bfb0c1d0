package org.netwright.spi.definition;

import java.util.List;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * {@code external transform}: a link of the chain before the optimizer (gradients) or behind it
 * (new values).
 */
@FunctionalInterface
public interface TransformDefinition {
  /** One value for each of {@code values}, of equal types. */
  List<Value> apply(GraphBuilder graph, Arguments arguments, List<Value> values);
}
