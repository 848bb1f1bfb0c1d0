package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.stdlib.Workbench.assertClose;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies of {@code std.augment} and what mixes records, worked by hand on small pictures. */
class MixingTest {
  private static Array run(String expression, String type, Array x) {
    String shape = Arrays.toString(x.shape());
    try (Workbench bench = Workbench.model("(x: " + type + shape + ") { " + expression + " }")) {
      return bench.run(x);
    }
  }

  /** Pictures of one value each: 0, 10, 20 … */
  private static Array plain(int records, int height, int width) {
    return Array.computed(i -> 10 * i[0], records, height, width, 1);
  }

  @Test
  void mixupMovesARecordAndItsTargetAlike() {
    Array x = plain(5, 3, 2);
    Array y = run("mixup(x, x[:, 0, 0, :], alpha = 0.5).target", "f32", x);
    Array image = run("mixup(x, x[:, 0, 0, :], alpha = 0.5).image", "f32", x);
    // 10 · i moves towards 10 · (i + 1), the last towards the first
    double share = y.at(0, 0) / 10;
    assertThat(share).isBetween(0.0, 1.0);
    for (int i = 0; i < 5; i++) {
      double expected = (1 - share) * 10 * i + share * 10 * ((i + 1) % 5);
      assertThat(y.at(i, 0)).isCloseTo(expected, within(1e-4));
      assertThat(image.at(i, 2, 1, 0)).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void cutmixChangesTheTargetByTheAreaOfItsBox() {
    Array x = plain(4, 8, 6);
    for (double alpha : new double[] {0.3, 1, 5}) {
      Array image = run("cutmix(x, x[:, 0, 0, :], alpha = " + alpha + ").image", "f32", x);
      Array target =
          run("cutmix(x, mean(x, axis = [1, 2]), alpha = " + alpha + ").target", "f32", x);
      for (int i = 0; i < 4; i++) {
        double foreign = 0;
        for (int h = 0; h < 8; h++) {
          for (int w = 0; w < 6; w++) {
            double pixel = image.at(i, h, w, 0);
            assertThat(pixel).isIn(10.0 * i, 10.0 * ((i + 1) % 4));
            foreign += pixel == 10.0 * i ? 0 : 1 / 48.0;
          }
        }
        double expected = (1 - foreign) * 10 * i + foreign * 10 * ((i + 1) % 4);
        assertThat(target.at(i, 0)).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void cutoutIsASquareThatMayStandOverTheBorder() {
    Array y = run("cutout(x, 4, value = 7.0)", "u8", Array.zeros(200, 9, 8, 1));
    Set<Integer> areas = new HashSet<>();
    for (int b = 0; b < 200; b++) {
      boolean[] rows = new boolean[9];
      boolean[] columns = new boolean[8];
      int area = 0;
      for (int h = 0; h < 9; h++) {
        for (int w = 0; w < 8; w++) {
          boolean cut = y.at(b, h, w, 0) == 7;
          rows[h] |= cut;
          columns[w] |= cut;
          area += cut ? 1 : 0;
        }
      }
      int high = count(rows);
      int wide = count(columns);
      assertThat(area).isEqualTo(high * wide);
      assertThat(high).isBetween(2, 4);
      assertThat(wide).isBetween(2, 4);
      areas.add(area);
    }
    assertThat(areas).contains(4, 16);
  }

  private static int count(boolean[] hits) {
    int count = 0;
    for (boolean hit : hits) {
      count += hit ? 1 : 0;
    }
    return count;
  }

  /** Grey pictures with one white column: how often each of 14 changes leaves them alone. */
  @Test
  void aRandomAugmentationChangesRecordsOnTheirOwn() {
    Array x = Array.computed(i -> i[2] == 3 ? 255 : 60 + 10 * i[3], 120, 7, 8, 3);
    Array y = run("rand_augment(x, changes = 1, magnitude = 20.0)", "u8", x);
    Set<String> kinds = new HashSet<>();
    int unchanged = 0;
    for (int b = 0; b < 120; b++) {
      double[] record = Arrays.copyOfRange(y.numbers(), b * 168, (b + 1) * 168);
      kinds.add(Arrays.toString(record));
      unchanged += Arrays.equals(record, Arrays.copyOfRange(x.numbers(), 0, 168)) ? 1 : 0;
    }
    assertThat(kinds).hasSizeBetween(12, 24);
    assertThat(unchanged).isBetween(3, 60);
    assertClose(run("rand_augment(x, changes = 0)", "u8", x), x, 0);
  }

  @Test
  void oneRecordBeforeABatchIsAugmentedToo() {
    Array x = Array.computed(i -> 30 * i[0] + 2 * i[1] + i[2], 6, 5, 3);
    assertThat(run("rand_augment(x, changes = 3)", "u8", x).shape()).containsExactly(6, 5, 3);
    assertThat(run("x |> cutout(2) |> random_rotation(20.0)", "u8", x).shape())
        .containsExactly(6, 5, 3);
  }

  /** About half of 400 are mirrored top to bottom; a probability of 1 takes all colours. */
  @Test
  void drawsHaveTheirProbabilities() {
    Array x = Array.computed(i -> i[1] == 0 ? 50 : 0, 400, 2, 1, 1);
    Array y = run("random_flip_vertical(x)", "u8", x);
    long flipped = 0;
    for (int b = 0; b < 400; b++) {
      flipped += y.at(b, 1, 0, 0) == 50 ? 1 : 0;
    }
    assertThat(flipped).isBetween(150L, 250L);
    Array red = Array.computed(i -> i[3] == 0 ? 100 : 0, 3, 2, 2, 3);
    assertClose(
        run("random_grayscale(x, p = 1.0)", "u8", red), Array.computed(i -> 30, 3, 2, 2, 3), 0);
    assertClose(run("random_grayscale(x, p = 0.0)", "u8", red), red, 0);
  }

  @Test
  void anAngleIsDrawnWithinItsBounds() {
    Array x = Array.computed(i -> i[1] == 10 && i[2] > 10 ? 200 : 0, 60, 21, 21, 1);
    Array y = run("random_rotation(x, 30.0)", "u8", x);
    Set<Integer> heights = new HashSet<>();
    for (int b = 0; b < 60; b++) {
      for (int h = 0; h < 21; h++) {
        if (y.at(b, h, 18, 0) > 0) {
          heights.add(h);
          assertThat(h).isBetween(4, 16);
        }
      }
    }
    assertThat(heights).hasSizeGreaterThan(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          rand_augment(x, magnitude = 31.0)   ; a magnitude lies between 0 and 30, not 31.0
          random_flip_vertical(x, p = 1.5)    ; a probability is not 1.5
          random_rotation(x, 200.0)           ; angles are drawn within ±180 degrees, not ±200.0
          cutout(x, 0)                        ; a square has at least one pixel, not 0
          moved(x, 9, 0)                      ; a move by 9 and 0 leaves nothing of 4 × 5 pixels
          mixup(cast(x, f32), cast(x[:, 0, 0, :], f32), alpha = 0.0).image ; is positive, not 0.0
          """)
  void aStrengthOutsideOfItsRangeIsToldWithIt(String call, String sentence) {
    var found =
        StandardLibrary.compile("model M()(x: u8[B, 4, 5, 3]) { " + call + " }").diagnostics();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).message()).contains(sentence);
  }
}
