package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import org.junit.jupiter.api.Test;

/** What each layer of {@code std.nn} computes in inference, against loops in Java. */
class LayersTest {
  @Test
  void linearIsAnAffineMapOfTheLastAxis() {
    try (Workbench bench =
        Workbench.model("(x: [2, 3, 4]) -> [2, 3, 5] { x |> Linear(5) }", "Linear")) {
      Array x = Array.random(1, 2, 3, 4);
      Array kernel = bench.randomize("linear.kernel", 2);
      Array bias = bench.randomize("linear.bias", 3);
      Array expected =
          Array.computed(
              i -> {
                double sum = bias.at(i[2]);
                for (int c = 0; c < 4; c++) {
                  sum += x.at(i[0], i[1], c) * kernel.at(c, i[2]);
                }
                return sum;
              },
              2,
              3,
              5);
      assertClose(bench.run(x), expected, 1e-5);
    }
  }

  @Test
  void valuesOfDenseAndConvolutionStartUniformWithinOneOverTheRootOfTheFanIn() {
    try (Workbench bench =
        Workbench.model(
            "(x: [1, 8, 8, 12]) { x |> Conv2d(96, kernel = [3, 2], groups = 2) |> flatten |> Linear(40) }",
            "Conv2d, Linear")) {
      assertUniform(bench.variable("conv2d.kernel"), Math.sqrt(1.0 / (3 * 2 * 6)));
      assertUniform(bench.variable("conv2d.bias"), Math.sqrt(1.0 / (3 * 2 * 6)));
      assertUniform(bench.variable("linear.kernel"), Math.sqrt(1.0 / (64 * 96)));
    }
  }

  private static void assertUniform(Array values, double bound) {
    double largest = 0;
    double square = 0;
    for (double value : values.numbers()) {
      largest = Math.max(largest, Math.abs(value));
      square += value * value / values.numbers().length;
    }
    assertThat(largest).isLessThanOrEqualTo(bound * (1 + 1e-6)).isGreaterThan(0.9 * bound);
    assertThat(Math.sqrt(square)).isBetween(0.4 * bound, 0.75 * bound);
  }

  @Test
  void anInitializerReplacesTheKernelsDraws() {
    try (Workbench bench =
        Workbench.model(
            "(x: [1, 3]) { x |> Linear(2, init = constant(0.5), bias = false) }", "Linear")) {
      assertThat(bench.variable("linear.kernel").numbers()).containsOnly(0.5);
      assertThat(bench.paths()).containsExactly("linear.kernel");
      assertThat(bench.run(Array.of(new int[] {1, 3}, 1, 2, 3)).numbers()).containsExactly(3, 3);
    }
  }

  @Test
  void sameConvolutionGivesTheCeilingOfSizeOverStrideAndPadsMoreAtTheEnd() {
    try (Workbench bench =
        Workbench.model("(x: [2, 6, 5, 3]) { x |> Conv2d(4, kernel = 4, stride = 2) }", "Conv2d")) {
      Array x = Array.random(1, 2, 6, 5, 3);
      Array kernel = bench.randomize("conv2d.kernel", 2);
      Array bias = bench.randomize("conv2d.bias", 3);
      // height: 3 rows need (3 - 1) * 2 + 4 - 6 = 2 more, 1 above; width: 3 columns need 3, 1 left
      assertClose(
          bench.run(x), convolution(x, kernel, bias, new Window(2, 2, 1, 1, 1, 1, 3, 3)), 1e-4);
    }
  }

  @Test
  void windowsStridesAndPadsDifferByAxis() {
    try (Workbench bench =
        Workbench.model(
            "(x: [1, 7, 6, 2]) { x |> Conv2d(3, kernel = [3, 2], stride = [2, 1], pad = [1, 0, 0, 1]) }",
            "Conv2d")) {
      Array x = Array.random(1, 1, 7, 6, 2);
      Array kernel = bench.randomize("conv2d.kernel", 2);
      Array bias = bench.randomize("conv2d.bias", 3);
      assertClose(
          bench.run(x), convolution(x, kernel, bias, new Window(2, 1, 1, 0, 1, 1, 3, 6)), 1e-4);
    }
  }

  @Test
  void aDilatedKernelSkipsPixels() {
    try (Workbench bench =
        Workbench.model(
            "(x: [1, 9, 8, 2]) { x |> Conv2d(3, kernel = 3, dilation = 2, pad = \"valid\", bias = false) }",
            "Conv2d")) {
      Array x = Array.random(1, 1, 9, 8, 2);
      Array kernel = bench.randomize("conv2d.kernel", 2);
      assertClose(
          bench.run(x),
          convolution(x, kernel, Array.zeros(3), new Window(1, 1, 0, 0, 2, 2, 5, 4)),
          1e-4);
    }
  }

  @Test
  void groupsDoNotMix() {
    try (Workbench bench =
        Workbench.model(
            "(x: [1, 4, 4, 6]) { x |> Conv2d(4, kernel = 3, pad = 1, groups = 2) }", "Conv2d")) {
      Array x = Array.random(1, 1, 4, 4, 6);
      Array kernel = bench.randomize("conv2d.kernel", 2);
      Array bias = bench.randomize("conv2d.bias", 3);
      assertThat(kernel.shape()).containsExactly(3, 3, 3, 4);
      assertClose(
          bench.run(x), convolution(x, kernel, bias, new Window(1, 1, 1, 1, 1, 1, 4, 4)), 1e-4);
    }
  }

  /** Strides, pads above and left, dilations, and the size of the result. */
  private record Window(
      int down, int right, int top, int left, int rows, int columns, int height, int width) {}

  private static Array convolution(Array x, Array kernel, Array bias, Window window) {
    int depth = kernel.size(2);
    int out = kernel.size(3);
    int perGroup = out / (x.size(3) / depth);
    return Array.computed(
        i -> {
          double sum = bias.at(i[3]);
          int first = i[3] / perGroup * depth;
          for (int h = 0; h < kernel.size(0); h++) {
            for (int w = 0; w < kernel.size(1); w++) {
              int row = i[1] * window.down - window.top + h * window.rows;
              int column = i[2] * window.right - window.left + w * window.columns;
              for (int c = 0; c < depth; c++) {
                sum += x.padded(i[0], row, column, first + c) * kernel.at(h, w, c, i[3]);
              }
            }
          }
          return sum;
        },
        x.size(0),
        window.height,
        window.width,
        out);
  }

  @Test
  void aDepthwiseConvolutionKeepsChannelsApart() {
    try (Workbench bench =
        Workbench.model(
            "(x: [2, 5, 6, 3]) { x |> DepthwiseConv2d(kernel = 3, stride = 2, multiplier = 2) }",
            "DepthwiseConv2d")) {
      Array x = Array.random(1, 2, 5, 6, 3);
      Array kernel = bench.randomize("depthwise_conv2d.kernel", 2);
      Array bias = bench.randomize("depthwise_conv2d.bias", 3);
      assertThat(kernel.shape()).containsExactly(3, 3, 3, 2);
      Array expected =
          Array.computed(
              i -> {
                double sum = bias.at(i[3]);
                for (int h = 0; h < 3; h++) {
                  for (int w = 0; w < 3; w++) {
                    // height 5: one row above and below; width 6: one column to the right only
                    sum +=
                        x.padded(i[0], i[1] * 2 - 1 + h, i[2] * 2 + w, i[3] / 2)
                            * kernel.at(h, w, i[3] / 2, i[3] % 2);
                  }
                }
                return sum;
              },
              2,
              3,
              3,
              6);
      assertClose(bench.run(x), expected, 1e-4);
    }
  }

  @Test
  void aTransposedConvolutionSpreadsEachPixelByItsKernel() {
    transposed("\"same\"", 4, 2, 1, 6, 10);
    transposed("\"valid\"", 3, 2, 0, 7, 11);
  }

  private static void transposed(
      String pad, int size, int stride, int before, int height, int width) {
    try (Workbench bench =
        Workbench.model(
            "(x: [2, 3, 5, 2]) { x |> ConvTranspose2d(3, kernel = %d, stride = %d, pad = %s) }"
                .formatted(size, stride, pad),
            "ConvTranspose2d")) {
      Array x = Array.random(1, 2, 3, 5, 2);
      Array kernel = bench.randomize("conv_transpose2d.kernel", 2);
      Array bias = bench.randomize("conv_transpose2d.bias", 3);
      assertThat(kernel.shape()).containsExactly(size, size, 3, 2);
      Array expected = Array.computed(i -> bias.at(i[3]), 2, height, width, 3);
      for (int b = 0; b < 2; b++) {
        for (int row = 0; row < 3; row++) {
          for (int column = 0; column < 5; column++) {
            for (int h = 0; h < size; h++) {
              for (int w = 0; w < size; w++) {
                int y = row * stride - before + h;
                int z = column * stride - before + w;
                if (y < 0 || y >= height || z < 0 || z >= width) {
                  continue;
                }
                for (int o = 0; o < 3; o++) {
                  for (int c = 0; c < 2; c++) {
                    expected.add(x.at(b, row, column, c) * kernel.at(h, w, o, c), b, y, z, o);
                  }
                }
              }
            }
          }
        }
      }
      assertClose(bench.run(x), expected, 1e-4);
    }
  }

  @Test
  void batchNormUsesItsEstimatesInInference() {
    try (Workbench bench =
        Workbench.model("(x: [2, 3, 4]) { x |> BatchNorm(eps = 0.01) }", "BatchNorm")) {
      Array x = Array.random(1, 2, 3, 4);
      Array gain = bench.randomize("batch_norm.gain", 2);
      Array bias = bench.randomize("batch_norm.bias", 3);
      Array mean = bench.randomize("batch_norm.mean", 4);
      Array variance = Array.of(0.5, 1, 2, 4);
      bench.assign("batch_norm.variance", variance);
      Array expected =
          Array.computed(
              i ->
                  (x.at(i) - mean.at(i[2])) / Math.sqrt(variance.at(i[2]) + 0.01) * gain.at(i[2])
                      + bias.at(i[2]),
              2,
              3,
              4);
      assertClose(bench.run(x), expected, 1e-5);
      assertThat(bench.variable("batch_norm.mean").numbers()).containsExactly(mean.numbers());
    }
  }

  @Test
  void aBatchNormWithoutScaleHasNoGain() {
    try (Workbench bench =
        Workbench.model("(x: [2, 4]) { x |> BatchNorm(scale = false) }", "BatchNorm")) {
      assertThat(bench.paths())
          .containsExactlyInAnyOrder("batch_norm.bias", "batch_norm.mean", "batch_norm.variance");
      Array x = Array.random(1, 2, 4);
      assertClose(bench.run(x), Array.computed(i -> x.at(i) / Math.sqrt(1 + 1e-5), 2, 4), 1e-5);
    }
  }

  @Test
  void layerNormWorksOnEachPositionAlone() {
    try (Workbench bench =
        Workbench.model("(x: [2, 3, 8]) { x |> LayerNorm(eps = 0.1) }", "LayerNorm")) {
      Array x = Array.random(1, 2, 3, 8);
      Array gain = bench.randomize("layer_norm.gain", 2);
      Array bias = bench.randomize("layer_norm.bias", 3);
      Array expected =
          Array.computed(
              i -> {
                double mean = 0;
                for (int c = 0; c < 8; c++) {
                  mean += x.at(i[0], i[1], c) / 8;
                }
                double variance = 0;
                for (int c = 0; c < 8; c++) {
                  variance += Math.pow(x.at(i[0], i[1], c) - mean, 2) / 8;
                }
                return (x.at(i) - mean) / Math.sqrt(variance + 0.1) * gain.at(i[2]) + bias.at(i[2]);
              },
              2,
              3,
              8);
      assertClose(bench.run(x), expected, 1e-5);
    }
  }

  @Test
  void groupNormWorksOnAllPositionsOfAGroup() {
    try (Workbench bench =
        Workbench.model("(x: [2, 3, 2, 6]) { x |> GroupNorm(3, eps = 0.1) }", "GroupNorm")) {
      Array x = Array.random(1, 2, 3, 2, 6);
      Array gain = bench.randomize("group_norm.gain", 2);
      Array bias = bench.randomize("group_norm.bias", 3);
      Array expected =
          Array.computed(
              i -> {
                double mean = 0;
                double square = 0;
                int first = i[3] / 2 * 2;
                for (int h = 0; h < 3; h++) {
                  for (int w = 0; w < 2; w++) {
                    for (int c = first; c < first + 2; c++) {
                      mean += x.at(i[0], h, w, c) / 12;
                      square += Math.pow(x.at(i[0], h, w, c), 2) / 12;
                    }
                  }
                }
                return (x.at(i) - mean) / Math.sqrt(square - mean * mean + 0.1) * gain.at(i[3])
                    + bias.at(i[3]);
              },
              2,
              3,
              2,
              6);
      assertClose(bench.run(x), expected, 1e-5);
    }
  }

  @Test
  void rmsNormDividesByTheRootOfTheMeanSquare() {
    try (Workbench bench = Workbench.model("(x: [3, 8]) { x |> RmsNorm(eps = 0.1) }", "RmsNorm")) {
      Array x = Array.random(1, 3, 8);
      Array gain = bench.randomize("rms_norm.gain", 2);
      Array expected =
          Array.computed(
              i -> {
                double square = 0;
                for (int c = 0; c < 8; c++) {
                  square += x.at(i[0], c) * x.at(i[0], c) / 8;
                }
                return x.at(i) / Math.sqrt(square + 0.1) * gain.at(i[1]);
              },
              3,
              8);
      assertClose(bench.run(x), expected, 1e-5);
    }
  }

  @Test
  void embeddingLooksUpRows() {
    try (Workbench bench =
        Workbench.model("(x: i64[2, 3]) -> [2, 3, 4] { x |> Embedding(5, 4) }", "Embedding")) {
      Array table = bench.randomize("embedding.table", 1);
      Array index = Array.of(new int[] {2, 3}, 4, 0, 1, 1, 3, 2);
      Array expected = Array.computed(i -> table.at((int) index.at(i[0], i[1]), i[2]), 2, 3, 4);
      assertClose(bench.run(index), expected, 0);
    }
  }

  @Test
  void anIndexOutsideTheTableEndsTheStep() {
    try (Workbench bench = Workbench.model("(x: i64[2]) { x |> Embedding(5, 4) }", "Embedding")) {
      assertThat(bench.failure(Array.of(4, 5)))
          .contains("an index of the embedding lies outside 0 to 4");
      assertThat(bench.failure(Array.of(-1, 0)))
          .contains("an index of the embedding lies outside 0 to 4");
    }
  }

  @Test
  void pReluHasASlopePerChannel() {
    try (Workbench bench = Workbench.model("(x: [2, 3]) { x |> PRelu() }", "PRelu")) {
      assertThat(bench.variable("prelu.slope").numbers()).containsOnly(0.25);
      Array slope = bench.randomize("prelu.slope", 2);
      Array x = Array.of(new int[] {2, 3}, 1, -1, 0, -2, 3, -4);
      assertClose(
          bench.run(x),
          Array.computed(i -> x.at(i) > 0 ? x.at(i) : slope.at(i[1]) * x.at(i), 2, 3),
          1e-6);
    }
  }

  @Test
  void dropoutAndDropPathDoNothingInInference() {
    try (Workbench bench =
        Workbench.model(
            "(x: [4, 5]) { x |> Dropout(0.5) |> DropPath(0.5) }", "Dropout, DropPath")) {
      Array x = Array.random(1, 4, 5);
      assertClose(bench.run(x), x, 1e-7);
    }
  }
}
