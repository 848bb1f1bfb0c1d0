package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.stdlib.Workbench.assertClose;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses of {@code std.losses}, worked by hand. */
class LossesTest {
  /** 0.1 is left for two classes: the target is [0.05, 0.05, 0.3, 0.6]. */
  @Test
  void marginalCrossEntropySharesWhatIsLeftAmongTheOtherClasses() {
    try (Workbench bench =
        Workbench.model(
            "(x: [2, 4], p: [2, 2], k: i64[2, 2]) -> [2] { marginal_cross_entropy(x, p, k) }")) {
      double lse = Math.log(1 + Math.E + Math.exp(2) + Math.exp(3));
      assertClose(
          bench.run(
              Array.of(new int[] {2, 4}, 0, 1, 2, 3, 0, 1, 2, 3),
              Array.of(new int[] {2, 2}, 0.6, 0.3, 0.75, 0.25),
              Array.of(new int[] {2, 2}, 3, 2, 0, 1)),
          Array.of(lse - (0.05 + 0.6 + 1.8), lse - 0.25),
          1e-6);
    }
  }

  @Test
  void marginalCrossEntropyOfTopKIsThatOfTheWholeWhenNothingIsLeft() {
    try (Workbench bench =
        Workbench.model(
            """
            (x: [3, 5], t: [3, 5]) -> [3] {
                let (p, k) = top_k(softmax(t), 4)
                return marginal_cross_entropy(x, p, k) - soft_cross_entropy(x, softmax(t))
            }""")) {
      assertClose(bench.run(Array.random(1, 3, 5), Array.random(2, 3, 5)), Array.of(0, 0, 0), 1e-6);
    }
  }

  private static double term(double logit, boolean right, double alpha, double gamma) {
    double p = 1 / (1 + Math.exp(-logit));
    double truth = right ? p : 1 - p;
    return -(right ? alpha : 1 - alpha) * Math.pow(1 - truth, gamma) * Math.log(truth);
  }

  @Test
  void focalWeighsTheTermsOfAllClasses() {
    Array logits = Array.of(new int[] {4, 2}, 0, 0, 2, -1, 0, 0, 1, 3);
    Array label = Array.of(0, 0, -1, 2);
    try (Workbench bench = Workbench.model("(x: [4, 2], y: i64[4]) -> [4] { focal(x, y) }")) {
      assertClose(
          bench.run(logits, label),
          Array.of(
              0.25 * Math.log(2),
              term(2, true, 0.25, 2) + term(-1, false, 0.25, 2),
              0.375 * Math.log(2),
              term(1, false, 0.25, 2) + term(3, false, 0.25, 2)),
          1e-6);
    }
    try (Workbench bench =
        Workbench.model(
            "(x: [4, 2], y: i64[4]) -> [4] { focal(x, y, alpha = 0.5, gamma = 0.0) * 2 - sum(binary_cross_entropy(x, one_hot(y, 2)), axis = -1) }")) {
      assertClose(bench.run(logits, label), Array.zeros(4), 1e-6);
    }
  }

  /** What a model of a loss gives for inputs, one value an example. */
  private static double[] of(String model, Array... inputs) {
    try (Workbench bench = Workbench.model(model)) {
      return bench.run(inputs).numbers();
    }
  }

  private static void assertNumbers(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, within(1e-6));
  }

  /** Student [2, 1, 0.1] and teacher [0.5, 3, -1] at the temperatures 1, 2 and 4. */
  @Test
  void distillationAtTemperatureOneIsTheDivergenceAndIsScaledBySquares() {
    Array student = Array.of(new int[] {1, 3}, 2, 1, 0.1);
    Array teacher = Array.of(new int[] {1, 3}, 0.5, 3, -1);
    String plain = "(x: [1, 3], t: [1, 3]) -> [1] { kl_divergence(x, softmax(t)) }";
    assertNumbers(of(plain, student, teacher), 1.00867323);
    String loss = "(x: [1, 3], t: [1, 3]) -> [1] { distillation(x, t, %s) }";
    assertNumbers(of(loss.formatted("temperature = 1.0"), student, teacher), 1.00867323);
    assertNumbers(
        of(loss.formatted("temperature = 2.0, scaled = false"), student, teacher), 0.33766158);
    assertNumbers(of(loss.formatted("temperature = 4.0"), student, teacher), 1.38152408);
  }

  @Test
  void anAnswerThatIsTheTargetDivergesByNothing() {
    Array target = Array.of(new int[] {1, 3}, 0.5, 0.5, 0);
    assertNumbers(of("(t: [1, 3]) -> [1] { kl_divergence(log(max(t, 1e-30)), t) }", target), 0);
  }

  /**
   * The query is [0.6, 0.8], its key [0.8, 0.6]; cosines 0.96, and 0.6, 0.8, -0.6, -0.8 of the
   * queue.
   */
  @Test
  void aQueueGivesTheContrastOfItsCosines() {
    Array query = Array.of(new int[] {1, 2}, 0.6, 0.8);
    Array key = Array.of(new int[] {1, 2}, 1.6, 1.2);
    Array queue = Array.of(new int[] {4, 2}, 1, 0, 0, 1, -1, 0, 0, -1);
    String model = "(q: [1, 2], k: [1, 2], n: [4, 2]) -> [1] { queue_contrast(q, k, n, %s) }";
    assertNumbers(of(model.formatted("temperature = 0.2"), query, key, queue), 0.479452);
    assertNumbers(of(model.formatted("temperature = 0.07"), query, key, queue), 0.102143);
  }

  /**
   * Two records whose views are equal, at right angles to each other: one right, two wrong of 0.
   */
  @Test
  void twoViewsFindEachOther() {
    Array views = Array.of(new int[] {2, 2}, 1, 0, 0, 3);
    double loss = Math.log(Math.E + 2) - 1;
    assertNumbers(of("(a: [2, 2]) -> [2] { nt_xent(a, a, temperature = 1.0) }", views), loss, loss);
    double two = Math.log(Math.E + 1) - 1;
    assertNumbers(of("(a: [2, 2]) -> [2] { info_nce(a, a, temperature = 1.0) }", views), two, two);
  }

  @Test
  void marginsEndWhereTheyAreKept() {
    Array score = Array.of(0.5, -0.5, 2);
    Array sign = Array.of(1, 1, -1);
    assertNumbers(of("(a: [3], b: [3]) -> [3] { hinge(a, b) }", score, sign), 0.5, 1.5, 3);
    assertNumbers(
        of("(a: [3], b: [3]) -> [3] { squared_hinge(a, b) }", score, sign), 0.25, 2.25, 9);
    // (max(1 - 2 + 1.5, 0) + max(1 - 2 - 1, 0)) / 3
    assertNumbers(
        of(
            "(a: [1, 3], y: i64[1]) -> [1] { multi_class_margin(a, y) }",
            Array.of(new int[] {1, 3}, 1.5, 2, -1),
            Array.of(1)),
        0.5 / 3);
  }

  @Test
  void aTripletCostsWhatTheNegativeIsTooNear() {
    Array anchor = Array.of(new int[] {2, 2}, 0, 0, 0, 0);
    Array near = Array.of(new int[] {2, 2}, 3, 4, 3, 4);
    Array far = Array.of(new int[] {2, 2}, 0, 5.5, 0, 9);
    String model = "(a: [2, 2], p: [2, 2], n: [2, 2]) -> [2] { triplet(a, p, n, %s) }";
    assertNumbers(of(model.formatted("margin = 1.0"), anchor, near, far), 0.5, 0);
    assertNumbers(of(model.formatted("margin = 6.0, squared = true"), anchor, near, far), 0.75, 0);
  }

  /** Two steps, the label "1": paths 11, 1-, -1 of probabilities 1/3 each step. */
  @Test
  void ctcAddsUpTheWaysToWriteALabel() {
    Array even = Array.zeros(1, 2, 3);
    String model = "(x: [1, 2, 3], y: i64[1, 2], n: i64[1], m: i64[1]) -> [1] { ctc(x, y, n, m) }";
    Array two = Array.of(2);
    Array label = Array.of(new int[] {1, 2}, 1, 2);
    assertNumbers(of(model, even, label, two, Array.of(1)), -Math.log(3 / 9.0));
    assertNumbers(of(model, even, label, two, two), -Math.log(1 / 9.0));
    assertNumbers(of(model, even, label, two, Array.of(0)), -Math.log(1 / 9.0));
    try (Workbench bench = Workbench.model(model)) {
      Array twice = Array.of(new int[] {1, 2}, 1, 1);
      assertThat(bench.failure(even, twice, two, two)).contains("than there are steps");
      assertThat(bench.failure(even, label, Array.of(3), two)).contains("than there are steps");
      Array blank = Array.of(new int[] {1, 2}, 1, 0);
      assertThat(bench.failure(even, blank, two, two)).contains("is the blank, or outside");
    }
  }

  /**
   * Certain answers, right and wrong: no loss of logits may become infinite or lose its gradient.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "focal(x, y, gamma = 0.5)",
        "focal_cross_entropy(x, y)",
        "asymmetric(x, one_hot(y, 2))",
        "asymmetric(x, one_hot(y, 2), positive = 1.0, negative = 0.5, margin = 0.1)",
        "sum(weighted_binary_cross_entropy(x, one_hot(y, 2), positive = 2.0), axis = -1)",
        "sum(log_loss(sigmoid(x), one_hot(y, 2)), axis = -1)",
        "distillation(x, -x, temperature = 2.0)",
      })
  void certaintyLeavesLossAndGradientFinite(String loss) {
    Array x = Array.of(new int[] {2, 2}, 200, -200, 200, -200);
    String model =
        "(a: [2, 2], y: i64[2]) {\nlet x = a\nlet loss = %s\nreturn concat([loss, reshape(gradient(loss, of = x), [4])], axis = 0)\n}";
    double[] numbers = of(model.formatted(loss), x, Array.of(0, 1));
    assertThat(Arrays.stream(numbers)).allMatch(Double::isFinite);
    assertThat(numbers[1]).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          weighted_cross_entropy(x, y, weights = [1.0])     ; 1 weights do not fit 2 classes
          focal_cross_entropy(x, y, gamma = 0.5)            ; below 1 the gradient of a certain answer is infinite
          distillation(x, x, temperature = 0.0)             ; a temperature is positive, not 0.0
          asymmetric(x, x, margin = 1.0)                    ; a margin of 1.0 does not lie in [0, 1)
          multi_class_margin(x, y, power = 3)               ; the power is 1 or 2, not 3
          triplet(x, x, x, margin = 0.0)                    ; a margin is positive, not 0.0
          cosine_embedding(x, x, x[:, 0], margin = 2.0)     ; a cosine lies between -1 and 1
          nt_xent(x, x, temperature = -1.0)                 ; a temperature is positive, not -1.0
          """)
  void anOptionOutsideOfItsRangeIsToldWithIt(String loss, String sentence) {
    var found =
        StandardLibrary.compile("model M()(x: [B, 2], y: i64[B]) -> [B] { " + loss + " }")
            .diagnostics();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).message()).contains(sentence);
  }

  /** What the compiler says about keeping the weights by a report. */
  private static List<String> keptBy(String report) {
    String text =
        """
        use std.nn.{Linear}
        model N()(image: [B, 28, 28, 1]) -> [B, 10] { image |> flatten |> Linear(10) }
        recipe R() {
            data d = synthetic() |> { (image = it.image / 255, label = it.label) } |> batch(100)
            net n = N()
            train 1 epochs on d.train as (image, label) { minimize cross_entropy(n(image), label) using Adam() }
            evaluate on d.test as (image, label) { report %s }
            keep best by test.%s
        }
        """
            .formatted(report, report.substring(0, report.indexOf('(')));
    return StandardLibrary.compile(text).diagnostics().stream().map(d -> d.code()).toList();
  }

  @Test
  void aLossOfTheLibraryIsBetterWhenItIsLower() {
    assertThat(keptBy("focal(n(image), label)")).isEmpty();
    assertThat(keptBy("nt_xent(n(image), n(image))")).isEmpty();
    assertThat(keptBy("cosine_similarity(n(image), n(image))")).containsExactly("NW420");
  }
}
