package org.netwright.spi.definition;

import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** {@code external schedule}: a number that follows the clock. */
@FunctionalInterface
public interface ScheduleDefinition {
  /** The value at the clock's time, an f32 scalar. */
  Value at(GraphBuilder graph, Arguments arguments, Clock clock);
}
