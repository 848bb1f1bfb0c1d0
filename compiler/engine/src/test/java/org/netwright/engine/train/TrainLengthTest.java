package org.netwright.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.definition.Duration.Unit;

class TrainLengthTest {
  private static Duration epochs(double amount) {
    return new Duration(amount, Unit.EPOCHS);
  }

  private static long[] due(TrainLength length, Duration every) {
    return LongStream.rangeClosed(1, length.steps()).filter(s -> length.isDue(every, s)).toArray();
  }

  @Test
  void epochsAreCountedInStepsOfTheData() {
    TrainLength length = TrainLength.of(epochs(5), 93);
    assertThat(length.steps()).isEqualTo(465);
    assertThat(length.epochs()).isEqualTo(5);
    TrainLength steps = TrainLength.of(new Duration(100, Unit.STEPS), 40);
    assertThat(steps.epochs()).isEqualTo(2.5);
    assertThat(steps.epochsBegun(80)).isEqualTo(2);
    assertThat(steps.epochsBegun(81)).isEqualTo(3);
  }

  @Test
  void aPartOfAStepCountsAsOneButRoundingDoesNot() {
    assertThat(TrainLength.of(epochs(2.5), 93).steps()).isEqualTo(233);
    assertThat(TrainLength.of(epochs(0.1), 30).steps()).isEqualTo(3);
    assertThat(TrainLength.of(epochs(0.7), 10).steps()).isEqualTo(7);
  }

  @Test
  void whatIsDueEverySoOftenComesAtTheFirstWholeStep() {
    TrainLength length = TrainLength.of(epochs(3), 7);
    assertThat(due(length, epochs(1))).containsExactly(7, 14, 21);
    assertThat(due(length, epochs(2))).containsExactly(14);
    assertThat(due(length, epochs(0.5))).containsExactly(4, 7, 11, 14, 18, 21);
    assertThat(due(length, new Duration(5, Unit.STEPS))).containsExactly(5, 10, 15, 20);
    assertThat(due(length, new Duration(1, Unit.STEPS))).hasSize(21);
  }
}
