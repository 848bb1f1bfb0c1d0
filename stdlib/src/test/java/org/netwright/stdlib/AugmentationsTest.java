package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Augmentations of images against loops in Java, and what their draws may be. */
class AugmentationsTest {
  private static Array run(String expression, Array x) {
    return run(expression, x, "u8");
  }

  private static Array run(String expression, Array x, String type) {
    String shape = Arrays.toString(x.shape());
    try (Workbench bench = Workbench.model("(x: " + type + shape + ") { " + expression + " }")) {
      return bench.run(x);
    }
  }

  /** Pictures of bytes that look random. */
  private static Array pictures(int records, int height, int width, int channels) {
    return Array.computed(
        i -> (i[0] * 31 + i[1] * 57 + i[2] * 101 + i[3] * 17 + i[1] * i[2] * 13) % 256,
        records,
        height,
        width,
        channels);
  }

  /** Triangle weights as wide as the larger of the old and the new pixel. */
  private static double[] weights(double low, double length, int from, int to, int at) {
    double scale = length / to;
    double reach = Math.max(1, scale);
    double centre = low + (at + 0.5) * scale - 0.5;
    double[] weights = new double[from];
    Arrays.setAll(weights, j -> Math.max(0, 1 - Math.abs(j - centre) / reach));
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  private static Array resized(Array x, double[] box, int height, int width) {
    int high = x.size(1);
    int wide = x.size(2);
    return Array.computed(
        i -> {
          double[] rows = weights(box[0] * high, box[2] * high, high, height, i[1]);
          double[] columns = weights(box[1] * wide, box[3] * wide, wide, width, i[2]);
          double sum = 0;
          for (int h = 0; h < high; h++) {
            for (int w = 0; w < wide; w++) {
              sum += rows[h] * columns[w] * x.at(i[0], h, w, i[3]);
            }
          }
          return sum;
        },
        x.size(0),
        height,
        width,
        x.size(3));
  }

  @Test
  void aCropIsResizedWithAntiAliasing() {
    Array x = pictures(2, 8, 10, 3);
    double[] box = {0.25, 0.2, 0.5, 0.7};
    String boxes = "stack([stack([0.25, 0.2, 0.5, 0.7]), stack([0.25, 0.2, 0.5, 0.7])])";
    assertClose(run("crop_resize(x, " + boxes + ", [3, 9])", x), resized(x, box, 3, 9), 0.51);
    String whole = "stack([stack([0.0, 0.0, 1.0, 1.0]), stack([0.0, 0.0, 1.0, 1.0])])";
    assertClose(run("crop_resize(x, " + whole + ", [8, 10])", x), x, 0);
    assertClose(
        run("crop_resize(x, " + whole + ", [2, 3])", x, "f32"),
        resized(x, new double[] {0, 0, 1, 1}, 2, 3),
        1e-3);
  }

  @Test
  void theShorterSideGetsTheSize() {
    assertThat(run("resize_short(x, 4)", pictures(2, 6, 9, 3)).shape()).containsExactly(2, 4, 6, 3);
    assertThat(run("resize_short(x, 4)", pictures(2, 9, 6, 3)).shape()).containsExactly(2, 6, 4, 3);
    Array square = pictures(1, 5, 5, 1);
    assertClose(run("resize_short(x, 5)", square), square, 0);
    assertThat(run("x |> resize_short(8) |> center_crop(7)", Array.counting(5, 9, 3)).shape())
        .containsExactly(7, 7, 3);
  }

  @Test
  void cropsDifferFromRecordToRecordAndStayInside() {
    Array rows = Array.computed(i -> 10 * i[1], 100, 20, 6, 1);
    Array y = run("random_resized_crop(x, [2, 2], scale = [0.1, 0.5])", rows, "f32");
    Set<Double> tops = new HashSet<>();
    for (int b = 0; b < 100; b++) {
      assertThat(y.at(b, 0, 0, 0)).isBetween(0.0, 190.0);
      assertThat(y.at(b, 1, 0, 0)).isGreaterThan(y.at(b, 0, 0, 0));
      tops.add(y.at(b, 0, 0, 0));
    }
    assertThat(tops).hasSizeGreaterThan(95);
  }

  @Test
  void boxesHaveTheAreasAndRatiosAskedFor() {
    Array boxes = run("random_crop_box([0.2, 0.4], shape = [300])", Array.zeros(300, 1), "f32");
    for (int b = 0; b < 300; b++) {
      double high = boxes.at(b, 2);
      double wide = boxes.at(b, 3);
      assertThat(high * wide).isBetween(0.199, 0.401);
      assertThat(wide / high).isBetween(0.749, 1.334);
      assertThat(boxes.at(b, 0) + high).isBetween(0.0, 1.0001);
      assertThat(boxes.at(b, 1)).isBetween(0.0, 1 - wide + 1e-6);
    }
  }

  @Test
  void aRecordIsFlippedIfItIsSaid() {
    Array x = pictures(2, 2, 3, 1);
    Array y = run("flip_if(x, range(2) == 1)", x);
    assertClose(
        y, Array.computed(i -> x.at(i[0], i[1], i[0] == 1 ? 2 - i[2] : i[2], i[3]), 2, 2, 3, 1), 0);
  }

  @Test
  void bytesLoseBitsOrAreInverted() {
    Array x = pictures(1, 8, 8, 3);
    assertClose(
        run("posterize(x, 3)", x),
        Array.computed(i -> Math.floor(x.at(i) / 32) * 32, 1, 8, 8, 3),
        0);
    assertClose(
        run("solarize(x, 100.0)", x),
        Array.computed(i -> x.at(i) < 100 ? x.at(i) : 255 - x.at(i), 1, 8, 8, 3),
        0);
  }

  @Test
  void contrastIsStretchedForEachChannelOfEachRecord() {
    Array x = Array.computed(i -> 10 + i[0] + 3 * i[1] + 20 * i[3], 2, 4, 1, 2);
    assertClose(
        run("auto_contrast(x)", x), Array.computed(i -> Math.rint(85.0 * i[1]), 2, 4, 1, 2), 0);
    Array flat = Array.computed(i -> 7, 1, 2, 2, 1);
    assertClose(run("auto_contrast(x)", flat), flat, 0);
  }

  @Test
  void equalizedCountsFollowTheTableOfImageLibraries() {
    Array x = Array.computed(i -> (i[1] * 40 + i[2]) % (5 + 60 * i[3]) * (1 + i[0]), 2, 40, 40, 2);
    Array y = run("equalize(x)", x);
    for (int b = 0; b < 2; b++) {
      for (int c = 0; c < 2; c++) {
        int[] table = table(x, b, c);
        for (int h = 0; h < 40; h++) {
          for (int w = 0; w < 40; w++) {
            assertThat(y.at(b, h, w, c)).isEqualTo(table[(int) x.at(b, h, w, c)]);
          }
        }
      }
    }
  }

  private static int[] table(Array x, int record, int channel) {
    int[] counts = new int[256];
    for (int h = 0; h < x.size(1); h++) {
      for (int w = 0; w < x.size(2); w++) {
        counts[(int) x.at(record, h, w, channel)]++;
      }
    }
    int last = 255;
    while (counts[last] == 0) {
      last--;
    }
    int step = (x.size(1) * x.size(2) - counts[last]) / 255;
    int[] table = new int[256];
    int below = step / 2;
    for (int i = 0; i < 256; i++) {
      table[i] = step == 0 ? i : Math.min(255, below / step);
      below += counts[i];
    }
    return table;
  }

  @Test
  void aQuarterTurnGoesToEitherSide() {
    Array x = pictures(60, 5, 5, 1);
    Array y = run("rotate(x, 90.0)", x);
    int left = 0;
    for (int b = 0; b < 60; b++) {
      boolean isLeft = true;
      boolean isRight = true;
      for (int h = 0; h < 5; h++) {
        for (int w = 0; w < 5; w++) {
          isLeft &= y.at(b, h, w, 0) == x.at(b, w, 4 - h, 0);
          isRight &= y.at(b, h, w, 0) == x.at(b, 4 - w, h, 0);
        }
      }
      assertThat(isLeft || isRight).isTrue();
      left += isLeft ? 1 : 0;
    }
    assertThat(left).isBetween(15, 45);
    assertClose(run("rotate(x, 0.0)", x), x, 0);
    assertClose(run("shear(x, 0.0)", x), x, 0);
  }

  @Test
  void aShearMovesRowsByTheirDistanceFromTheMiddle() {
    Array x = pictures(1, 3, 5, 1);
    Array y = run("shear(x, 1.0)", x);
    boolean right = y.at(0, 0, 0, 0) == x.padded(0, 0, -1, 0);
    int side = right ? 1 : -1;
    assertClose(
        y, Array.computed(i -> x.padded(0, i[1], i[2] + side * (i[1] - 1), 0), 1, 3, 5, 1), 0);
  }

  @Test
  void coloursStayWhereNothingMayChangeAndTurnInCircles() {
    Array x = pictures(3, 4, 4, 3);
    assertClose(run("color_jitter(x)", x), x, 0);
    assertClose(run("lighting(x, 0.0)", x), x, 0);
    Array red = Array.of(new int[] {1, 1, 1, 3}, 1, 0.25, 0);
    String third = "turned(x, fill(1.0 / 3, [1, 1, 1, 1]))";
    assertClose(run(third, red, "f32"), Array.of(new int[] {1, 1, 1, 3}, 0, 1, 0.25), 1e-5);
    Array floats = Array.computed(i -> x.at(i) / 255, 3, 4, 4, 3);
    assertClose(run("turned(x, fill(2.0, [3, 1, 1, 1]))", floats, "f32"), floats, 1e-5);
    Array changed = run("color_jitter(x, 0.5, 0.5, 0.5, 0.2)", pictures(3, 4, 4, 3));
    assertThat(changed.numbers()).isNotEqualTo(x.numbers());
    assertThat(Arrays.stream(changed.numbers())).allMatch(v -> v >= 0 && v <= 255);
  }

  @Test
  void aBlurIsTheMeanUnderABell() {
    Array flat = Array.computed(i -> 99, 1, 6, 7, 1);
    assertClose(run("gaussian_blur(x, sigma = [1.0, 1.0])", flat), flat, 0);
    Array point = Array.computed(i -> i[1] == 4 && i[2] == 4 ? 1 : 0, 1, 9, 9, 1);
    Array y = run("gaussian_blur(x, sigma = [0.7, 0.7])", point, "f32");
    double ratio = y.at(0, 4, 5, 0) / y.at(0, 4, 4, 0);
    assertThat(ratio).isCloseTo(Math.exp(-0.5 / 0.49), org.assertj.core.data.Offset.offset(1e-4));
  }

  @Test
  void aBoxIsErasedInSomeRecords() {
    Array x = Array.computed(i -> 1, 200, 20, 20, 1);
    Array y = run("random_erasing(x, 0.5, scale = [0.1, 0.2])", x);
    int erased = 0;
    for (int b = 0; b < 200; b++) {
      int zeros = 0;
      for (int h = 0; h < 20; h++) {
        for (int w = 0; w < 20; w++) {
          zeros += y.at(b, h, w, 0) == 0 ? 1 : 0;
        }
      }
      erased += zeros > 0 ? 1 : 0;
      assertThat(zeros).isBetween(0, 110);
    }
    assertThat(erased).isBetween(70, 130);
  }

  @Test
  void aViewOfDinoIsNormalized() {
    Array y = run("dino_local(x, 4)", pictures(2, 8, 9, 3));
    assertThat(y.shape()).containsExactly(2, 4, 4, 3);
    assertThat(Arrays.stream(y.numbers())).allMatch(v -> v > -3 && v < 3);
  }
}
