package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import org.junit.jupiter.api.Test;

/** What layers do in a train body that they do not do elsewhere. */
class TrainingModeTest {
  @Test
  void batchNormUsesTheBatchAndMovesItsEstimatesByTheUnbiasedVariance() {
    try (Workbench bench = Workbench.training("BatchNorm(momentum = 0.75, eps = 0.01)", 4, 3, 2)) {
      Array x = Array.random(1, 4, 3, 2);
      Array gain = bench.randomize("batch_norm.gain", 2);
      Array bias = bench.randomize("batch_norm.bias", 3);
      Array oldMean = bench.randomize("batch_norm.mean", 4);
      bench.assign("batch_norm.variance", Array.of(0.5, 2));
      double[] mean = new double[2];
      double[] variance = new double[2];
      for (int c = 0; c < 2; c++) {
        for (int i = 0; i < 12; i++) {
          mean[c] += x.at(i / 3, i % 3, c) / 12;
        }
        for (int i = 0; i < 12; i++) {
          variance[c] += Math.pow(x.at(i / 3, i % 3, c) - mean[c], 2) / 12;
        }
      }
      Array expected =
          Array.computed(
              i ->
                  (x.at(i) - mean[i[2]]) / Math.sqrt(variance[i[2]] + 0.01) * gain.at(i[2])
                      + bias.at(i[2]),
              4,
              3,
              2);
      assertClose(bench.train(x), expected, 1e-4);
      assertClose(
          bench.variable("batch_norm.mean"),
          Array.computed(i -> 0.75 * oldMean.at(i) + 0.25 * mean[i[0]], 2),
          1e-5);
      assertClose(
          bench.variable("batch_norm.variance"),
          Array.of(
              0.75 * 0.5 + 0.25 * variance[0] * 12 / 11, 0.75 * 2 + 0.25 * variance[1] * 12 / 11),
          1e-5);
    }
  }

  @Test
  void theUnbiasedVarianceKnowsTheSizeOfTheBatch() {
    try (Workbench bench = Workbench.trainingOnBatches("BatchNorm(momentum = 0.0)", 2)) {
      bench.trainOn(Array.of(new int[] {3, 2}, 1, 0, 2, 0, 6, 9));
      assertClose(bench.variable("batch_norm.mean"), Array.of(3, 3), 1e-6);
      assertClose(bench.variable("batch_norm.variance"), Array.of(7, 27), 1e-5);
      bench.trainOn(Array.of(new int[] {1, 2}, 5, 7));
      assertClose(bench.variable("batch_norm.mean"), Array.of(5, 7), 1e-6);
      assertClose(bench.variable("batch_norm.variance"), Array.of(0, 0), 1e-6);
    }
  }

  @Test
  void dropoutSilencesElementsAndKeepsTheExpectation() {
    try (Workbench bench = Workbench.training("Dropout(0.25)", 50, 80)) {
      Array y = bench.train(Array.computed(i -> 3, 50, 80));
      int silent = 0;
      for (double value : y.numbers()) {
        silent += value == 0 ? 1 : 0;
        assertThat(value == 0 || Math.abs(value - 4) < 1e-5).isTrue();
      }
      assertThat(silent / 4000.0).isBetween(0.22, 0.28);
    }
  }

  @Test
  void dropPathSilencesWholeExamplesAndKeepsTheExpectation() {
    try (Workbench bench = Workbench.training("DropPath(0.5)", 2000, 3)) {
      Array y = bench.train(Array.computed(i -> 1 + i[1], 2000, 3));
      int silent = 0;
      for (int b = 0; b < 2000; b++) {
        boolean off = y.at(b, 0) == 0;
        silent += off ? 1 : 0;
        for (int c = 0; c < 3; c++) {
          assertThat(y.at(b, c)).isEqualTo(off ? 0 : 2 * (1 + c));
        }
      }
      assertThat(silent / 2000.0).isBetween(0.46, 0.54);
    }
  }

  @Test
  void aRateOfZeroDrawsNothing() {
    try (Workbench bench = Workbench.training("Dropout(0.0)", 2, 3)) {
      Array x = Array.random(1, 2, 3);
      assertClose(bench.train(x), x, 0);
    }
  }
}
