package org.netwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.OptimizerDefinition;

/**
 * What every optimizer promises. A test class of a plugin extends it, says which optimizer it
 * tests, and adds steps that were worked by hand.
 */
public abstract class OptimizerContract {
  private static final String RATE = "lr";

  /** The optimizer under test; a new one for each call. */
  protected abstract OptimizerDefinition optimizer();

  /** A value for every parameter of its header; the rate is called {@code lr}. */
  protected abstract TestArguments arguments();

  /** Arguments with which it finds the minimum of a quadratic from 3 away within 500 steps. */
  protected TestArguments convergingArguments() {
    return arguments();
  }

  /** The arguments with another rate: a wrapper hands it to the optimizer that it is given. */
  protected TestArguments withRate(TestArguments arguments, Object rate) {
    return arguments.with(RATE, rate);
  }

  private static Map<String, double[]> start() {
    Map<String, double[]> start = new LinkedHashMap<>();
    start.put("a.kernel", new double[] {0.5, -1.25, 2.0, 0.0});
    start.put("b.bias", new double[] {3.0, -0.125});
    return start;
  }

  private static Map<String, double[]> gradients(int step) {
    Random random = new Random(step);
    Map<String, double[]> gradients = new LinkedHashMap<>();
    start().forEach((path, v) -> gradients.put(path, random.doubles(v.length, -1, 1).toArray()));
    return gradients;
  }

  private OptimizerProbe probe(TestArguments arguments) {
    return new OptimizerProbe(optimizer(), arguments, start());
  }

  private static void run(OptimizerProbe probe, int from, int to) {
    for (int step = from; step < to; step++) {
      probe.step(gradients(step));
    }
  }

  private static void assertEqualBits(Map<String, double[]> actual, Map<String, double[]> wanted) {
    assertThat(actual.keySet()).isEqualTo(wanted.keySet());
    actual.forEach(
        (name, numbers) ->
            assertThat(Arrays.equals(numbers, wanted.get(name)))
                .as(
                    "%s is %s, wanted %s",
                    name, Arrays.toString(numbers), Arrays.toString(wanted.get(name)))
                .isTrue());
  }

  @Test
  public void aStepMovesEveryParameter() {
    try (OptimizerProbe probe = probe(arguments())) {
      run(probe, 0, 1);
      start().forEach((path, value) -> assertThat(probe.value(path)).isNotEqualTo(value));
    }
  }

  @Test
  public void aRateOfZeroChangesNothing() {
    try (OptimizerProbe probe = probe(withRate(arguments(), 0.0))) {
      run(probe, 0, 3);
      start().forEach((path, value) -> assertThat(probe.value(path)).isEqualTo(value));
    }
  }

  @Test
  public void equalGradientsGiveEqualBits() {
    try (OptimizerProbe one = probe(arguments());
        OptimizerProbe two = probe(arguments())) {
      run(one, 0, 5);
      run(two, 0, 5);
      assertEqualBits(one.save(), two.save());
    }
  }

  @Test
  public void savedAndRestoredItGoesOnAsIfUnbroken() {
    try (OptimizerProbe unbroken = probe(arguments());
        OptimizerProbe first = probe(arguments());
        OptimizerProbe second = probe(arguments())) {
      run(unbroken, 0, 8);
      run(first, 0, 4);
      second.restore(first.save());
      run(second, 4, 8);
      assertEqualBits(second.save(), unbroken.save());
    }
  }

  @Test
  public void aGradientThatIsNoNumberShows() {
    try (OptimizerProbe probe = probe(arguments())) {
      Map<String, double[]> gradients = gradients(0);
      gradients.put("b.bias", new double[] {Double.NaN, 0.5});
      probe.step(gradients);
      assertThat(probe.value("b.bias")[0]).isNaN();
    }
  }

  @Test
  public void anOptionMayDifferBetweenParameters() {
    TestArguments groups =
        withRate(
            arguments(), new TestArguments.ByParameter(Map.of("a.kernel", 0.0, "b.bias", 0.1)));
    try (OptimizerProbe probe = probe(groups)) {
      run(probe, 0, 3);
      assertThat(probe.value("a.kernel")).isEqualTo(start().get("a.kernel"));
      assertThat(probe.value("b.bias")).isNotEqualTo(start().get("b.bias"));
    }
  }

  @Test
  public void itFindsTheMinimumOfAQuadratic() {
    double[] curvature = {1.0, 0.3, 2.0};
    double[] minimum = {1.0, -2.0, 0.5};
    double[] from = {4.0, 1.0, -2.5};
    try (OptimizerProbe probe =
        new OptimizerProbe(optimizer(), convergingArguments(), Map.of("x", from))) {
      for (int step = 0; step < 500; step++) {
        double[] x = probe.value("x");
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          gradient[i] = curvature[i] * (x[i] - minimum[i]);
        }
        probe.step(Map.of("x", gradient));
      }
      double[] x = probe.value("x");
      for (int i = 0; i < x.length; i++) {
        assertThat(Math.abs(x[i] - minimum[i])).as("distance of x[%d]", i).isLessThan(0.05);
      }
    }
  }
}
