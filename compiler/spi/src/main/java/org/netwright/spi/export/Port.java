package org.netwright.spi.export;

import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/**
 * An input or output of a network.
 *
 * @param name as the recipe names it; {@code output} where there is one without a name
 * @param value an op {@code INPUT}, or what the graph computes
 */
public record Port(String name, Value value) {
  /** The type; a dim that may differ from call to call is a name, and the batch is {@code B}. */
  public TensorType type() {
    return value.type();
  }
}
