package org.netwright.testkit;

import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;

/**
 * The clock of a training of so many epochs, at all its steps together: {@link #step} is a vector,
 * and so a schedule gives its whole curve in one run.
 */
public final class TestClock implements Clock {
  private final GraphBuilder graph;
  private final int stepsPerEpoch;
  private final int epochs;
  private final Value step;

  public TestClock(GraphProbe probe, int stepsPerEpoch, int epochs) {
    this.graph = probe.graph();
    this.stepsPerEpoch = stepsPerEpoch;
    this.epochs = epochs;
    double[] steps = new double[stepsPerEpoch * epochs];
    java.util.Arrays.setAll(steps, i -> i);
    this.step = probe.f32(Shape.of(steps.length), steps);
  }

  @Override
  public Value epoch() {
    return graph.floor(graph.divide(step, graph.constant(stepsPerEpoch)));
  }

  @Override
  public Value step() {
    return step;
  }

  @Override
  public Value epochs() {
    return graph.constant(epochs);
  }

  @Override
  public Value steps() {
    return graph.constant((double) epochs * stepsPerEpoch);
  }

  @Override
  public Value progress() {
    return graph.divide(step, steps());
  }

  /** No progress is made from the first step on: a fall after each patience. */
  @Override
  public Value plateaus(Duration patience) {
    return graph.floor(graph.divide(step, inSteps(patience)));
  }

  @Override
  public Value inSteps(Duration duration) {
    return graph.constant(
        duration.unit() == Duration.Unit.STEPS
            ? duration.amount()
            : duration.amount() * stepsPerEpoch);
  }
}
