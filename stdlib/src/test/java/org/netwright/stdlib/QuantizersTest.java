package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;

/** The quantizers of {@code std.bnn} through TensorFlow: values, gradients and their promise. */
class QuantizersTest {
  private static String use(String quantizer) {
    return "use std.bnn.{" + quantizer.substring(0, quantizer.indexOf('(')) + "}";
  }

  private static Array values(String quantizer, String contracted, double... x) {
    return run(quantizer, quantizer + "(x" + contracted + ")", x);
  }

  /** The derivative of the sum of the results by x. */
  private static Array gradient(String quantizer, String contracted, double... x) {
    return run(quantizer, "gradient(" + quantizer + "(x" + contracted + "), of = x)", x);
  }

  private static Array run(String quantizer, String expression, double... x) {
    try (Workbench bench =
        Workbench.with(use(quantizer), "(x: [1, " + x.length + "]) { " + expression + " }")) {
      return bench.run(Array.of(new int[] {1, x.length}, x));
    }
  }

  private static Array row(double... numbers) {
    return Array.of(new int[] {1, numbers.length}, numbers);
  }

  private static double[] numbers(String text) {
    return Stream.of(text.strip().split(" +")).mapToDouble(Double::parseDouble).toArray();
  }

  // ---- the tables

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SteSign()        | -1.0001 -1 -0.3 0 1 1.0001        | -1 -1 -1 1 1 1           | 0 1 1 1 1 0",
        "SteSign(0.5)     | -0.6 -0.5 0.5 0.6                 | -1 -1 1 1                | 0 1 1 0",
        "ApproxSign()     | -1.5 -1 -0.75 -0.5 0 0.25 1 2     | -1 -1 -1 -1 1 1 1 1      | 0 0 0.5 1 2 1.5 0 0",
        "RSign()          | -1.5 -1 -0.75 -0.5 0 0.25 1 2     | -1 -1 -1 -1 1 1 1 1      | 0 0 0.5 1 2 1.5 0 0",
        "SwishSign()      | 0 0.1 0.2 0.4 0.5 1               | 1 1 1 1 1 1              | 5 4.412290 3.023661 0.500622 -0.084622 -0.194992",
        "SwishSign()      | -100 100                          | -1 1                     | 0 0",
        "Ternary()        | -0.06 -0.05 -0.02 0 0.05 0.051 2  | -1 -1 0 0 1 1 1          | 1 1 1 1 1 1 0",
        "DorefaInputs()   | -0.2 0 0.1 0.2 0.5 0.84 1.3       | 0 0 0 0.3333333 0.6666667 1 1 | 0 1 1 1 1 1 0",
        "DorefaInputs(1)  | 0.5 0.51                          | 0 1                      | 1 1"
      })
  void aQuantizerGivesItsLevelsAndItsStatedGradient(
      String quantizer, String x, String levels, String slopes) {
    assertClose(values(quantizer, "", numbers(x)), row(numbers(levels)), 1e-6);
    assertClose(gradient(quantizer, "", numbers(x)), row(numbers(slopes)), 1e-6);
  }

  private static final double[] WEIGHTS = {0.3, -0.1, 0, -0.8, 1.2, 0.05};

  @Test
  void scaledSignsCarryTheMeanMagnitudeAndDifferInTheirGradient() {
    double alpha = 2.45 / 6;
    Array scaled = row(alpha, -alpha, alpha, -alpha, alpha, alpha);
    assertClose(values("ScaledSign()", ", contracted = [1]", WEIGHTS), scaled, 1e-6);
    assertClose(values("MagnitudeSign()", ", contracted = [1]", WEIGHTS), scaled, 1e-6);
    assertClose(
        gradient("ScaledSign()", ", contracted = [1]", WEIGHTS), row(1, 1, 1, 1, 0, 1), 1e-6);
    assertClose(
        gradient("MagnitudeSign()", ", contracted = [1]", WEIGHTS),
        row(alpha, alpha, alpha, alpha, 0, alpha),
        1e-6);
  }

  @Test
  void weightsOfDorefaComeFromATanhOverItsLargestValue() {
    double largest = Math.tanh(2);
    double[] x = {-2, -0.5, 0, 0.3, 1};
    double[] levels = new double[5];
    double[] slopes = new double[5];
    for (int i = 0; i < 5; i++) {
      double t = Math.tanh(x[i]);
      levels[i] = 2 * Math.rint(3 * (t / (2 * largest) + 0.5)) / 3 - 1;
      slopes[i] = (1 - t * t) / largest;
    }
    assertClose(values("DorefaWeights()", "", x), row(levels), 1e-6);
    assertClose(gradient("DorefaWeights()", "", x), row(slopes), 1e-6);
    assertClose(values("DorefaWeights()", "", 0, 0), row(1.0 / 3, 1.0 / 3), 1e-6);
  }

  @Test
  void aLearnedThresholdGetsTheNegativeSumOfTheSlopes() {
    try (Workbench bench =
        Workbench.with(
            "use std.bnn.{RSign}",
            "(x: [3, 1]) { let q = RSign()\n let y = q(x)\n return gradient(y, of = [q.threshold]) }")) {
      bench.assign("q.threshold", Array.of(0.2));
      assertClose(bench.run(Array.of(new int[] {3, 1}, 0.1, 0.2, 0.3)), Array.of(-5.6), 1e-6);
    }
  }

  // ---- the promise

  /**
   * Each channel takes at most 2^bits levels up to a positive factor. The factor of a weight
   * belongs to its output channel, the last axis.
   */
  @TestFactory
  Stream<DynamicTest> aQuantizerKeepsItsPromise() {
    return Stream.of(
            "SteSign()",
            "ApproxSign()",
            "SwishSign()",
            "RSign()",
            "ScaledSign()",
            "MagnitudeSign()",
            "Ternary()",
            "DorefaInputs(1)",
            "DorefaInputs(3)",
            "DorefaWeights(1)",
            "DorefaWeights(2)",
            "DorefaWeights(4)")
        .map(q -> DynamicTest.dynamicTest(q, () -> assertLevels(q)));
  }

  private static void assertLevels(String quantizer) {
    boolean scaled = quantizer.contains("Scaled") || quantizer.contains("Magnitude");
    String applied = quantizer + (scaled ? "(x, contracted = [0])" : "(x)");
    String model = "(x: [500, 4]) { " + applied + " }";
    ModelProgram program =
        StandardLibrary.compileWhole(use(quantizer) + "\nmodel Bench()" + model)
            .model("Bench", Map.of(), Optional.empty());
    long bits =
        program.forward().graph().ops().stream()
            .filter(op -> op.primitive() == Primitive.QUANTIZED)
            .map(Op::attributes)
            .findFirst()
            .orElseThrow()
            .integer("bits");
    try (Workbench bench = Workbench.with(use(quantizer), model)) {
      Array y = bench.run(Array.random(7, 500, 4));
      for (int channel = 0; channel < 4; channel++) {
        TreeSet<Double> levels = new TreeSet<>();
        double largest = 0;
        for (int i = 0; i < 500; i++) {
          largest = Math.max(largest, Math.abs(y.at(i, channel)));
        }
        for (int i = 0; i < 500; i++) {
          levels.add(Math.rint(y.at(i, channel) / largest * 1e5));
        }
        assertThat(levels.size()).isBetween(2, 1 << bits);
      }
    }
  }

  @Test
  void whatIsStoredBinaryKeepsItsPromiseFromTheStart() {
    try (Workbench bench =
        Workbench.with(
            "use std.bnn.{Binary}\nuse std.nn.{Linear}",
            "(x: [1, 9]) { x |> binarize(weights = Binary) { Linear(30, bias = false) } }")) {
      assertThat(bench.variable("linear.kernel").numbers()).containsOnly(-1, 1).contains(-1, 1);
    }
  }
}
