package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** A climb, a plain, and a straight fall over the last part of the way (Hu et al., 2024). */
public final class WarmStableDecay implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Timeline time = new Timeline(graph, arguments, clock);
    Value end =
        arguments.isNone("over") ? clock.steps() : time.inSteps("over", arguments.duration("over"));
    Value left =
        graph.divide(
            graph.subtract(end, time.now()), time.inSteps("decay", arguments.duration("decay")));
    Value one = graph.constant(1);
    return time.between(graph.maximum(graph.minimum(left, one), graph.constant(0)));
  }
}
