package org.netwright.spi.definition;

import java.util.List;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/**
 * {@code external metric}: states that start anew for each pass over the data, an update per batch,
 * and one result read at the end (definitions C12).
 */
public interface MetricDefinition {
  /**
   * The states, each zero at the start of a pass. Shapes may depend on the shapes of the tensor
   * arguments.
   */
  List<State> states(Arguments arguments);

  /** The states after one batch, in the order of {@link #states}. */
  List<Value> update(GraphBuilder graph, Arguments arguments, List<Value> states);

  /** The result of a pass. Only the static arguments may be asked for. */
  Value result(GraphBuilder graph, Arguments arguments, List<Value> states);

  /** One state: a name and a type of known shape. */
  record State(String name, TensorType type) {}
}
