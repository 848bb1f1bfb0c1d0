package org.netwright.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.testkit.OptimizerContract;
import org.netwright.testkit.OptimizerProbe;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestArguments.ByParameter;
import org.netwright.testkit.TestArguments.Varying;

class SgdTest extends OptimizerContract {
  @Override
  protected OptimizerDefinition optimizer() {
    return new Sgd();
  }

  @Override
  protected TestArguments arguments() {
    return TestArguments.of("lr", 0.05, "momentum", 0.9, "nesterov", false, "weight_decay", 0.0);
  }

  private static Reference.Rule rule(double momentum, boolean nesterov, double decay) {
    return new Reference.Rule() {
      private double buffer;

      @Override
      public double step(double value, double gradient, int count) {
        double g = gradient + decay * value;
        buffer = momentum * buffer + g;
        return value - 0.05 * (nesterov ? g + momentum * buffer : buffer);
      }
    };
  }

  @Test
  void plainStepsFollowTheGradient() {
    Reference.assertSameSteps(
        optimizer(), arguments().with("momentum", 0.0), i -> rule(0, false, 0));
  }

  @Test
  void momentumGathersGradients() {
    Reference.assertSameSteps(optimizer(), arguments(), i -> rule(0.9, false, 0));
  }

  @Test
  void nesterovLooksAhead() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("nesterov", true).with("weight_decay", 0.1),
        i -> rule(0.9, true, 0.1));
  }

  @Test
  void decayIsPartOfTheGradient() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("momentum", 0.0).with("weight_decay", 0.1),
        i -> rule(0, false, 0.1));
  }

  @Test
  void theFormWithoutTheKernelTakesTheSameSteps() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("momentum", new Varying(0.9)).with("nesterov", true),
        i -> rule(0.9, true, 0));
  }

  @Test
  void oneStepByHand() {
    // m = 0.9·0 + (2 + 0.5·1) = 2.5, θ = 1 − 0.1·2.5; then m = 0.9·2.5 + (0 + 0.5·0.75) = 2.625
    TestArguments arguments = arguments().with("lr", 0.1).with("weight_decay", 0.5);
    try (OptimizerProbe probe =
        new OptimizerProbe(optimizer(), arguments, Map.of("x", new double[] {1}))) {
      probe.step(Map.of("x", new double[] {2}));
      assertThat(probe.value("x")[0]).isCloseTo(0.75, within(1e-7));
      probe.step(Map.of("x", new double[] {0}));
      assertThat(probe.slot("x", "momentum")[0]).isCloseTo(2.625, within(1e-6));
      assertThat(probe.value("x")[0]).isCloseTo(0.4875, within(1e-7));
    }
  }

  @Test
  void withoutMomentumNothingIsKept() {
    assertThat(optimizer().slots(arguments().with("momentum", 0.0))).isEmpty();
    assertThat(optimizer().slots(arguments())).hasSize(1);
  }

  @Test
  void momentumMayDifferBetweenParameters() {
    TestArguments arguments =
        arguments().with("momentum", new ByParameter(Map.of("x", 0.0, "y", 0.5))).with("lr", 1.0);
    Map<String, double[]> one = Map.of("x", new double[] {1}, "y", new double[] {1});
    try (OptimizerProbe probe =
        new OptimizerProbe(
            optimizer(), arguments, Map.of("x", new double[] {0}, "y", new double[] {0}))) {
      probe.step(one);
      probe.step(one);
      assertThat(probe.value("x")[0]).isEqualTo(-2);
      assertThat(probe.value("y")[0]).isEqualTo(-2.5);
    }
  }

  @Test
  void theRateMayChangeFromStepToStep() {
    TestArguments arguments = arguments().with("momentum", 0.0).with("lr", new Varying(1.0));
    try (OptimizerProbe probe =
        new OptimizerProbe(optimizer(), arguments, Map.of("x", new double[] {0}))) {
      probe.step(Map.of("x", new double[] {1}));
      probe.set("lr", 0.25);
      probe.step(Map.of("x", new double[] {1}));
      assertThat(probe.value("x")[0]).isEqualTo(-1.25);
    }
  }
}
