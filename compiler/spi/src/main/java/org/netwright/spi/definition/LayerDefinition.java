package org.netwright.spi.definition;

import java.util.List;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * {@code external layer}: a layer whose body a plugin composes of primitives. It is elaborated
 * again at each application; what it owns is the same each time (definitions C2).
 */
@FunctionalInterface
public interface LayerDefinition {
  /**
   * The results in the order of the header's result type; one for a plain tensor.
   *
   * @param arguments the hyperparameters and the tensor list, under their names
   * @param owner makes the parameters and states of the instance that is applied
   */
  List<Value> apply(GraphBuilder graph, Arguments arguments, LayerOwner owner);
}
