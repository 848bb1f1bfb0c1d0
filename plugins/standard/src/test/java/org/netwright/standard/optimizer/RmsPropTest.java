package org.netwright.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.testkit.OptimizerContract;
import org.netwright.testkit.OptimizerProbe;
import org.netwright.testkit.TestArguments;

class RmsPropTest extends OptimizerContract {
  @Override
  protected OptimizerDefinition optimizer() {
    return new RmsProp();
  }

  @Override
  protected TestArguments arguments() {
    return TestArguments.of(
        "lr",
        0.01,
        "alpha",
        0.99,
        "eps",
        1e-8,
        "momentum",
        0.0,
        "centered",
        false,
        "weight_decay",
        0.0);
  }

  private static Reference.Rule rule(
      double alpha, double momentum, boolean centered, double eps, double decay) {
    return new Reference.Rule() {
      private double square;
      private double mean;
      private double buffer;

      @Override
      public double step(double value, double gradient, int count) {
        double g = gradient + decay * value;
        square = alpha * square + (1 - alpha) * g * g;
        mean = alpha * mean + (1 - alpha) * g;
        double spread = centered ? Math.max(0, square - mean * mean) : square;
        buffer = momentum * buffer + g / (Math.sqrt(spread) + eps);
        return value - 0.01 * buffer;
      }
    };
  }

  @Test
  void tenStepsByTheFormula() {
    Reference.assertSameSteps(optimizer(), arguments(), i -> rule(0.99, 0, false, 1e-8, 0));
  }

  @Test
  void momentumGathersScaledGradients() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("momentum", 0.5).with("alpha", 0.9),
        i -> rule(0.9, 0.5, false, 1e-8, 0));
  }

  @Test
  void centeredDividesByTheDeviation() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("centered", true).with("eps", 0.01).with("weight_decay", 0.1),
        i -> rule(0.99, 0, true, 0.01, 0.1));
  }

  @Test
  void aSteadyGradientLeavesTheDeviationReal() {
    TestArguments arguments =
        arguments().with("centered", true).with("alpha", 0.5).with("eps", 1.0);
    try (OptimizerProbe probe =
        new OptimizerProbe(optimizer(), arguments, Map.of("x", new double[] {0}))) {
      for (int i = 0; i < 60; i++) {
        probe.step(Map.of("x", new double[] {0.1}));
      }
      assertThat(probe.value("x")[0]).isFinite().isNegative();
    }
  }

  @Test
  void itKeepsWhatItNeeds() {
    assertThat(optimizer().slots(arguments())).hasSize(1);
    assertThat(optimizer().slots(arguments().with("centered", true).with("momentum", 0.9)))
        .hasSize(3);
  }
}
