package org.netwright.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.TestArguments;

class AveragePrecisionTest {
  private static HostMetricDefinition.Pass pass(Object suppress) {
    return new AveragePrecision().begin(TestArguments.of("most", 100, "suppress", suppress));
  }

  /** One picture of one class. */
  private static Rows picture(double[] scores, double[] boxes, double[] truth, double... valid) {
    int truths = truth.length / 4;
    Rows rows =
        new Rows()
            .with("scores", Shape.of(1, scores.length, 1), scores)
            .with("boxes", Shape.of(1, scores.length, 4), boxes)
            .with("truth", Shape.of(1, truths, 4), truth)
            .with("classes", Shape.of(1, truths), new double[truths]);
    return valid.length == 0 ? rows : rows.with("valid", Shape.of(1, truths), valid);
  }

  private static final double[] TWO = {0, 0, 10, 10, 20, 20, 30, 30};

  /** Right, wrong, right: precision 1 up to recall 0.5 (51 points), then 2/3 (50 points). */
  @Test
  void aMistakeBetweenTwoHitsCostsTheSecondHalf() {
    HostMetricDefinition.Pass pass = pass(0.5);
    double[] boxes = {0, 0, 10, 10, 50, 50, 60, 60, 20, 20, 30, 30};
    pass.add(picture(new double[] {0.9, 0.8, 0.7}, boxes, TWO));
    assertThat(pass.result()).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-9));
  }

  /** An overlap of 0.6 is enough at 0.50, 0.55 and 0.60, and at none of the other seven. */
  @Test
  void aLooseBoxCountsAtTheLooseOverlapsOnly() {
    HostMetricDefinition.Pass pass = pass(0.5);
    pass.add(picture(new double[] {0.9}, new double[] {0, 0, 10, 6}, new double[] {0, 0, 10, 10}));
    assertThat(pass.result()).isCloseTo(0.3, within(1e-9));
  }

  /** Kept, the second box of one thing is a mistake between two hits; dropped, there is none. */
  @Test
  void aBoxThatOverlapsABetterOneIsDropped() {
    double[] boxes = {0, 0, 10, 10, 0, 0, 10, 9, 20, 20, 30, 30};
    HostMetricDefinition.Pass dropped = pass(0.5);
    dropped.add(picture(new double[] {0.9, 0.8, 0.7}, boxes, TWO));
    assertThat(dropped.result()).isCloseTo(1, within(1e-9));
    HostMetricDefinition.Pass kept = pass(TestArguments.NONE);
    kept.add(picture(new double[] {0.9, 0.8, 0.7}, boxes, TWO));
    assertThat(kept.result()).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-9));
  }

  @Test
  void paddingIsNoTruthAndPicturesAreApart() {
    HostMetricDefinition.Pass pass = pass(0.5);
    double[] one = {0, 0, 10, 10};
    pass.add(picture(new double[] {0.9}, one, TWO, 1, 0));
    // in another picture this box is wrong, and its thing is not found
    pass.add(picture(new double[] {0.8}, one, new double[] {20, 20, 30, 30}));
    // two truths, one found first: precision 1 up to recall 0.5, nothing behind it
    assertThat(pass.result()).isCloseTo(51 / 101.0, within(1e-9));
  }

  @Test
  void withoutATruthItIsNoNumber() {
    HostMetricDefinition.Pass pass = pass(0.5);
    pass.add(picture(new double[] {0.9}, new double[] {0, 0, 1, 1}, new double[4], 0));
    assertThat(pass.result()).isNaN();
  }
}
