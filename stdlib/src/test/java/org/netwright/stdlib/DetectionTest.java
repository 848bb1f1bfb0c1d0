package org.netwright.stdlib;

import static org.netwright.stdlib.Workbench.assertClose;

import org.junit.jupiter.api.Test;

/** Boxes of {@code std.detection}, worked by hand. */
class DetectionTest {
  @Test
  void giouIsNoughtForEqualBoxesAndGrowsWithTheDistance() {
    try (Workbench bench = Workbench.model("(a: [4, 4], b: [4, 4]) -> [4] { giou(a, b) }")) {
      assertClose(
          bench.run(
              Array.of(new int[] {4, 4}, 0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 1, 1, 0, 0, 0, 0),
              Array.of(new int[] {4, 4}, 0, 0, 2, 2, 1, 1, 3, 3, 2, 0, 3, 1, 0, 0, 0, 0)),
          Array.of(0, 1 - (1 / 7.0 - 2 / 9.0), 1 + 1 / 3.0, 1),
          1e-6);
    }
  }

  private static final Array BOXES =
      Array.of(
          new int[] {1, 5, 4},
          new double[] {
            0, 0, 2, 2, // is the first true box
            10, 10, 12, 12, // the nearest to the second
            0, 0, 2, 1.8, // shares 0.9 with the first
            5, 5, 6, 6, // is the third, which is not valid
            0, 0, 2, 0.9 // shares 0.45 with the first
          });
  private static final Array TARGET =
      Array.of(new int[] {1, 3, 4}, 0, 0, 2, 2, 20, 20, 22, 22, 5, 5, 6, 6);

  private static Array assigned(String field, String type) {
    try (Workbench bench =
        Workbench.model(
            "(b: [1, 5, 4], t: [1, 3, 4], c: i64[1, 3], v: bool[1, 3]) -> "
                + type
                + " { assign(b, t, c, v)."
                + field
                + " }")) {
      return bench.run(
          BOXES, TARGET, Array.of(new int[] {1, 3}, 3, 5, 7), Array.of(new int[] {1, 3}, 1, 1, 0));
    }
  }

  @Test
  void everyValidBoxIsTakenAndWhatTakesNoneIsBackground() {
    assertClose(
        assigned("target.classes", "i64[1, 5]"), Array.of(new int[] {1, 5}, 3, 5, 3, -1, -1), 0);
    assertClose(assigned("weight", "[1, 5]"), Array.of(new int[] {1, 5}, 1, 1, 1, 1, 0), 0);
    assertClose(
        assigned("target.boxes", "[1, 5, 4]"),
        Array.of(
            new int[] {1, 5, 4},
            new double[] {0, 0, 2, 2, 20, 20, 22, 22, 0, 0, 2, 2, 5, 5, 6, 6, 0, 0, 2, 0.9}),
        1e-6);
  }
}
