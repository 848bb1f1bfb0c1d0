package org.netwright.spi.definition;

import java.util.List;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** {@code external fn}: losses and other functions of tensors that own nothing. */
@FunctionalInterface
public interface FunctionDefinition {
  /** The results in the order of the header's result type; one for a plain tensor. */
  List<Value> apply(GraphBuilder graph, Arguments arguments);
}
