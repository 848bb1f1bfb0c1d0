package org.netwright.standard.optimizer;

import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.testkit.OptimizerContract;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestArguments.Varying;

class AdamWTest extends OptimizerContract {
  @Override
  protected OptimizerDefinition optimizer() {
    return new AdamW();
  }

  @Override
  protected TestArguments arguments() {
    return TestArguments.of(
        "lr", 0.01, "beta1", 0.9, "beta2", 0.999, "eps", 1e-8, "weight_decay", 0.1);
  }

  /** Decay pulls to 0, so the minimum is found without it. */
  @Override
  protected TestArguments convergingArguments() {
    return arguments().with("weight_decay", 0.0).with("lr", 0.05);
  }

  @Test
  void decayIsTakenFromTheValueAndNotFromTheGradient() {
    Reference.assertSameSteps(
        optimizer(), arguments(), i -> AdamTest.rule(0.9, 0.999, 1e-8, 0, 0.1));
  }

  @Test
  void theFormWithoutTheKernelTakesTheSameSteps() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("beta2", new Varying(0.999)),
        i -> AdamTest.rule(0.9, 0.999, 1e-8, 0, 0.1));
  }

  @Test
  void withoutDecayItIsAdam() {
    Reference.assertSameSteps(
        optimizer(),
        arguments().with("weight_decay", 0.0),
        i -> AdamTest.rule(0.9, 0.999, 1e-8, 0, 0));
  }
}
