package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import org.junit.jupiter.api.Test;

/** Attention against loops in Java. */
class AttentionTest {
  private static final String ATTENTION =
      "(q: [2, 3, 4, 8], k: [2, 3, 5, 8], v: [2, 3, 5, 6]) -> [2, 3, 4, 6] { attention(q, k, v%s) }";

  private final Array q = Array.random(1, 2, 3, 4, 8);
  private final Array k = Array.random(2, 2, 3, 5, 8);
  private final Array v = Array.random(3, 2, 3, 5, 6);

  /** Whether query {@code n} of example {@code b} sees key {@code m}. */
  private interface Sight {
    boolean sees(int b, int n, int m);
  }

  private static Array attention(Array q, Array k, Array v, Sight sight) {
    int keys = k.size(2);
    return Array.computed(
        i -> {
          double total = 0;
          double sum = 0;
          for (int m = 0; m < keys; m++) {
            if (!sight.sees(i[0], i[2], m)) {
              continue;
            }
            double score = 0;
            for (int c = 0; c < q.size(3); c++) {
              score += q.at(i[0], i[1], i[2], c) * k.at(i[0], i[1], m, c);
            }
            double weight = Math.exp(score / Math.sqrt(q.size(3)));
            total += weight;
            sum += weight * v.at(i[0], i[1], m, i[3]);
          }
          return sum / total;
        },
        q.size(0),
        q.size(1),
        q.size(2),
        v.size(3));
  }

  @Test
  void attentionIsTheSoftmaxOfScaledProductsTimesTheValues() {
    try (Workbench bench = Workbench.model(ATTENTION.formatted(""))) {
      assertClose(bench.run(q, k, v), attention(q, k, v, (b, n, m) -> true), 1e-5);
    }
  }

  @Test
  void causalQueriesAreTheLastOnes() {
    try (Workbench bench = Workbench.model(ATTENTION.formatted(", causal = true"))) {
      assertClose(bench.run(q, k, v), attention(q, k, v, (b, n, m) -> m <= n + 1), 1e-5);
    }
  }

  @Test
  void aMaskHidesKeys() {
    Array mask = Array.of(new int[] {2, 5}, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1);
    try (Workbench bench =
        Workbench.model(
            ATTENTION.formatted(", mask = seen").replace(") ->", ", seen: bool[2, 5]) ->"))) {
      assertClose(
          bench.run(q, k, v, mask), attention(q, k, v, (b, n, m) -> mask.at(b, m) > 0), 1e-5);
    }
  }

  @Test
  void headsAreCutAndJoinedAgain() {
    Array x = Array.random(1, 2, 3, 8);
    try (Workbench bench =
        Workbench.model("(x: [2, 3, 8]) -> [2, 3, 8] { x |> split_heads(4) |> merge_heads }")) {
      assertClose(bench.run(x), x, 0);
    }
    try (Workbench bench =
        Workbench.model("(x: [2, 3, 8]) -> [2, 4, 3, 2] { split_heads(x, 4) }")) {
      assertClose(
          bench.run(x), Array.computed(i -> x.at(i[0], i[2], i[1] * 2 + i[3]), 2, 4, 3, 2), 0);
    }
  }

  @Test
  void selfAttentionReadsQueriesKeysAndValuesFromOneProjection() {
    try (Workbench bench =
        Workbench.with(
            "use std.attention.{Attention}", "(x: [2, 3, 8]) -> [2, 3, 8] { x |> Attention(2) }")) {
      Array x = Array.random(1, 2, 3, 8);
      Array kernel = bench.randomize("attention.qkv.kernel", 2);
      Array bias = bench.randomize("attention.qkv.bias", 3);
      Array out = bench.randomize("attention.proj.kernel", 4);
      Array last = bench.randomize("attention.proj.bias", 5);
      Array seen =
          attention(
              part(x, kernel, bias, 0),
              part(x, kernel, bias, 8),
              part(x, kernel, bias, 16),
              (b, n, m) -> true);
      assertClose(bench.run(x), projected(seen, out, last), 1e-4);
    }
  }

  @Test
  void multiHeadAttentionLooksAtAMemory() {
    try (Workbench bench =
        Workbench.with(
            "use std.attention.{MultiHeadAttention}",
            "(x: [2, 3, 8], memory: [2, 4, 6], mask: bool[2, 4]) { x |> MultiHeadAttention(2)(memory, mask) }")) {
      Array x = Array.random(1, 2, 3, 8);
      Array memory = Array.random(2, 2, 4, 6);
      Array mask = Array.of(new int[] {2, 4}, 1, 0, 1, 1, 0, 0, 0, 1);
      String path = "multi_head_attention.";
      Array query =
          part(
              x,
              bench.randomize(path + "query.kernel", 3),
              bench.randomize(path + "query.bias", 4),
              0);
      Array key =
          part(
              memory,
              bench.randomize(path + "key.kernel", 5),
              bench.randomize(path + "key.bias", 6),
              0);
      Array value =
          part(
              memory,
              bench.randomize(path + "value.kernel", 7),
              bench.randomize(path + "value.bias", 8),
              0);
      Array seen = attention(query, key, value, (b, n, m) -> mask.at(b, m) > 0);
      Array expected =
          projected(
              seen,
              bench.randomize(path + "proj.kernel", 9),
              bench.randomize(path + "proj.bias", 10));
      assertClose(bench.run(x, memory, mask), expected, 1e-4);
    }
  }

  /** Eight outputs of a dense layer from {@code first} on, cut into two heads. */
  private static Array part(Array x, Array kernel, Array bias, int first) {
    return Array.computed(
        i -> {
          int out = first + i[1] * 4 + i[3];
          double sum = bias.at(out);
          for (int c = 0; c < kernel.size(0); c++) {
            sum += x.at(i[0], i[2], c) * kernel.at(c, out);
          }
          return sum;
        },
        x.size(0),
        2,
        x.size(1),
        4);
  }

  private static Array projected(Array heads, Array kernel, Array bias) {
    return Array.computed(
        i -> {
          double sum = bias.at(i[2]);
          for (int c = 0; c < 8; c++) {
            sum += heads.at(i[0], c / 4, i[1], c % 4) * kernel.at(c, i[2]);
          }
          return sum;
        },
        heads.size(0),
        heads.size(2),
        8);
  }

  @Test
  void theMlpHasAnActivationOfChoiceBetweenItsLayers() {
    try (Workbench bench =
        Workbench.with(
            "use std.attention.{Mlp}", "(x: [2, 3]) { x |> Mlp(5, Activation = { it * it }) }")) {
      Array x = Array.random(1, 2, 3);
      Array first = bench.randomize("mlp.linear.kernel", 2);
      Array second = bench.randomize("mlp.linear_2.kernel", 3);
      Array a = bench.randomize("mlp.linear.bias", 4);
      Array b = bench.randomize("mlp.linear_2.bias", 5);
      Array expected =
          Array.computed(
              i -> {
                double sum = b.at(i[1]);
                for (int h = 0; h < 5; h++) {
                  double hidden = a.at(h);
                  for (int c = 0; c < 3; c++) {
                    hidden += x.at(i[0], c) * first.at(c, h);
                  }
                  sum += hidden * hidden * second.at(h, i[1]);
                }
                return sum;
              },
              2,
              3);
      assertClose(bench.run(x), expected, 1e-4);
      assertThat(bench.paths()).hasSize(4);
    }
  }
}
