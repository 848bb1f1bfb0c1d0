package org.netwright.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.type.ElementType;
import org.netwright.testkit.OptimizerProbe;
import org.netwright.testkit.OptimizerProbe.Start;
import org.netwright.testkit.TestArguments;

/** Steps of optimizers around plain descent with rate 1, worked by hand. */
class WrappersTest {
  private static final TestArguments.Optimizer DESCENT =
      new TestArguments.Optimizer(
          new Sgd(),
          TestArguments.of("lr", 1.0, "momentum", 0.0, "nesterov", false, "weight_decay", 0.0));

  private static final Map<String, double[]> START = Map.of("x", new double[] {8});

  private static void step(OptimizerProbe probe, double gradient) {
    probe.step(Map.of("x", new double[] {gradient}));
  }

  @Test
  void lookaheadMeetsTheFastWeightsHalfWay() {
    TestArguments arguments = TestArguments.of("optimizer", DESCENT, "k", 2, "alpha", 0.5);
    try (OptimizerProbe probe = new OptimizerProbe(new Lookahead(), arguments, START)) {
      step(probe, 1);
      assertThat(probe.value("x")).containsExactly(7);
      step(probe, 3); // fast 4, slow 8 + (4 − 8) / 2
      assertThat(probe.value("x")).containsExactly(6);
      step(probe, 2);
      assertThat(probe.slot("x", "slow")).containsExactly(6);
      step(probe, 2); // fast 2, slow 6 + (2 − 6) / 2
      assertThat(probe.value("x")).containsExactly(4);
    }
  }

  @Test
  void theMovingAverageStartsAtTheFirstNewValue() {
    TestArguments arguments = TestArguments.of("optimizer", DESCENT, "decay", 0.75);
    try (OptimizerProbe probe = new OptimizerProbe(new Ema(), arguments, START)) {
      step(probe, 4);
      assertThat(probe.inferred("x")).containsExactly(4);
      step(probe, 4); // 0.75·4 + 0.25·0
      assertThat(probe.value("x")).containsExactly(0);
      assertThat(probe.inferred("x")).containsExactly(3);
    }
  }

  @Test
  void weightsAreAveragedAtTheirTimesOnly() {
    TestArguments arguments =
        TestArguments.of(
            "optimizer",
            DESCENT,
            "after",
            new Duration(1, Duration.Unit.STEPS),
            "every",
            new Duration(2, Duration.Unit.STEPS));
    try (OptimizerProbe probe = new OptimizerProbe(new Swa(), arguments, START)) {
      double[] inferred = {7, 6, 5, 5, 4, 4, 3}; // 5, then with 3, then with 1
      for (double wanted : inferred) {
        step(probe, 1);
        assertThat(probe.inferred("x")[0]).isCloseTo(wanted, within(1e-6));
      }
      assertThat(probe.slot("samples")).containsExactly(3);
    }
  }

  @Test
  void theGradientIsTakenAtTheTopOfTheNeighbourhood() {
    // L = x² + y² at (3, 4): g = (6, 8), ε = 0.5·g / 10, so the gradient there is 2·(3.3, 4.4)
    TestArguments arguments = TestArguments.of("optimizer", DESCENT, "rho", 0.5, "adaptive", false);
    try (OptimizerProbe probe =
        OptimizerProbe.minimizing(
            (graph, values) -> graph.sum(graph.square(values.get("x"))),
            new Sam(),
            arguments,
            Map.of("x", Start.vector(3, 4)),
            ElementType.F32)) {
      probe.step();
      assertThat(probe.value("x")).containsExactly(new double[] {-3.6, -4.8}, within(1e-6));
    }
  }

  @Test
  void theAdaptiveNeighbourhoodFollowsTheValues() {
    // |θ|·g = (18, 32), norm √1348; ε = 0.5·θ²·g / norm = (27, 64) / √1348
    TestArguments arguments = TestArguments.of("optimizer", DESCENT, "rho", 0.5, "adaptive", true);
    double norm = Math.sqrt(1348);
    try (OptimizerProbe probe =
        OptimizerProbe.minimizing(
            (graph, values) -> graph.sum(graph.square(values.get("x"))),
            new Sam(),
            arguments,
            Map.of("x", Start.vector(3, 4)),
            ElementType.F32)) {
      probe.step();
      assertThat(probe.value("x"))
          .containsExactly(new double[] {-3 - 2 * 27 / norm, -4 - 2 * 64 / norm}, within(1e-5));
    }
  }
}
