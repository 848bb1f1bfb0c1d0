package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the functions of {@code std.tensor} that are written in the language give. */
class FunctionsTest {
  private static final Array LINE = Array.of(-8, -3, -1, -0.5, 0, 0.5, 1, 3, 8);

  /** Published values: the normal distribution at 1 is 0.8413447 and at 3 is 0.9986501. */
  @ParameterizedTest
  @CsvSource({
    "gelu, -1, -0.15865525", "gelu, 1, 0.84134475", "gelu, 3, 2.99595031",
    "gelu_tanh, 1, 0.84119199", "gelu_tanh, -1, -0.15880801", "silu, 1, 0.73105858",
    "hard_swish, 1, 0.66666667", "hard_sigmoid, 1, 0.66666667", "elu, -1, -0.63212056",
    "softsign, -1, -0.5", "leaky_relu, -3, -0.03", "relu6, 8, 6",
  })
  void anActivationHasItsPublishedValue(String name, double x, double y) {
    try (Workbench bench = Workbench.model("(x: [1]) { x |> " + name + " }")) {
      assertThat(bench.run(Array.of(x)).at(0)).isCloseTo(y, within());
    }
  }

  @Test
  void activationsFollowTheirFormulas() {
    check("silu(x)", x -> x / (1 + Math.exp(-x)));
    check("relu6(x)", x -> Math.min(Math.max(x, 0), 6));
    check("hard_sigmoid(x)", x -> Math.min(Math.max(x + 3, 0), 6) / 6);
    check("hard_swish(x)", x -> x * Math.min(Math.max(x + 3, 0), 6) / 6);
    check("leaky_relu(x, 0.2)", x -> x > 0 ? x : 0.2 * x);
    check("elu(x, alpha = 0.5)", x -> x > 0 ? x : 0.5 * Math.expm1(x));
    check("softsign(x)", x -> x / (1 + Math.abs(x)));
    check(
        "gelu_tanh(x)",
        x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
  }

  private static void check(String expression, DoubleUnaryOperator formula) {
    try (Workbench bench = Workbench.model("(x: [9]) { " + expression + " }")) {
      assertClose(bench.run(LINE), Array.computed(i -> formula.applyAsDouble(LINE.at(i)), 9), 1e-6);
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  @Test
  void logsumexpSurvivesLargeAndInfiniteNumbers() {
    double inf = Double.NEGATIVE_INFINITY;
    Array x = Array.of(new int[] {3, 2}, 1000, 1000, inf, inf, 0, inf);
    try (Workbench bench = Workbench.model("(x: [3, 2]) -> [3] { logsumexp(x) }")) {
      assertClose(bench.run(x), Array.of(1000 + Math.log(2), inf, 0), 1e-4);
    }
    try (Workbench bench =
        Workbench.model("(x: [3, 2]) -> [1, 2] { logsumexp(x, axis = 0, keep = true) }")) {
      Array y = Array.of(new int[] {3, 2}, 1, 2, 3, 4, 5, 6);
      assertClose(
          bench.run(y),
          Array.of(
              new int[] {1, 2},
              Math.log(Math.exp(1) + Math.exp(3) + Math.exp(5)),
              Math.log(Math.exp(2) + Math.exp(4) + Math.exp(6))),
          1e-5);
    }
  }

  @Test
  void normsAreEuclideanAndZerosStayZeros() {
    Array x = Array.of(new int[] {2, 2}, 3, 4, 0, 0);
    try (Workbench bench = Workbench.model("(x: [2, 2]) -> [2] { l2_norm(x, axis = 1) }")) {
      assertClose(bench.run(x), Array.of(5, 0), 1e-6);
    }
    try (Workbench bench =
        Workbench.model("(x: [2, 2]) -> [2, 2] { l2_normalize(x, axis = -1) }")) {
      assertClose(bench.run(x), Array.of(new int[] {2, 2}, 0.6, 0.8, 0, 0), 1e-6);
    }
  }

  @Test
  void aWeightedMeanTakesNumbersAndBools() {
    Array x = Array.of(1, 2, 3, 4);
    try (Workbench bench =
        Workbench.model("(x: [4]) -> [] { weighted_mean(x, cast(x > 2, f32) * x) }")) {
      assertClose(bench.run(x), Array.of(new int[] {}, 25.0 / 7), 1e-6);
    }
    try (Workbench bench = Workbench.model("(x: [4]) -> [] { weighted_mean(x, x > 2) }")) {
      assertClose(bench.run(x), Array.of(new int[] {}, 3.5), 1e-6);
    }
    try (Workbench bench = Workbench.model("(x: [4]) -> [] { weighted_mean(x, x > 9) }")) {
      assertClose(bench.run(x), Array.of(new int[] {}, 0), 0);
    }
  }

  @Test
  void targetsAreSmoothedTowardsTheUniformDistribution() {
    try (Workbench bench = Workbench.model("(y: [1, 4]) { smooth(y, 0.2) }")) {
      assertClose(
          bench.run(Array.of(new int[] {1, 4}, 0, 1, 0, 0)),
          Array.of(new int[] {1, 4}, 0.05, 0.85, 0.05, 0.05),
          1e-6);
    }
  }

  @Test
  void lerpGoesFromTheFirstToTheSecond() {
    try (Workbench bench = Workbench.model("(x: [3]) { lerp(x, 2 * x, x / 4) }")) {
      assertClose(bench.run(Array.of(0, 2, 4)), Array.of(0, 3, 8), 1e-6);
    }
  }

  @Test
  void aLineHasBothItsEnds() {
    try (Workbench bench = Workbench.model("(x: [5]) { x * 0 + linspace(1.0, 3.0, 5) }")) {
      assertClose(bench.run(Array.zeros(5)), Array.of(1, 1.5, 2, 2.5, 3), 1e-6);
    }
  }

  @Test
  void cumprodMultipliesWhatStandsBefore() {
    try (Workbench bench = Workbench.model("(x: [4]) -> [4] { cumprod(x) }")) {
      assertClose(bench.run(Array.of(2, -3, 0.5, 0)), Array.of(2, -6, -3, 0), 1e-6);
    }
  }

  @Test
  void sinusoidsAlternate() {
    try (Workbench bench = Workbench.model("(x: i32[2, 3]) -> [2, 3, 6] { sinusoid(x, 6) }")) {
      Array x = Array.of(new int[] {2, 3}, 0, 1, 2, 3, 50, 100);
      Array expected =
          Array.computed(
              i -> {
                double angle = x.at(i[0], i[1]) / Math.pow(10_000, i[2] / 2 * 2 / 6.0);
                return i[2] % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
              },
              2,
              3,
              6);
      assertClose(bench.run(x), expected, 1e-4);
    }
  }

  @Test
  void theLastTokenIsThatWithTheLargestNumber() {
    try (Workbench bench =
        Workbench.model("(x: [2, 3, 2], w: i64[2, 3]) -> [2, 2] { last_token(x, w) }")) {
      assertClose(
          bench.run(Array.counting(2, 3, 2), Array.of(new int[] {2, 3}, 5, 9, 1, 7, 2, 1)),
          Array.of(new int[] {2, 2}, 2, 3, 6, 7),
          0);
    }
  }

  @Test
  void rowsAreRepeatedAsBlocksOrSideBySide() {
    try (Workbench bench = Workbench.model("(x: [1, 2]) -> [3, 2] { repeat_rows(x, 3) }")) {
      assertThat(bench.run(Array.of(new int[] {1, 2}, 1, 2)).numbers())
          .containsExactly(1, 2, 1, 2, 1, 2);
    }
    try (Workbench bench = Workbench.model("(x: [2, 2]) -> [4, 2] { spread(x, 2) }")) {
      assertThat(bench.run(Array.counting(2, 2)).numbers()).containsExactly(0, 1, 0, 1, 2, 3, 2, 3);
    }
  }

  @Test
  void theLastAxisUnfolds() {
    try (Workbench bench = Workbench.model("(x: [2, 6]) -> [2, 2, 3] { unfold(x, [2, 3]) }")) {
      assertThat(bench.run(Array.counting(2, 6)).numbers())
          .containsExactly(Array.counting(12).numbers());
    }
  }

  @Test
  void pixelsAreRepeatedInBothDirections() {
    try (Workbench bench = Workbench.model("(x: [1, 2, 2, 1]) -> [1, 4, 4, 1] { upsample(x) }")) {
      assertThat(bench.run(Array.counting(1, 2, 2, 1)).numbers())
          .containsExactly(0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3);
    }
  }

  @Test
  void globalPoolsLeaveOneNumberPerChannel() {
    Array x = Array.counting(1, 2, 2, 2);
    try (Workbench bench = Workbench.model("(x: [1, 2, 2, 2]) -> [1, 2] { global_avg_pool(x) }")) {
      assertThat(bench.run(x).numbers()).containsExactly(3, 4);
    }
    try (Workbench bench = Workbench.model("(x: [1, 2, 2, 2]) -> [1, 2] { global_max_pool(x) }")) {
      assertThat(bench.run(x).numbers()).containsExactly(6, 7);
    }
  }

  @Test
  void putSetsOnePlaceOfEachRow() {
    Array x = Array.of(new int[] {2, 3}, 1, 2, 3, 4, 5, 6);
    try (Workbench bench =
        Workbench.model("(x: i32[2, 3], y: i32[2]) -> i32[2, 3] { x |> put(1, 7) |> put(2, y) }")) {
      assertClose(bench.run(x, Array.of(8, 9)), Array.of(new int[] {2, 3}, 1, 7, 8, 4, 7, 9), 0);
    }
    try (Workbench bench =
        Workbench.model("(x: [2, 3], i: i32[]) -> [2, 3] { put(x, i + 1, 0.5) }")) {
      assertClose(
          bench.run(x, Array.of(new int[] {}, 1)),
          Array.of(new int[] {2, 3}, 1, 2, 0.5, 4, 5, 0.5),
          0);
      assertClose(bench.run(x, Array.of(new int[] {}, 7)), x, 0);
    }
  }

  /** Mean a / (a + b) and variance a·b / ((a + b)²·(a + b + 1)). */
  @ParameterizedTest
  @CsvSource({"0.8, 0.8", "1, 1", "2, 5", "0.1, 0.3"})
  void betaDrawsHaveTheirMeanAndVariance(double a, double b) {
    try (Workbench bench =
        Workbench.model(
            "(x: [1]) -> [20000] { x - x + random_beta(" + a + ", " + b + ", [20000]) }")) {
      double[] draws = bench.run(Array.of(0)).numbers();
      double mean = java.util.Arrays.stream(draws).average().orElseThrow();
      double variance =
          java.util.Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
      assertThat(java.util.Arrays.stream(draws)).allMatch(d -> d >= 0 && d <= 1);
      assertThat(mean).isCloseTo(a / (a + b), org.assertj.core.data.Offset.offset(0.01));
      assertThat(variance)
          .isCloseTo(
              a * b / ((a + b) * (a + b) * (a + b + 1)),
              org.assertj.core.data.Offset.offset(0.005));
    }
  }

  @Test
  void aBoxMaskIsOneBoxOfAtMostItsShare() {
    for (double area : new double[] {0, 0.3, 1}) {
      try (Workbench bench =
          Workbench.model(
              "(x: [1]) -> [8, 12] { cast(random_box_mask([8, 12], area = "
                  + area
                  + "), f32) + x[0] }")) {
        Array mask = bench.run(Array.of(0));
        int[] rows = new int[8];
        int[] columns = new int[12];
        int inside = 0;
        for (int h = 0; h < 8; h++) {
          for (int w = 0; w < 12; w++) {
            rows[h] |= (int) mask.at(h, w);
            columns[w] |= (int) mask.at(h, w);
            inside += (int) mask.at(h, w);
          }
        }
        int height = java.util.Arrays.stream(rows).sum();
        int width = java.util.Arrays.stream(columns).sum();
        assertThat(inside).isEqualTo(height * width);
        assertThat(height).isLessThanOrEqualTo((int) (8 * Math.sqrt(area)));
        assertThat(width).isLessThanOrEqualTo((int) (12 * Math.sqrt(area)));
        assertThat(inside > 0).isEqualTo(area > 0);
      }
    }
  }
}
