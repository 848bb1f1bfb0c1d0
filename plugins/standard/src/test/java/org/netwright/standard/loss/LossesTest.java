package org.netwright.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.StepFailure;
import org.netwright.testkit.GraphProbe;
import org.netwright.testkit.TestArguments;

/** Losses beside their formulas written out in double, and their gradients. */
class LossesTest {
  private static final double[][] LOGITS = {{1, -2, 0.5}, {0, 0, 0}, {-3, 4, 80}, {-90, 2, 1}};

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** log softmax by its definition, with the largest logit taken out. */
  private static double[] logSoftmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double total = Arrays.stream(logits).map(x -> Math.exp(x - largest)).sum();
    return Arrays.stream(logits).map(x -> x - largest - Math.log(total)).toArray();
  }

  private static double[] apply(
      GraphProbe probe, FunctionDefinition loss, TestArguments arguments) {
    return probe.numbers(loss.apply(probe.graph(), arguments.in(probe.graph())).get(0));
  }

  private static Value logits(GraphProbe probe) {
    return probe.f32(Shape.of(4, 3), flat(LOGITS));
  }

  private static void assertCrossEntropy(double smoothing, int... labels) {
    GraphProbe probe = new GraphProbe();
    Value label = probe.i64(Shape.of(4), Arrays.stream(labels).asDoubleStream().toArray());
    double[] actual =
        apply(
            probe,
            new CrossEntropy(),
            TestArguments.of(
                "logits", logits(probe), "label", label, "smoothing", smoothing, "towards", "all"));
    for (int i = 0; i < 4; i++) {
      double[] logs = logSoftmax(LOGITS[i]);
      double wanted = 0;
      for (int k = 0; k < 3; k++) {
        double target = (1 - smoothing) * (k == labels[i] ? 1 : 0) + smoothing / 3;
        wanted -= target * logs[k];
      }
      assertThat(actual[i]).isCloseTo(wanted, within(1e-5 * Math.max(1, wanted)));
    }
  }

  @Test
  void crossEntropyOfClassNumbers() {
    assertCrossEntropy(0, 0, 2, 1, 0);
  }

  @Test
  void smoothingMixesInTheUniformDistribution() {
    assertCrossEntropy(0.1, 0, 2, 1, 0);
    assertCrossEntropy(0.5, 2, 2, 2, 1);
  }

  /** Shen et al. (2021), equation 1; the numbers are those of three logits worked by hand. */
  @Test
  void smoothingTowardsTheOthersLeavesTheRightClassItsShare() {
    GraphProbe probe = new GraphProbe();
    Value logits = probe.f32(Shape.of(1, 3), 2, 1, 0.1);
    Value loss =
        new CrossEntropy()
            .apply(
                probe.graph(),
                TestArguments.of(
                    "logits",
                    logits,
                    "label",
                    probe.i64(Shape.of(1), 0),
                    "smoothing",
                    0.1,
                    "towards",
                    "others"))
            .get(0);
    List<double[]> both = probe.run(List.of(loss, probe.gradient(loss, logits)));
    assertThat(both.get(0)[0]).isCloseTo(0.562030, within(1e-6));
    assertThat(both.get(1))
        .containsExactly(new double[] {-0.240999, 0.192433, 0.048566}, within(1e-6));
  }

  @Test
  void crossEntropyOfEqualLogitsIsTheLogarithmOfTheirNumber() {
    GraphProbe probe = new GraphProbe();
    Value logits = probe.f32(Shape.of(1, 10), new double[10]);
    double[] loss =
        apply(
            probe,
            new CrossEntropy(),
            TestArguments.of(
                "logits",
                logits,
                "label",
                probe.i64(Shape.of(1), 3),
                "smoothing",
                0.1,
                "towards",
                "all"));
    assertThat(loss[0]).isCloseTo(Math.log(10), within(1e-6));
  }

  @Test
  void aDistributionIsALabelToo() {
    double[][] targets = {{1, 0, 0}, {0.2, 0.3, 0.5}, {0, 0, 1}, {0, 0.5, 0.5}};
    for (double smoothing : new double[] {0, 0.2}) {
      GraphProbe probe = new GraphProbe();
      Value label = probe.f32(Shape.of(4, 3), flat(targets));
      double[] actual =
          apply(
              probe,
              new CrossEntropy(),
              TestArguments.of(
                  "logits",
                  logits(probe),
                  "label",
                  label,
                  "smoothing",
                  smoothing,
                  "towards",
                  "all"));
      for (int i = 0; i < 4; i++) {
        double[] logs = logSoftmax(LOGITS[i]);
        double wanted = 0;
        for (int k = 0; k < 3; k++) {
          wanted -= ((1 - smoothing) * targets[i][k] + smoothing / 3) * logs[k];
        }
        assertThat(actual[i]).isCloseTo(wanted, within(1e-5 * Math.max(1, wanted)));
      }
    }
  }

  @Test
  void labelsMayBeOfAnyWholeType() {
    for (ElementType type : List.of(ElementType.U8, ElementType.I32, ElementType.I64)) {
      GraphProbe probe = new GraphProbe();
      // 300 classes do not fit into u8: the range must not be checked in that type
      Value logits = probe.f32(Shape.of(1, 300), new double[300]);
      Value label = probe.input(new TensorType(type, Shape.of(1)), 200);
      double[] loss =
          apply(
              probe,
              new CrossEntropy(),
              TestArguments.of("logits", logits, "label", label, "smoothing", 0.0));
      assertThat(loss[0]).isCloseTo(Math.log(300), within(1e-5));
    }
  }

  @Test
  void leadingAxesStay() {
    GraphProbe probe = new GraphProbe();
    Dim batch = probe.free("B", 2);
    Value logits = probe.f32(Shape.of(batch, Dim.of(2), Dim.of(3)), flat(LOGITS));
    Value label =
        probe.input(new TensorType(ElementType.I64, Shape.of(batch, Dim.of(2))), 0, 1, 2, 1);
    Value loss =
        new CrossEntropy()
            .apply(
                probe.graph(), TestArguments.of("logits", logits, "label", label, "smoothing", 0.0))
            .get(0);
    assertThat(loss.type().shape()).isEqualTo(Shape.of(batch, Dim.of(2)));
    assertThat(probe.numbers(loss)[1]).isCloseTo(Math.log(3), within(1e-6));
  }

  @Test
  void theGradientIsSoftmaxMinusTarget() {
    GraphProbe probe = new GraphProbe();
    Value logits = logits(probe);
    Value loss =
        new CrossEntropy()
            .apply(
                probe.graph(),
                TestArguments.of(
                    "logits",
                    logits,
                    "label",
                    probe.i64(Shape.of(4), 0, 1, 2, 0),
                    "smoothing",
                    0.3,
                    "towards",
                    "all"))
            .get(0);
    double[] gradient = probe.numbers(probe.gradient(loss, logits));
    int[] labels = {0, 1, 2, 0};
    for (int i = 0; i < 4; i++) {
      double[] logs = logSoftmax(LOGITS[i]);
      for (int k = 0; k < 3; k++) {
        double target = 0.7 * (k == labels[i] ? 1 : 0) + 0.1;
        assertThat(gradient[3 * i + k]).isCloseTo(Math.exp(logs[k]) - target, within(1e-6));
      }
    }
  }

  @Test
  void aMaskedClassDoesNoHarm() {
    GraphProbe probe = new GraphProbe();
    Value logits = probe.f32(Shape.of(1, 3), 1, Double.NEGATIVE_INFINITY, 1);
    Value loss =
        new CrossEntropy()
            .apply(
                probe.graph(),
                TestArguments.of(
                    "logits", logits, "label", probe.i64(Shape.of(1), 0), "smoothing", 0.0))
            .get(0);
    List<double[]> both = probe.run(List.of(loss, probe.gradient(loss, logits)));
    assertThat(both.get(0)[0]).isCloseTo(Math.log(2), within(1e-6));
    assertThat(both.get(1)).containsExactly(new double[] {-0.5, 0, 0.5}, within(1e-6));
  }

  @Test
  void aLabelOutOfRangeEndsTheStepWithTheRange() {
    for (double wrong : new double[] {3, -1, 1e12}) {
      GraphProbe probe = new GraphProbe();
      Value label = probe.i64(Shape.of(4), 0, 1, wrong, 2);
      TestArguments arguments =
          TestArguments.of("logits", logits(probe), "label", label, "smoothing", 0.0);
      assertThatThrownBy(() -> apply(probe, new CrossEntropy(), arguments))
          .isInstanceOf(StepFailure.class)
          .hasMessageContaining("outside 0 … 2")
          .hasMessageContaining("3 classes");
    }
  }

  @Test
  void aLabelOfNeitherFormIsRefusedWithBoth() {
    GraphProbe probe = new GraphProbe();
    assertThatThrownBy(
            () ->
                apply(
                    probe,
                    new CrossEntropy(),
                    TestArguments.of(
                        "logits",
                        logits(probe),
                        "label",
                        probe.i64(Shape.of(3), 0, 1, 2),
                        "smoothing",
                        0.0)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("i64[3]")
        .hasMessageContaining("[4, 3]");
    assertThatThrownBy(
            () ->
                apply(
                    probe,
                    new CrossEntropy(),
                    TestArguments.of(
                        "logits",
                        logits(probe),
                        "label",
                        probe.f32(Shape.of(4), 0, 1, 2, 0),
                        "smoothing",
                        0.0)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("whole numbers");
  }

  @Test
  void softCrossEntropyTakesTheTargetAsItIs() {
    GraphProbe probe = new GraphProbe();
    double[][] targets = {{2, 0, 0}, {0.2, 0.3, 0.5}, {0, 0, 1}, {0, 0.5, 0.5}};
    Value target = probe.f32(Shape.of(4, 3), flat(targets));
    Value loss =
        new SoftCrossEntropy()
            .apply(probe.graph(), TestArguments.of("logits", logits(probe), "target", target))
            .get(0);
    List<double[]> both = probe.run(List.of(loss, probe.gradient(loss, target)));
    for (int i = 0; i < 4; i++) {
      double[] logs = logSoftmax(LOGITS[i]);
      double wanted = 0;
      for (int k = 0; k < 3; k++) {
        wanted -= targets[i][k] * logs[k];
        assertThat(both.get(1)[3 * i + k]).isCloseTo(-logs[k], within(1e-4));
      }
      assertThat(both.get(0)[i]).isCloseTo(wanted, within(1e-4));
    }
  }

  @Test
  void meanSquaredErrorGivesOneValuePerExample() {
    GraphProbe probe = new GraphProbe();
    Dim batch = probe.free("B", 2);
    Shape shape = Shape.of(batch, Dim.of(2), Dim.of(2));
    Value a = probe.f32(shape, 1, 2, 3, 4, 0, 0, 0, 0);
    Value b = probe.f32(shape, 1, 0, 3, 0, 1, 1, 1, 3);
    Value loss =
        new MeanSquaredError()
            .apply(probe.graph(), TestArguments.of("prediction", a, "target", b))
            .get(0);
    assertThat(loss.type().shape()).isEqualTo(Shape.of(batch));
    assertThat(probe.numbers(loss)).containsExactly(new double[] {5, 3}, within(1e-6));
    GraphProbe flat = new GraphProbe();
    assertThat(
            apply(
                flat,
                new MeanSquaredError(),
                TestArguments.of(
                    "prediction",
                    flat.f32(Shape.of(2), 1, 5),
                    "target",
                    flat.f32(Shape.of(2), 3, 5))))
        .containsExactly(4, 0);
  }

  @Test
  void huberIsSquareNearAndStraightFar() {
    double[] gaps = {0, 0.5, -1, 1.5, -1.5, 4};
    double delta = 1.5;
    GraphProbe probe = new GraphProbe();
    Value prediction = probe.f32(Shape.of(6), gaps);
    Value loss =
        new Huber()
            .apply(
                probe.graph(),
                TestArguments.of(
                    "prediction",
                    prediction,
                    "target",
                    probe.f32(Shape.of(6), new double[6]),
                    "delta",
                    delta))
            .get(0);
    List<double[]> both = probe.run(List.of(loss, probe.gradient(loss, prediction)));
    for (int i = 0; i < gaps.length; i++) {
      double size = Math.abs(gaps[i]);
      double wanted = size <= delta ? size * size / 2 : delta * (size - delta / 2);
      assertThat(both.get(0)[i]).isCloseTo(wanted, within(1e-6));
      assertThat(both.get(1)[i])
          .isCloseTo(Math.max(-delta, Math.min(delta, gaps[i])), within(1e-6));
    }
  }

  @Test
  void binaryCrossEntropyIsStableAndHasTheRightGradientEverywhere() {
    double[] logits = {0, 1, -1, 30, -30, 500, -500};
    double[] targets = {1, 0, 0.25, 1, 1, 0, 0};
    GraphProbe probe = new GraphProbe();
    Value x = probe.f32(Shape.of(7), logits);
    Value loss =
        new BinaryCrossEntropy()
            .apply(
                probe.graph(),
                TestArguments.of("logits", x, "target", probe.f32(Shape.of(7), targets)))
            .get(0);
    List<double[]> both = probe.run(List.of(loss, probe.gradient(loss, x)));
    for (int i = 0; i < logits.length; i++) {
      double z = logits[i];
      double wanted =
          targets[i] * Math.log1p(Math.exp(-Math.abs(z)))
              + targets[i] * Math.max(0, -z)
              + (1 - targets[i]) * (Math.log1p(Math.exp(-Math.abs(z))) + Math.max(0, z));
      assertThat(both.get(0)[i]).isCloseTo(wanted, within(1e-5 * Math.max(1, wanted)));
      assertThat(both.get(1)[i]).isCloseTo(1 / (1 + Math.exp(-z)) - targets[i], within(1e-6));
    }
  }

  @Test
  void aNumberMayBeTheTargetOfAll() {
    GraphProbe probe = new GraphProbe();
    double[] loss =
        apply(
            probe,
            new BinaryCrossEntropy(),
            TestArguments.of("logits", probe.f32(Shape.of(2), 2, -2), "target", 1));
    assertThat(loss)
        .containsExactly(
            new double[] {Math.log1p(Math.exp(-2)), 2 + Math.log1p(Math.exp(-2))}, within(1e-6));
  }

  @Test
  void aTargetThatWouldSpreadIsRefused() {
    GraphProbe probe = new GraphProbe();
    TestArguments arguments =
        TestArguments.of(
            "logits", probe.f32(Shape.of(2), 1, 2), "target", probe.f32(Shape.of(2, 1), 1, 0));
    assertThatThrownBy(() -> apply(probe, new BinaryCrossEntropy(), arguments))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("[2, 1]")
        .hasMessageContaining("[2]");
  }

  @Test
  void entropyCountsAZeroAsNothing() {
    GraphProbe probe = new GraphProbe();
    Value p = probe.f32(Shape.of(4, 2), 0.5, 0.5, 1, 0, 0.25, 0.75, -0.5, 1.5);
    Value entropy = new Entropy().apply(probe.graph(), TestArguments.of("p", p)).get(0);
    List<double[]> both = probe.run(List.of(entropy, probe.gradient(entropy, p)));
    assertThat(both.get(0)[0]).isCloseTo(Math.log(2), within(1e-6));
    assertThat(both.get(0)[1]).isZero();
    assertThat(both.get(0)[2])
        .isCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), within(1e-6));
    assertThat(both.get(0)[3]).isNaN();
    assertThat(Arrays.copyOf(both.get(1), 6)).doesNotContain(Double.NaN);
    assertThat(both.get(1)[4]).isCloseTo(-Math.log(0.25) - 1, within(1e-5));
  }
}
