package org.netwright.engine.train;

import java.util.Arrays;
import org.netwright.engine.train.RunResult.StepTimes;

/** Adds up where the time of steps goes, and keeps how long the latest ones took. */
final class Stopwatch {
  private static final double NANOS = 1e9;

  /** Enough for a median, and little enough for a run of any length. */
  private static final int LATEST = 4096;

  private final long[] latest = new long[LATEST];
  private long steps;
  private long total;
  private long running;
  private long waiting;

  void step(long began, long fed, long ran, long ended) {
    latest[(int) (steps % LATEST)] = ended - began;
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
    return new StepTimes(steps, total / NANOS, running / NANOS, waiting / NANOS, median());
  }

  private double median() {
    int kept = (int) Math.min(steps, LATEST);
    if (kept == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(latest, kept);
    Arrays.sort(sorted);
    return sorted[kept / 2] / NANOS;
  }
}
