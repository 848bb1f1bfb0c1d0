package org.netwright.standard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.testkit.GraphProbe;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestClock;

/** Whole curves of short trainings, worked by hand. */
class SchedulesTest {
  private static final TestArguments WAY =
      TestArguments.of(
          "start", 1.0, "to", 0.0, "warmup", steps(0), "over", TestArguments.NONE, "per", "step");

  private static Duration steps(double amount) {
    return new Duration(amount, Duration.Unit.STEPS);
  }

  private static Duration epochs(double amount) {
    return new Duration(amount, Duration.Unit.EPOCHS);
  }

  private static void curve(
      ScheduleDefinition schedule,
      TestArguments arguments,
      int stepsPerEpoch,
      int epochs,
      double... wanted) {
    GraphProbe probe = new GraphProbe();
    TestClock clock = new TestClock(probe, stepsPerEpoch, epochs);
    var rate = schedule.at(probe.graph(), arguments, clock);
    double[] curve = probe.numbers(probe.graph().broadcast(rate, clock.step().type().shape()));
    assertThat(curve).containsExactly(wanted, within(1e-6));
  }

  @Test
  void linearReachesTheEndOneStepAfterTheLast() {
    curve(new Linear(), WAY, 5, 1, 1, 0.8, 0.6, 0.4, 0.2);
    curve(new Linear(), WAY.with("to", 0.5), 4, 1, 1, 0.875, 0.75, 0.625);
  }

  /** The clock of these tests makes no progress at all: it falls each time the patience is over. */
  @Test
  void plateauFallsWhenTheMetricStandsStill() {
    TestArguments arguments = TestArguments.of("start", 2.0, "by", 0.5, "patience", steps(3));
    curve(new Plateau(), arguments, 7, 1, 2, 2, 2, 1, 1, 1, 0.5);
  }

  @Test
  void cosinesBeginAgainAfterEachPeriod() {
    TestArguments arguments = WAY.with("every", steps(2));
    curve(new CosineRestarts(), arguments, 5, 1, 1, 0.5, 1, 0.5, 1);
    curve(new CosineRestarts(), arguments.with("warmup", steps(1)), 4, 1, 1, 1, 0.5, 1);
  }

  @Test
  void thePlainEndsInAFall() {
    TestArguments arguments = WAY.with("decay", steps(2)).with("warmup", steps(2));
    curve(new WarmStableDecay(), arguments, 6, 1, 0.5, 1, 1, 1, 1, 0.5);
    curve(new WarmStableDecay(), arguments.with("over", steps(4)), 5, 1, 0.5, 1, 1, 0.5, 0);
  }

  @Test
  void theWarmUpClimbsToTheStart() {
    // (s + 1) / 2 for two steps, then three steps down from 1
    curve(new Linear(), WAY.with("warmup", steps(2)), 5, 1, 0.5, 1, 1, 2 / 3.0, 1 / 3.0);
    curve(new Linear(), WAY.with("warmup", epochs(1)).with("start", 3.0), 2, 2, 1.5, 3, 3, 1.5);
  }

  @Test
  void cosineFallsByTheFormula() {
    double[] wanted = new double[8];
    for (int s = 0; s < 8; s++) {
      wanted[s] = 0.1 + (1 - 0.1) * (1 + Math.cos(Math.PI * s / 8)) / 2;
    }
    curve(new Cosine(), WAY.with("to", 0.1), 8, 1, wanted);
    curve(new Cosine(), WAY, 2, 2, 1, 0.853553391, 0.5, 0.146446609);
  }

  @Test
  void inverseSqrtClimbsAndFalls() {
    TestArguments arguments = TestArguments.of("peak", 2.0, "warmup", steps(2), "per", "step");
    curve(
        new InverseSqrt(),
        arguments,
        6,
        1,
        1,
        2,
        2 * Math.sqrt(2 / 3.0),
        2 * Math.sqrt(2 / 4.0),
        2 * Math.sqrt(2 / 5.0),
        2 * Math.sqrt(2 / 6.0));
  }

  @Test
  void cosineMayRise() {
    curve(new Cosine(), WAY.with("start", 0.996).with("to", 1.0), 2, 1, 0.996, 0.998);
  }

  @Test
  void perEpochHoldsStillInside() {
    curve(new Linear(), WAY.with("per", "epoch"), 2, 4, 1, 1, 0.75, 0.75, 0.5, 0.5, 0.25, 0.25);
    curve(
        new Cosine(),
        WAY.with("per", "epoch").with("warmup", epochs(2)),
        2,
        4,
        0.5,
        0.5,
        1,
        1,
        1,
        1,
        0.5,
        0.5);
  }

  @Test
  void overEndsItEarlierAndTheEndStays() {
    curve(new Linear(), WAY.with("over", steps(2)).with("to", 0.5), 4, 1, 1, 0.75, 0.5, 0.5);
    curve(new Linear(), WAY.with("over", epochs(2)), 2, 1, 1, 0.75);
  }

  @Test
  void aWarmUpAsLongAsTheWholeNeverFalls() {
    curve(new Linear(), WAY.with("warmup", steps(4)), 4, 1, 0.25, 0.5, 0.75, 1);
  }

  @Test
  void polynomialBends() {
    curve(new Polynomial(), WAY.with("power", 2.0), 4, 1, 1, 0.5625, 0.25, 0.0625);
    curve(new Polynomial(), WAY.with("power", 1.0), 4, 1, 1, 0.75, 0.5, 0.25);
  }

  @Test
  void holdKeepsItsValue() {
    TestArguments arguments = TestArguments.of("value", 0.3, "warmup", steps(0), "per", "step");
    curve(new Hold(), arguments, 3, 1, 0.3, 0.3, 0.3);
    curve(new Hold(), arguments.with("warmup", steps(3)), 4, 1, 0.1, 0.2, 0.3, 0.3);
  }

  private static final TestArguments STAIRS =
      TestArguments.of(
          "start",
          1.0,
          "by",
          0.1,
          "every",
          TestArguments.NONE,
          "at",
          List.of(),
          "warmup",
          steps(0),
          "per",
          "step");

  @Test
  void stepFallsAtEachMultiple() {
    curve(new Step(), STAIRS.with("every", epochs(1)), 2, 3, 1, 1, 0.1, 0.1, 0.01, 0.01);
    curve(
        new Step(), STAIRS.with("every", steps(3)).with("by", 0.5), 7, 1, 1, 1, 1, .5, .5, .5, .25);
  }

  @Test
  void stepFallsAtEachMilestone() {
    curve(
        new Step(),
        STAIRS.with("at", List.of(epochs(1), steps(5))),
        2,
        4,
        1,
        1,
        0.1,
        0.1,
        0.1,
        0.01,
        0.01,
        0.01);
  }

  @Test
  void milestonesCountFromTheStartOfTheTrainingThroughTheWarmUp() {
    curve(
        new Step(),
        STAIRS.with("every", steps(3)).with("by", 0.5).with("warmup", steps(2)),
        4,
        1,
        0.5,
        1,
        1,
        0.5);
  }

  @Test
  void stepFallsOverLongTrainingsAtTheRightStep() {
    GraphProbe probe = new GraphProbe();
    TestClock clock = new TestClock(probe, 391, 90);
    double[] curve =
        probe.numbers(new Step().at(probe.graph(), STAIRS.with("every", epochs(30)), clock));
    for (int s = 0; s < curve.length; s++) {
      assertThat(curve[s]).isCloseTo(Math.pow(0.1, s / (391 * 30)), within(1e-6));
    }
  }

  @Test
  void exponentialFallsSmoothlyFromTheEndOfTheWarmUp() {
    TestArguments arguments =
        TestArguments.of(
            "start", 1.0, "by", 0.25, "every", steps(2), "warmup", steps(0), "per", "step");
    curve(new Exponential(), arguments, 5, 1, 1, 0.5, 0.25, 0.125, 0.0625);
    curve(new Exponential(), arguments.with("warmup", steps(2)), 5, 1, 0.5, 1, 1, 0.5, 0.25);
    curve(
        new Exponential(),
        arguments.with("every", epochs(1)).with("per", "epoch"),
        2,
        3,
        1,
        1,
        0.25,
        0.25,
        0.0625,
        0.0625);
  }

  @Test
  void aDurationThatIsNoTimeIsRefused() {
    GraphProbe probe = new GraphProbe();
    TestClock clock = new TestClock(probe, 2, 2);
    assertThatThrownBy(() -> new Step().at(probe.graph(), STAIRS.with("every", steps(0)), clock))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("`every` is 0 steps");
    assertThatThrownBy(() -> new Cosine().at(probe.graph(), WAY.with("warmup", epochs(-1)), clock))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("`warmup` is -1 epochs");
  }
}
