package org.netwright.engine.train;

import org.netwright.spi.definition.Duration;

/**
 * How long a training is (definitions C13).
 *
 * @param batches in an epoch
 * @param steps in all; a part of a step counts as one
 */
record TrainLength(long batches, long steps) {
  /** Above this, what rounding left of a product of floats counts as a part of a step. */
  private static final double ROUNDING = 1e-6;

  static TrainLength of(Duration length, long batches) {
    return new TrainLength(batches, ceil(inSteps(length, batches)));
  }

  /** A duration in steps, whole or not. */
  static double inSteps(Duration duration, long batches) {
    return duration.unit() == Duration.Unit.EPOCHS
        ? duration.amount() * batches
        : duration.amount();
  }

  static long ceil(double steps) {
    double nearest = Math.rint(steps);
    return (long) (Math.abs(steps - nearest) < ROUNDING ? nearest : Math.ceil(steps));
  }

  /** The length in epochs, so that steps / epochs is the length of an epoch. */
  double epochs() {
    return (double) steps / batches;
  }

  /** The epochs begun after so many steps. */
  long epochsBegun(long taken) {
    return (taken + batches - 1) / batches;
  }

  /** Whether an epoch, or the whole, ends with this step, counted from 1. */
  boolean endsEpoch(long step) {
    return step % batches == 0 || step == steps;
  }

  /**
   * Whether something done every so often is due after this step, counted from 1: at the first
   * whole step that reaches a multiple of the duration.
   */
  boolean isDue(Duration every, long step) {
    double period = inSteps(every, batches);
    if (period <= 1) {
      return true;
    }
    long times = (long) Math.floor(step / period + ROUNDING);
    return times > 0 && ceil(times * period) == step;
  }
}
