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

  /**
   * Over how many steps the values are averaged before they go on along the chain; in the steps
   * between, nothing moves. Above one it stands before the optimizer only.
   */
  default int every(Arguments arguments) {
    return 1;
  }
}
