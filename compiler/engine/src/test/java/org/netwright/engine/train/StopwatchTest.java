package org.netwright.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theTimeOfStepsIsSplitIntoWaitingRunningAndTheRest() {
    Stopwatch watch = new Stopwatch();
    watch.step(0, SECOND, 4 * SECOND, 5 * SECOND);
    watch.step(10 * SECOND, 10 * SECOND, 12 * SECOND, 12 * SECOND);
    watch.step(20 * SECOND, 20 * SECOND, 21 * SECOND, 21 * SECOND);

    RunResult.StepTimes times = watch.times();

    assertThat(times.steps()).isEqualTo(3);
    assertThat(times.total()).isEqualTo(8);
    assertThat(times.running()).isEqualTo(6);
    assertThat(times.waiting()).isEqualTo(1);
    assertThat(times.ownShare()).isCloseTo(1.0 / 8, within(1e-12));
    assertThat(times.median()).isEqualTo(2);
  }

  @Test
  void theMedianOfALongRunIsThatOfItsLatestSteps() {
    Stopwatch watch = new Stopwatch();
    for (int i = 0; i < 10_000; i++) {
      watch.step(0, 0, 0, i < 5_000 ? SECOND : 3 * SECOND);
    }

    assertThat(watch.times().median()).isEqualTo(3);
  }

  @Test
  void withoutAStepThereIsNoMedian() {
    assertThat(new Stopwatch().times().median()).isNaN();
  }
}
