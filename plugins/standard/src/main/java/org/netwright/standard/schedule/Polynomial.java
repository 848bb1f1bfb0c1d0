package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** A power curve: to + (start − to)·(1 − p)^power. */
public final class Polynomial implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Timeline time = new Timeline(graph, arguments, clock);
    Value left = graph.subtract(graph.constant(1), time.share());
    return time.between(graph.power(left, graph.constant(arguments.number("power"))));
  }
}
