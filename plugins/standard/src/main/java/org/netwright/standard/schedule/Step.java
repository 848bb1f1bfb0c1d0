package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** Stairs: start·by^k, k the milestones passed since the start of the training. */
public final class Step implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Timeline time = new Timeline(graph, arguments, clock);
    Value passed = passed(graph, arguments, time);
    Value factor = graph.power(graph.constant(arguments.number("by")), passed);
    return time.warmedUp(graph.multiply(factor, arguments.number("start")));
  }

  private static Value passed(GraphBuilder graph, Arguments arguments, Timeline time) {
    if (!arguments.isNone("every")) {
      Value every = time.inSteps("every", arguments.duration("every"));
      return graph.floor(graph.divide(time.now(), every));
    }
    Value passed = graph.constant(0);
    for (Duration milestone : arguments.durations("at")) {
      Value reached = graph.lessEqual(time.inSteps("at", milestone), time.now());
      passed = graph.add(passed, graph.cast(reached, ElementType.F32));
    }
    return passed;
  }
}
