package org.netwright.standard.optimizer;

import org.junit.jupiter.api.Nested;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.testkit.OptimizerContract;
import org.netwright.testkit.TestArguments;

/** The optimizers without a test class of their own keep what every optimizer promises. */
class EveryOptimizerContractTest {
  private static TestArguments moments(double rate) {
    return TestArguments.of(
        "lr", rate, "beta1", 0.9, "beta2", 0.99, "eps", 1e-8, "weight_decay", 0.0);
  }

  /** An optimizer with its arguments, and others with which it converges. */
  private abstract static class Contract extends OptimizerContract {
    private final OptimizerDefinition optimizer;
    private final TestArguments arguments;

    Contract(OptimizerDefinition optimizer, TestArguments arguments) {
      this.optimizer = optimizer;
      this.arguments = arguments;
    }

    @Override
    protected OptimizerDefinition optimizer() {
      return optimizer;
    }

    @Override
    protected TestArguments arguments() {
      return arguments;
    }
  }

  /** A wrapper around plain descent, which it hands the rate. */
  private abstract static class Wrapper extends Contract {
    private static final TestArguments DESCENT =
        TestArguments.of("lr", 0.1, "momentum", 0.5, "nesterov", false, "weight_decay", 0.0);

    Wrapper(OptimizerDefinition optimizer, Object... own) {
      super(optimizer, withRate(TestArguments.of(own), DESCENT));
    }

    private static TestArguments withRate(TestArguments own, TestArguments inner) {
      return own.with("optimizer", new TestArguments.Optimizer(new Sgd(), inner));
    }

    @Override
    protected TestArguments withRate(TestArguments arguments, Object rate) {
      return withRate(arguments, DESCENT.with("lr", rate));
    }
  }

  @Nested
  class AdagradTest extends Contract {
    AdagradTest() {
      super(
          new Adagrad(),
          TestArguments.of("lr", 0.5, "initial", 0.0, "eps", 1e-10, "weight_decay", 0.0));
    }
  }

  @Nested
  class AdadeltaTest extends Contract {
    AdadeltaTest() {
      super(
          new Adadelta(),
          TestArguments.of("lr", 1.0, "rho", 0.9, "eps", 1e-2, "weight_decay", 0.0));
    }
  }

  @Nested
  class AdamaxTest extends Contract {
    AdamaxTest() {
      super(new Adamax(), moments(0.1));
    }
  }

  @Nested
  class AmsGradTest extends Contract {
    AmsGradTest() {
      super(new AmsGrad(), moments(0.2));
    }
  }

  @Nested
  class NAdamTest extends Contract {
    NAdamTest() {
      super(new NAdam(), moments(0.05).with("momentum_decay", 4e-3));
    }
  }

  @Nested
  class RAdamTest extends Contract {
    RAdamTest() {
      super(new RAdam(), moments(0.05));
    }
  }

  @Nested
  class AdanTest extends Contract {
    AdanTest() {
      super(new Adan(), moments(0.05).with("beta2", 0.92).with("beta3", 0.99));
    }
  }

  @Nested
  class LionTest extends Contract {
    LionTest() {
      super(new Lion(), moments(0.01).with("beta2", 0.9));
    }
  }

  @Nested
  class LambTest extends Contract {
    LambTest() {
      super(new Lamb(), moments(0.01));
    }
  }

  @Nested
  class LarsTest extends Contract {
    LarsTest() {
      super(
          new Lars(),
          TestArguments.of("lr", 1.0, "momentum", 0.0, "trust", 0.01, "weight_decay", 0.0));
    }
  }

  @Nested
  class ScheduleFreeSgdTest extends Contract {
    ScheduleFreeSgdTest() {
      super(
          new ScheduleFreeSgd(), TestArguments.of("lr", 0.5, "momentum", 0.9, "weight_decay", 0.0));
    }
  }

  @Nested
  class ScheduleFreeAdamWTest extends Contract {
    ScheduleFreeAdamWTest() {
      super(new ScheduleFreeAdamW(), moments(0.1));
    }
  }

  @Nested
  class LookaheadTest extends Wrapper {
    LookaheadTest() {
      super(new Lookahead(), "k", 3, "alpha", 0.5);
    }
  }

  @Nested
  class EmaTest extends Wrapper {
    EmaTest() {
      super(new Ema(), "decay", 0.9);
    }
  }

  @Nested
  class SwaTest extends Wrapper {
    SwaTest() {
      super(
          new Swa(),
          "after",
          new Duration(2, Duration.Unit.STEPS),
          "every",
          new Duration(2, Duration.Unit.STEPS));
    }
  }
}
