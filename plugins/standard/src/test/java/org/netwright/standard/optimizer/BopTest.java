package org.netwright.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.testkit.OptimizerProbe;
import org.netwright.testkit.TestArguments;

/** Steps of Bop that were worked by hand (Helwegen et al., 2019, algorithm 2). */
class BopTest {
  private static OptimizerProbe probe(double threshold, double gamma, double... weights) {
    return new OptimizerProbe(
        new Bop(), TestArguments.of("threshold", threshold, "gamma", gamma), Map.of("w", weights));
  }

  private static Map<String, double[]> gradient(double... numbers) {
    return Map.of("w", numbers);
  }

  @Test
  void aWeightFlipsWhenItsAverageGradientIsLargeAndHasItsSign() {
    try (OptimizerProbe probe = probe(0.05, 0.1, 1, -1, 1, -1)) {
      probe.step(gradient(1, 1, -1, -1));
      assertThat(probe.slot("w", "momentum"))
          .containsExactly(new double[] {0.1, 0.1, -0.1, -0.1}, within(1e-7));
      assertThat(probe.value("w")).containsExactly(-1, -1, 1, 1);
    }
  }

  @Test
  void atATieAWeightStays() {
    try (OptimizerProbe probe = probe(0.25, 0.5, 1, -1)) {
      probe.step(gradient(0.5, -0.5));
      assertThat(probe.value("w")).containsExactly(1, -1);
    }
    try (OptimizerProbe probe = probe(0, 0.5, 1, -1)) {
      probe.step(gradient(0, 0));
      assertThat(probe.value("w")).containsExactly(1, -1);
    }
  }

  @Test
  void theAverageStartsAtZeroWithoutCorrection() {
    try (OptimizerProbe probe = probe(1e9, 1e-3, 1)) {
      for (int i = 0; i < 1000; i++) {
        probe.step(gradient(1));
      }
      assertThat(probe.slot("w", "momentum")[0]).isCloseTo(0.6323046, within(1e-5));
      assertThat(probe.value("w")).containsExactly(1);
    }
  }

  @Test
  void valuesStayPlusAndMinusOne() {
    try (OptimizerProbe probe = probe(1e-8, 0.3, 1, -1, 1, -1)) {
      for (int i = 0; i < 40; i++) {
        probe.step(gradient(Math.sin(i), Math.cos(i), -Math.sin(2 * i), Math.cos(3 * i)));
        for (double weight : probe.value("w")) {
          assertThat(Math.abs(weight)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void savedAndRestoredItGoesOnAsIfUnbroken() {
    try (OptimizerProbe unbroken = probe(0.01, 0.2, 1, -1);
        OptimizerProbe first = probe(0.01, 0.2, 1, -1);
        OptimizerProbe second = probe(0.01, 0.2, 1, -1)) {
      for (int i = 0; i < 4; i++) {
        unbroken.step(gradient(Math.sin(i), Math.cos(i)));
        first.step(gradient(Math.sin(i), Math.cos(i)));
      }
      second.restore(first.save());
      for (int i = 4; i < 9; i++) {
        unbroken.step(gradient(Math.sin(i), Math.cos(i)));
        second.step(gradient(Math.sin(i), Math.cos(i)));
      }
      assertThat(second.value("w")).containsExactly(unbroken.value("w"));
      assertThat(second.slot("w", "momentum")).containsExactly(unbroken.slot("w", "momentum"));
    }
  }

  @Test
  void aGradientThatIsNoNumberShows() {
    try (OptimizerProbe probe = probe(1e-8, 0.1, 1, -1)) {
      probe.step(gradient(Double.NaN, 0.5));
      assertThat(probe.value("w")[0]).isNaN();
      assertThat(probe.value("w")[1]).isEqualTo(-1);
    }
  }

  @Test
  void itsRateOfAveragingMayFollowASchedule() {
    try (OptimizerProbe probe =
        new OptimizerProbe(
            new Bop(),
            TestArguments.of("threshold", 0.05, "gamma", new TestArguments.Varying(0.01)),
            Map.of("w", new double[] {1}))) {
      probe.step(gradient(1));
      assertThat(probe.value("w")).containsExactly(1);
      probe.set("gamma", 0.5);
      probe.step(gradient(1));
      assertThat(probe.value("w")).containsExactly(-1);
    }
  }

  @Test
  void itKeepsOneTensorPerParameter() {
    assertThat(new Bop().slots(TestArguments.of("threshold", 0.0, "gamma", 0.1))).hasSize(1);
  }
}
