package org.netwright.standard.schedule;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * The time that a schedule sees, in steps: the step of the training, or with {@code per = "epoch"}
 * the first step of the running epoch.
 */
final class Timeline {
  private static final Duration EPOCH = new Duration(1, Duration.Unit.EPOCHS);

  private final GraphBuilder graph;
  private final Arguments arguments;
  private final Clock clock;
  private final Value tick;
  private final Value now;

  Timeline(GraphBuilder graph, Arguments arguments, Clock clock) {
    this.graph = graph;
    this.arguments = arguments;
    this.clock = clock;
    if (arguments.text("per").equals("epoch")) {
      this.tick = clock.inSteps(EPOCH);
      this.now = graph.multiply(clock.epoch(), tick);
    } else {
      this.tick = graph.constant(1);
      this.now = clock.step();
    }
  }

  /** The steps gone, held still inside an epoch if so asked. */
  Value now() {
    return now;
  }

  /** The number of the step, from 1; with epochs the number of steps when the running one ends. */
  Value number() {
    return graph.add(now, tick);
  }

  /** A positive duration in steps. */
  Value inSteps(String name, Duration duration) {
    if (!(duration.amount() > 0)) {
      throw arguments.error(
          "`" + name + "` is " + duration + ", which is no time",
          "give a positive duration, such as `1 epoch`");
    }
    return clock.inSteps(duration);
  }

  /** The value, lifted from near 0 in the steps of the warm-up. */
  Value warmedUp(Value value) {
    Duration warmup = arguments.duration("warmup");
    if (warmup.amount() == 0) {
      return value;
    }
    Value share = graph.divide(number(), inSteps("warmup", warmup));
    return graph.multiply(value, graph.minimum(share, graph.constant(1)));
  }

  /** The steps since the warm-up ended; 0 before. */
  Value sinceWarmup() {
    Duration warmup = arguments.duration("warmup");
    if (warmup.amount() == 0) {
      return now;
    }
    Value since = graph.subtract(now, inSteps("warmup", warmup));
    return graph.maximum(since, graph.constant(0));
  }

  /** The share of the way from the end of the warm-up to the end of {@code over}, 0 to 1. */
  Value share() {
    Value whole =
        arguments.isNone("over") ? clock.steps() : inSteps("over", arguments.duration("over"));
    Duration warmup = arguments.duration("warmup");
    Value way = warmup.amount() == 0 ? whole : graph.subtract(whole, inSteps("warmup", warmup));
    Value one = graph.constant(1);
    return graph.minimum(graph.divide(sinceWarmup(), graph.maximum(way, one)), one);
  }

  /** Goes from {@code start} to {@code to} as {@code left} falls from 1 to 0, with the warm-up. */
  Value between(Value left) {
    double start = arguments.number("start");
    double to = arguments.number("to");
    return warmedUp(graph.add(graph.multiply(left, start - to), to));
  }
}
