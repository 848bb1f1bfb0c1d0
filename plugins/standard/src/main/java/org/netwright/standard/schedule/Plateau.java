package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Stairs that go down when a metric stands still: start·by^k, k the falls so far. */
public final class Plateau implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Value falls = clock.plateaus(arguments.duration("patience"));
    Value factor = graph.power(graph.constant(arguments.number("by")), falls);
    return graph.multiply(factor, arguments.number("start"));
  }
}
