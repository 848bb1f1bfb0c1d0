package org.netwright.engine.feed;

import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.StepGraph.Clock;
import org.netwright.tensorflow.Feeds;

/**
 * Where a training stands when a step or a data block runs: what the clock inputs are fed
 * (definitions C13).
 *
 * @param draw the counter of random draws
 */
public record Moment(double epoch, double step, double epochs, double steps, long draw) {
  /** Outside any training. */
  public static final Moment START = new Moment(0, 0, 0, 0, 0);

  public Moment withDraw(long counter) {
    return new Moment(epoch, step, epochs, steps, counter);
  }

  /** Sets the clock inputs that a step graph has. */
  public void set(StepGraph graph, Feeds feeds) {
    for (StepGraph.Input input : graph.inputs()) {
      if (input.isClock()) {
        set(input.name(), feeds);
      }
    }
  }

  private void set(String clock, Feeds feeds) {
    switch (clock) {
      case Clock.EPOCH -> feeds.set(clock, epoch);
      case Clock.STEP -> feeds.set(clock, step);
      case Clock.EPOCHS -> feeds.set(clock, epochs);
      case Clock.STEPS -> feeds.set(clock, steps);
      case Clock.DRAW -> feeds.set(clock, draw);
      default -> throw new IllegalStateException("no such clock: " + clock);
    }
  }
}
