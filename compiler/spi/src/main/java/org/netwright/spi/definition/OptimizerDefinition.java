package org.netwright.spi.definition;

import java.util.List;
import org.netwright.spi.graph.GraphBuilder;

/** {@code external optimizer}: how parameters move. Composed of primitives; knows no TensorFlow. */
public interface OptimizerDefinition {
  /** The slots of each parameter. */
  List<Slot> slots(Arguments arguments);

  /**
   * Calls {@code update} once for every parameter, and {@code updateSlot} for the slots that
   * change.
   */
  void step(GraphBuilder graph, Arguments arguments, OptimizerStep step);
}
