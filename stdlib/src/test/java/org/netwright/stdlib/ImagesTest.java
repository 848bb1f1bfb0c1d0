package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Augmentations: what may come out, how often, and that each record has a draw of its own. */
class ImagesTest {
  /** Two hundred times the same picture, whose pixels all differ. */
  private static Array pictures(int height, int width) {
    return Array.computed(i -> 1 + i[1] * width + i[2], 200, height, width, 1);
  }

  private static Array run(String expression, Array x) {
    String shape = Arrays.toString(x.shape());
    try (Workbench bench = Workbench.model("(x: u8" + shape + ") { " + expression + " }")) {
      return bench.run(x);
    }
  }

  @Test
  void aFlipMirrorsAboutHalfOfTheRecords() {
    Array y = run("random_flip(x)", pictures(2, 3));
    int flipped = 0;
    for (int b = 0; b < 200; b++) {
      boolean mirrored = y.at(b, 0, 0, 0) == 3;
      flipped += mirrored ? 1 : 0;
      for (int h = 0; h < 2; h++) {
        for (int w = 0; w < 3; w++) {
          assertThat(y.at(b, h, w, 0)).isEqualTo(1 + h * 3 + (mirrored ? 2 - w : w));
        }
      }
    }
    assertThat(flipped).isBetween(70, 130);
    assertThat(run("random_flip(x, 0.0)", pictures(2, 3)).numbers())
        .containsExactly(pictures(2, 3).numbers());
  }

  @Test
  void aShiftMovesEachRecordByItsOwnStepsAndFillsWithZeros() {
    Array x = pictures(4, 5);
    Array y = run("random_shift(x, 1)", x);
    Map<String, Integer> seen = new HashMap<>();
    for (int b = 0; b < 200; b++) {
      seen.merge(shift(x, y, b), 1, Integer::sum);
    }
    assertThat(seen).hasSize(9);
    assertThat(seen.values()).allSatisfy(count -> assertThat(count).isBetween(5, 45));
  }

  /** The only shift by at most one pixel that makes record {@code b} of {@code y}. */
  private static String shift(Array x, Array y, int b) {
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        if (isShift(x, y, b, down, right)) {
          return down + " " + right;
        }
      }
    }
    throw new AssertionError("record " + b + " is no shift of the picture");
  }

  private static boolean isShift(Array x, Array y, int b, int down, int right) {
    for (int h = 0; h < x.size(1); h++) {
      for (int w = 0; w < x.size(2); w++) {
        if (y.at(b, h, w, 0) != x.padded(b, h - down, w - right, 0)) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void aCropIsAWindowOfThePaddedPicture() {
    Array x = pictures(4, 4);
    Array y = run("random_crop(x, [3, 2], pad = 1)", x);
    assertThat(y.shape()).containsExactly(200, 3, 2, 1);
    Map<String, Integer> seen = new HashMap<>();
    for (int b = 0; b < 200; b++) {
      seen.merge(corner(x, y, b), 1, Integer::sum);
    }
    assertThat(seen).hasSize(4 * 5);
  }

  private static String corner(Array x, Array y, int b) {
    for (int top = -1; top <= 2; top++) {
      for (int left = -1; left <= 3; left++) {
        boolean all = true;
        for (int h = 0; h < 3; h++) {
          for (int w = 0; w < 2; w++) {
            all &= y.at(b, h, w, 0) == x.padded(b, top + h, left + w, 0);
          }
        }
        if (all) {
          return top + " " + left;
        }
      }
    }
    throw new AssertionError("record " + b + " is no window of the picture");
  }

  @Test
  void theMiddleIsCutOut() {
    Array x = pictures(5, 6);
    Array y = run("center_crop(x, [3, 2])", x);
    assertClose(y, Array.computed(i -> x.at(0, i[1] + 1, i[2] + 2, 0), 200, 3, 2, 1), 0);
  }

  @Test
  void oneRecordWithoutABatchIsAPictureToo() {
    Array x = Array.counting(3, 4, 1);
    Array y = run("x |> random_flip(1.0) |> random_crop(3) |> center_crop(1)", x);
    assertThat(y.shape()).containsExactly(1, 1, 1);
  }

  @Test
  void normalizedPixelsHaveTheDatasetsMeanAndDeviation() {
    try (Workbench bench =
        Workbench.with(
            "use std.images.{IMAGENET}", "(x: u8[2, 2, 2, 3]) { normalize(x, IMAGENET) }")) {
      Array x = Array.computed(i -> 10 * (i[0] + i[1] + i[2]) + i[3], 2, 2, 2, 3);
      double[] mean = {0.485, 0.456, 0.406};
      double[] std = {0.229, 0.224, 0.225};
      assertClose(
          bench.run(x),
          Array.computed(i -> (x.at(i) / 255 - mean[i[3]]) / std[i[3]], 2, 2, 2, 3),
          1e-5);
    }
  }

  @Test
  void grayKeepsBrightness() {
    try (Workbench bench = Workbench.model("(x: [1, 1, 1, 3]) { grayscale(x) }")) {
      double gray = 0.299 * 10 + 0.587 * 20 + 0.114 * 30;
      assertClose(
          bench.run(Array.of(new int[] {1, 1, 1, 3}, 10, 20, 30)),
          Array.of(new int[] {1, 1, 1, 3}, gray, gray, gray),
          1e-4);
    }
  }

  @Test
  void aBodyIsAppliedToSomeRecords() {
    Array y = run("x |> random_apply(0.25) { reverse(it, axis = -3) }", pictures(2, 1));
    long changed = Arrays.stream(y.numbers()).filter(p -> p == 2).count();
    int reversed = 0;
    for (int b = 0; b < 200; b++) {
      reversed += y.at(b, 0, 0, 0) == 2 ? 1 : 0;
    }
    assertThat(changed).isEqualTo(200);
    assertThat(reversed).isBetween(25, 80);
  }
}
