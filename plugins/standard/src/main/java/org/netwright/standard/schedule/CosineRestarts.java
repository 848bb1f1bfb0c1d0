package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Cosines one behind the other (Loshchilov and Hutter, 2017, equation 5, with equal periods). */
public final class CosineRestarts implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Timeline time = new Timeline(graph, arguments, clock);
    Value periods =
        graph.divide(time.sinceWarmup(), time.inSteps("every", arguments.duration("every")));
    Value share = graph.subtract(periods, graph.floor(periods));
    Value wave = graph.cos(graph.multiply(share, Math.PI));
    return time.between(graph.multiply(graph.add(wave, 1), 0.5));
  }
}
