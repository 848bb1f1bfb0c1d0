package org.netwright.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.testkit.OptimizerContract;
import org.netwright.testkit.OptimizerProbe;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestArguments.Varying;

class AdamTest extends OptimizerContract {
  private static final double RATE = 0.01;

  @Override
  protected OptimizerDefinition optimizer() {
    return new Adam();
  }

  @Override
  protected TestArguments arguments() {
    return TestArguments.of(
        "lr", RATE, "beta1", 0.9, "beta2", 0.999, "eps", 1e-8, "weight_decay", 0.0);
  }

  @Override
  protected TestArguments convergingArguments() {
    return arguments().with("lr", 0.05);
  }

  static Reference.Rule rule(double beta1, double beta2, double eps, double added, double taken) {
    return new Reference.Rule() {
      private double first;
      private double second;

      @Override
      public double step(double value, double gradient, int count) {
        double g = gradient + added * value;
        first = beta1 * first + (1 - beta1) * g;
        second = beta2 * second + (1 - beta2) * g * g;
        double start = value * (1 - RATE * taken);
        double root = Math.sqrt(second / (1 - Math.pow(beta2, count))) + eps;
        return start - RATE * (first / (1 - Math.pow(beta1, count))) / root;
      }
    };
  }

  @Test
  void tenStepsByTheFormula() {
    Reference.assertSameSteps(optimizer(), arguments(), i -> rule(0.9, 0.999, 1e-8, 0, 0));
  }

  @Test
  void aLargeEpsIsAddedToTheCorrectedRoot() {
    Reference.assertSameSteps(
        optimizer(), arguments().with("eps", 0.5), i -> rule(0.9, 0.999, 0.5, 0, 0));
  }

  @Test
  void otherSharesAreKept() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("beta1", 0.0).with("beta2", 0.9),
        i -> rule(0, 0.9, 1e-8, 0, 0));
  }

  @Test
  void decayGoesThroughTheMoments() {
    Reference.assertSameSteps(
        optimizer(), arguments().with("weight_decay", 0.1), i -> rule(0.9, 0.999, 1e-8, 0.1, 0));
  }

  @Test
  void theFormWithoutTheKernelTakesTheSameSteps() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("beta1", new Varying(0.9)),
        i -> rule(0.9, 0.999, 1e-8, 0, 0));
  }

  @Test
  void theFirstStepIsTheRateWhateverTheGradient() {
    try (OptimizerProbe probe =
        new OptimizerProbe(
            optimizer(), arguments(), Map.of("x", new double[] {0, 0, 0}), ElementType.F32)) {
      probe.step(Map.of("x", new double[] {1e-3, -4, 250}));
      assertThat(probe.value("x")).containsExactly(new double[] {-0.01, 0.01, -0.01}, within(1e-7));
    }
  }

  @Test
  void parametersInDoubleMoveInDouble() {
    double[] start = {1, -2};
    Reference.Rule[] rules = {rule(0.9, 0.999, 1e-8, 0, 0), rule(0.9, 0.999, 1e-8, 0, 0)};
    double[] wanted = start.clone();
    // options are f32 scalars: the rule must see the same rounded numbers within 1e-6
    try (OptimizerProbe probe =
        new OptimizerProbe(optimizer(), arguments(), Map.of("x", start), ElementType.F64)) {
      for (int count = 1; count <= 5; count++) {
        double[] gradient = {0.3 * count, -0.7};
        probe.step(Map.of("x", gradient));
        for (int i = 0; i < 2; i++) {
          wanted[i] = rules[i].step(wanted[i], gradient[i], count);
        }
      }
      assertThat(probe.value("x")).containsExactly(wanted, within(1e-6));
    }
  }

  @Test
  void tenThousandStepsStayTrue() {
    Reference.Rule rule = rule(0.9, 0.999, 1e-8, 0, 0);
    double wanted = 0;
    try (OptimizerProbe probe =
        new OptimizerProbe(optimizer(), arguments(), Map.of("x", new double[] {0}))) {
      for (int count = 1; count <= 10_000; count++) {
        double gradient = (float) Math.sin(count * 0.01);
        probe.step(Map.of("x", new double[] {gradient}));
        wanted = rule.step(wanted, gradient, count);
      }
      assertThat(probe.value("x")[0]).isCloseTo(wanted, within(1e-3));
    }
  }
}
