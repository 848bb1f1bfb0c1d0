package org.netwright.spi.definition;

import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** {@code external initializer}: the first value of a parameter or state. */
@FunctionalInterface
public interface InitializerDefinition {
  /**
   * A value of {@code type}. Draws of the builder are keyed by seed, net, path and shape
   * (definitions C17).
   */
  Value initial(GraphBuilder graph, Arguments arguments, TensorType type);
}
