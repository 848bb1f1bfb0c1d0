package org.netwright.stdlib;

import static org.netwright.stdlib.Workbench.assertClose;

import org.junit.jupiter.api.Test;

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
}
