package org.netwright.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.TestArguments;

class BleuTest {
  private static HostMetricDefinition.Pass pass(int order) {
    return new Bleu().begin(TestArguments.of("order", order, "pad", 0, "start", 1, "end", 2));
  }

  private static Rows rows(double[] candidate, double[] reference) {
    return new Rows()
        .with("candidate", Shape.of(1, candidate.length), candidate)
        .with("reference", Shape.of(1, reference.length), reference);
  }

  /** The paper's "the the the the the the the" against "the cat is on the mat": 2 of 7. */
  @Test
  void aTokenCountsAsOftenAsTheReferenceHasIt() {
    HostMetricDefinition.Pass pass = pass(1);
    pass.add(rows(new double[] {3, 3, 3, 3, 3, 3, 3}, new double[] {3, 4, 5, 6, 3, 7}));
    assertThat(pass.result()).isCloseTo(100 * 2 / 7.0, within(1e-9));
  }

  /** Tokens 4 of 4, pairs 2 of 3; four tokens for five cost exp(1 − 5/4). */
  @Test
  void shareOfPairsAndBrevityMultiply() {
    HostMetricDefinition.Pass pass = pass(2);
    pass.add(rows(new double[] {3, 4, 5, 6}, new double[] {3, 4, 7, 5, 6}));
    assertThat(pass.result()).isCloseTo(100 * Math.exp(-0.25) * Math.sqrt(2 / 3.0), within(1e-9));
  }

  @Test
  void countsAreSummedOverAllBatchesBeforeTheyAreDivided() {
    HostMetricDefinition.Pass pass = pass(1);
    pass.add(rows(new double[] {3, 4}, new double[] {3, 4}));
    pass.add(rows(new double[] {5, 6, 7, 8}, new double[] {9, 9, 9, 9}));
    assertThat(pass.result()).isCloseTo(100 * 2 / 6.0, within(1e-9));
  }

  @Test
  void marksAndPaddingAreNoTokensAndWhatFollowsTheEndIsNotRead() {
    HostMetricDefinition.Pass pass = pass(2);
    pass.add(rows(new double[] {1, 3, 4, 2, 9, 9}, new double[] {1, 3, 4, 2, 0, 0}));
    assertThat(pass.result()).isCloseTo(100, within(1e-9));
  }

  @Test
  void withoutOneMatchItIsZero() {
    HostMetricDefinition.Pass pass = pass(2);
    pass.add(rows(new double[] {3, 4}, new double[] {4, 3}));
    assertThat(pass.result()).isZero();
  }
}
