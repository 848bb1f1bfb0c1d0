package org.netwright.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.testkit.OptimizerProbe;
import org.netwright.testkit.TestArguments;

/** Ten steps of an optimizer beside the same steps written in double for one number at a time. */
final class Reference {
  private static final int STEPS = 10;
  private static final double[] START = {0.5, -1.25, 2.0, 0.0, 1e-3};

  private Reference() {}

  /** The rule of one number, with its own memory: from value and gradient to the new value. */
  interface Rule {
    double step(double value, double gradient, int count);
  }

  static void assertSameSteps(
      OptimizerDefinition optimizer, TestArguments arguments, IntFunction<Rule> rules) {
    double[] wanted = START.clone();
    Rule[] rule = new Rule[START.length];
    java.util.Arrays.setAll(rule, rules);
    Random random = new Random(7);
    try (OptimizerProbe probe = new OptimizerProbe(optimizer, arguments, Map.of("x", START))) {
      for (int count = 1; count <= STEPS; count++) {
        double[] gradient = random.doubles(START.length, -2, 2).toArray();
        // the last number sees a steady gradient, then none: moments alone go on
        gradient[4] = count < 6 ? 0.25 : 0;
        probe.step(Map.of("x", gradient));
        double[] value = probe.value("x");
        for (int i = 0; i < START.length; i++) {
          wanted[i] = rule[i].step(wanted[i], (float) gradient[i], count);
          assertThat(value[i]).as("x[%d], step %d", i, count).isCloseTo(wanted[i], within(1e-6));
        }
      }
    }
  }
}
