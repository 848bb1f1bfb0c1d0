package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.ElementType;
import org.netwright.tensorflow.StepFailure;

/** The metrics of {@code std.metrics} and the areas under curves, worked by hand. */
class MetricsTest {
  /** Taken for 0, 1, 1, 0 and 1; of the classes 0, 0, 1, 1 and 1. */
  private static final Array LOGITS = Array.of(new int[] {5, 2}, 2, 1, 0, 3, -1, 1, 5, 4, 0, 1);

  private static final Array LABELS = Array.of(0, 0, 1, 1, 1);

  private static MetricBench.Field field(String name, Array examples) {
    return new MetricBench.Field(name, ElementType.F32, examples);
  }

  private static double[] ofClasses(String report, Array labels) {
    List<MetricBench.Field> fields =
        List.of(field("x2", LOGITS), new MetricBench.Field("y", ElementType.I64, labels));
    try (MetricBench bench = new MetricBench(report, fields)) {
      return bench.measure(2, 3);
    }
  }

  private static double ofScores(String report, double[] scores, double... targets) {
    List<MetricBench.Field> fields =
        List.of(field("s", Array.of(scores)), field("t", Array.of(targets)));
    try (MetricBench bench = new MetricBench(report, fields)) {
      return bench.measure(1, scores.length - 1)[0];
    }
  }

  @Test
  void aRowOfTheConfusionIsWhatOneClassWasTakenFor() {
    assertThat(ofClasses("confusion_matrix(x2, y)", LABELS)).containsExactly(1, 1, 1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          precision(x2, y)                       ; 0.5833333333
          recall(x2, y)                          ; 0.5833333333
          f1(x2, y)                              ; 0.5833333333
          precision(x2, y, average = "micro")    ; 0.6
          recall(x2, y, average = "micro")       ; 0.6
          f1(x2, y, average = "micro")           ; 0.6
          """)
  void classesAreAveragedOrExamples(String report, double expected) {
    assertThat(ofClasses(report, LABELS)[0]).isCloseTo(expected, within(1e-9));
  }

  @Test
  void eachClassHasItsScores() {
    double[] halfAndTwoThirds = {0.5, 2 / 3.0};
    for (String metric : List.of("per_class_precision", "per_class_accuracy", "per_class_f1")) {
      assertThat(ofClasses(metric + "(x2, y)", LABELS))
          .containsExactly(halfAndTwoThirds, within(1e-12));
    }
  }

  @Test
  void aClassThatDoesNotOccurHasTheAccuracyZero() {
    assertThat(ofClasses("per_class_accuracy(x2, y)", Array.of(0, 0, 0, 0, 0)))
        .containsExactly(0.4, 0);
  }

  @Test
  void aLabelOutsideOfTheClassesEndsThePass() {
    assertThatThrownBy(() -> ofClasses("f1(x2, y)", Array.of(0, 1, 2, 0, 0)))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("a label lies outside of the classes");
  }

  /** Yes above 0: 3 of 5 said, 2 of them right, 1 yes missed. */
  @Test
  void yesAndNoAreCounted() {
    double[] scores = {1, 2, 3, -1, 0};
    double[] targets = {1, 1, 0, 1, 0};
    assertThat(ofScores("binary_accuracy(s, t)", scores, targets)).isEqualTo(0.6);
    assertThat(ofScores("binary_precision(s, t)", scores, targets)).isEqualTo(2 / 3.0);
    assertThat(ofScores("binary_recall(s, t)", scores, targets)).isEqualTo(2 / 3.0);
    assertThat(ofScores("binary_f1(s, t)", scores, targets)).isEqualTo(2 / 3.0);
    assertThat(ofScores("binary_f1(s, t, threshold = 5.0)", scores, targets)).isZero();
  }

  /** Pairs of a yes (3, 1) and a no (2, 1): 3 > 2, 3 > 1, 1 < 2, 1 = 1. */
  @Test
  void theAreaIsTheShareOfPairsInOrderWithTiesCountedHalf() {
    double[] scores = {3, 2, 1, 1};
    assertThat(ofScores("roc_auc(s, t)", scores, 1, 0, 1, 0)).isEqualTo(2.5 / 4);
    assertThat(ofScores("roc_auc(s, t)", new double[] {0, -0.0}, 1, 0)).isEqualTo(0.5);
    assertThat(ofScores("roc_auc(s, t)", new double[] {-1, -2}, 1, 0)).isEqualTo(1);
    assertThat(ofScores("roc_auc(s, t)", scores, 1, 1, 1, 1)).isNaN();
    assertThat(ofScores("roc_auc(s, t)", new double[] {Double.NaN, 0}, 1, 0)).isNaN();
    assertThatThrownBy(() -> ofScores("roc_auc(s, t)", scores, 1, 0.5, 0, 0))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("a target is 0.5, neither a yes (1) nor a no (0)");
  }

  /** Thresholds 3, 2 and 1: precision 1 at recall 1/2, then 2/4 at 1. */
  @Test
  void precisionIsSummedOverTheStepsOfRecall() {
    double[] scores = {3, 2, 1, 1};
    assertThat(ofScores("pr_auc(s, t)", scores, 1, 0, 1, 0)).isEqualTo(0.5 + 0.25);
    assertThat(ofScores("pr_auc(s, t)", scores, 0, 0, 0, 0)).isNaN();
  }

  @Test
  void errorsOfNumbersAreThoseOfThePass() {
    double[] guesses = {1, 2, 3, 4};
    assertThat(ofScores("root_mean_squared_error(s, t)", guesses, 1, 2, 3, 8)).isEqualTo(2);
    // targets 1, 2, 3, 8: mean 3.5, squares 6.25 + 2.25 + 0.25 + 20.25 = 29
    assertThat(ofScores("r_squared(s, t)", guesses, 1, 2, 3, 8))
        .isCloseTo(1 - 16 / 29.0, within(1e-12));
    assertThat(ofScores("r_squared(s, t)", guesses, 5, 5, 5, 5)).isZero();
    assertThat(ofScores("r_squared(s, t)", new double[] {5, 5}, 5, 5)).isEqualTo(1);
  }

  @Test
  void perplexityIsTheNumberOfEquallyLikelyChoices() {
    double nats = (float) Math.log(8);
    assertThat(ofScores("perplexity(s)", new double[] {nats, nats, nats}, 0, 0, 0))
        .isCloseTo(8, within(1e-6));
    assertThat(ofScores("perplexity(s, weight = t)", new double[] {nats, 99, nats}, 1, 0, 1))
        .isCloseTo(8, within(1e-6));
  }
}
