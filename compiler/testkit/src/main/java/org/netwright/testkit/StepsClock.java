package org.netwright.testkit;

import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** The clock of a probe's steps: a training of {@value #EPOCHS} epochs of ten steps. */
final class StepsClock implements Clock {
  private static final int EPOCHS = 10;
  private static final int STEPS_PER_EPOCH = 10;

  private final GraphBuilder graph;
  private final Value count;

  /**
   * @param count the number of the step, from 1
   */
  StepsClock(GraphBuilder graph, Value count) {
    this.graph = graph;
    this.count = count;
  }

  @Override
  public Value epoch() {
    return graph.floor(graph.divide(step(), graph.constant(STEPS_PER_EPOCH)));
  }

  @Override
  public Value step() {
    return graph.subtract(count, graph.constant(1));
  }

  @Override
  public Value epochs() {
    return graph.constant(EPOCHS);
  }

  @Override
  public Value steps() {
    return graph.constant(EPOCHS * STEPS_PER_EPOCH);
  }

  @Override
  public Value progress() {
    return graph.divide(step(), steps());
  }

  /** No progress is made from the first step on. */
  @Override
  public Value plateaus(Duration patience) {
    return graph.floor(graph.divide(step(), inSteps(patience)));
  }

  @Override
  public Value inSteps(Duration duration) {
    return graph.constant(
        duration.unit() == Duration.Unit.STEPS
            ? duration.amount()
            : duration.amount() * STEPS_PER_EPOCH);
  }
}
