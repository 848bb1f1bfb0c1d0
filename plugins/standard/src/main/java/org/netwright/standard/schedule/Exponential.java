package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** A steady decay from the end of the warm-up: start·by^(s / every). */
public final class Exponential implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Timeline time = new Timeline(graph, arguments, clock);
    Value every = time.inSteps("every", arguments.duration("every"));
    Value exponent = graph.divide(time.sinceWarmup(), every);
    Value factor = graph.power(graph.constant(arguments.number("by")), exponent);
    return time.warmedUp(graph.multiply(factor, arguments.number("start")));
  }
}
