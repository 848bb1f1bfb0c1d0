package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.RANDOM_NORMAL;
import static org.netwright.spi.graph.Primitive.RANDOM_TRUNCATED_NORMAL;
import static org.netwright.spi.graph.Primitive.RANDOM_UNIFORM;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

class RandomNumbersTest {
  private static final int COUNT = 20_000;

  private static double[] draw(Primitive primitive, long key, long counter) {
    Trial trial = new Trial();
    Value count = trial.in(Trial.type(ElementType.I64), counter);
    Attributes attributes = Attributes.of("shape", Shape.of(COUNT), "key", key);
    return trial.run(trial.op(primitive, attributes, count));
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double variance(double[] numbers) {
    double mean = mean(numbers);
    return Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  @Test
  void uniformDrawsFillTheUnitInterval() {
    double[] u = draw(RANDOM_UNIFORM, 7, 0);
    assertThat(Arrays.stream(u)).allMatch(x -> x >= 0 && x < 1);
    assertThat(mean(u)).isCloseTo(0.5, within(0.01));
    assertThat(variance(u)).isCloseTo(1 / 12d, within(0.003));
  }

  @Test
  void normalDrawsHaveUnitVariance() {
    double[] n = draw(RANDOM_NORMAL, 7, 0);
    assertThat(mean(n)).isCloseTo(0, within(0.03));
    assertThat(variance(n)).isCloseTo(1, within(0.04));
    assertThat(Arrays.stream(n)).anyMatch(x -> Math.abs(x) > 3);
  }

  /** A standard normal cut at ±2 has variance 1 − 4 φ(2) / (2 Φ(2) − 1) = 0.7737. */
  @Test
  void truncatedDrawsStayWithinTwoDeviations() {
    double[] t = draw(RANDOM_TRUNCATED_NORMAL, 7, 0);
    assertThat(Arrays.stream(t)).allMatch(x -> Math.abs(x) <= 2);
    assertThat(variance(t)).isCloseTo(0.7737, within(0.03));
  }

  @Test
  void oneKeyAndCounterAlwaysDrawTheSame() {
    long key = 0x9e3779b97f4a7c15L;
    double[] first = draw(RANDOM_NORMAL, key, 3);
    assertThat(draw(RANDOM_NORMAL, key, 3)).containsExactly(first);
    assertThat(draw(RANDOM_NORMAL, key, 4)).isNotEqualTo(first);
    assertThat(draw(RANDOM_NORMAL, key + 1, 3)).isNotEqualTo(first);
  }
}
