package org.netwright.engine.train;

import org.netwright.engine.train.RunResult.StepTimes;

/** Adds up where the time of steps goes. */
final class Stopwatch {
  private static final double NANOS = 1e9;

  private long steps;
  private long total;
  private long running;
  private long waiting;

  void step(long began, long fed, long ran, long ended) {
    steps++;
    waiting += fed - began;
    running += ran - fed;
    total += ended - began;
  }

  long steps() {
    return steps;
  }

  double seconds() {
    return total / NANOS;
  }

  StepTimes times() {
    return new StepTimes(steps, total / NANOS, running / NANOS, waiting / NANOS);
  }
}
