package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Half a cosine (Loshchilov and Hutter, 2017): to + (start − to)·(1 + cos(π·p)) / 2. */
public final class Cosine implements ScheduleDefinition {
  @Override
  public Value at(GraphBuilder graph, Arguments arguments, Clock clock) {
    Timeline time = new Timeline(graph, arguments, clock);
    Value wave = graph.cos(graph.multiply(time.share(), Math.PI));
    return time.between(graph.multiply(graph.add(wave, 1), 0.5));
  }
}
