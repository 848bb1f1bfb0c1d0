package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** A climb, then the inverse square root of the time (Vaswani et al., 2017). */
public final class InverseSqrt implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Timeline time = new Timeline(graph, arguments, clock);
    Value number = time.number();
    Value warmup = time.inSteps("warmup", arguments.duration("warmup"));
    Value climb = graph.divide(number, warmup);
    Value fall = graph.sqrt(graph.divide(warmup, number));
    return graph.multiply(graph.minimum(climb, fall), arguments.number("peak"));
  }
}
