package org.netwright.engine.train;

import java.time.Duration;
import java.util.OptionalLong;

/** When a checkpoint is due inside an epoch. It decides what a crash costs, never a result. */
final class SavePace {
  private final OptionalLong everySteps;
  private final Duration every;
  private long savedAt = System.nanoTime();

  SavePace(TrainingOptions options) {
    this.everySteps = options.saveEverySteps();
    this.every = options.saveEvery();
  }

  boolean isDue(long step) {
    return everySteps.isPresent() && step % everySteps.getAsLong() == 0
        || System.nanoTime() - savedAt >= every.toNanos();
  }

  void saved() {
    savedAt = System.nanoTime();
  }
}
