package org.netwright.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.StepFailure;
import org.netwright.testkit.GraphProbe;
import org.netwright.testkit.TestArguments;

class AccuracyTest {
  private final Accuracy accuracy = new Accuracy();

  private double of(int top, double[][] logits, double... labels) {
    GraphProbe probe = new GraphProbe();
    return probe.number(result(probe, top, List.of(batch(probe, logits, labels))));
  }

  private record Batch(Value logits, Value label) {}

  private static Batch batch(GraphProbe probe, double[][] logits, double[] labels) {
    double[] flat =
        java.util.Arrays.stream(logits).flatMapToDouble(java.util.Arrays::stream).toArray();
    return new Batch(
        probe.f32(Shape.of(logits.length, logits[0].length), flat),
        probe.i64(Shape.of(labels.length), labels));
  }

  /** Runs a pass of several batches. */
  private Value result(GraphProbe probe, int top, List<Batch> batches) {
    TestArguments statics = TestArguments.of("top", top);
    List<Value> states = new ArrayList<>();
    for (var state : accuracy.states(statics)) {
      states.add(probe.graph().fill(0, state.type()));
    }
    for (Batch batch : batches) {
      TestArguments arguments = statics.with("logits", batch.logits()).with("label", batch.label());
      states = accuracy.update(probe.graph(), arguments, states);
    }
    Value result = accuracy.result(probe.graph(), statics, states);
    assertThat(result.type()).isEqualTo(new TensorType(ElementType.F64, Shape.SCALAR));
    return result;
  }

  @Test
  void theLargestLogitDecides() {
    double[][] logits = {{1, 2, 3}, {3, 2, 1}, {-1, -2, -3}, {0, 5, 1}};
    assertThat(of(1, logits, 2, 0, 0, 1)).isEqualTo(1);
    assertThat(of(1, logits, 0, 0, 1, 1)).isEqualTo(0.5);
    assertThat(of(1, logits, 0, 1, 1, 2)).isZero();
  }

  @Test
  void topCountsThoseNearBehind() {
    double[][] logits = {{1, 2, 3, 0}, {1, 2, 3, 0}, {1, 2, 3, 0}, {1, 2, 3, 0}};
    assertThat(of(1, logits, 0, 1, 2, 3)).isEqualTo(0.25);
    assertThat(of(2, logits, 0, 1, 2, 3)).isEqualTo(0.5);
    assertThat(of(3, logits, 0, 1, 2, 3)).isEqualTo(0.75);
  }

  @Test
  void tiesCountAgainstTheClass() {
    assertThat(of(1, new double[][] {{0, 0, 0}}, 0)).isZero();
    assertThat(of(1, new double[][] {{1, 1, 0}}, 0)).isZero();
    assertThat(of(2, new double[][] {{1, 1, 0}}, 0)).isEqualTo(1);
    assertThat(of(2, new double[][] {{1, 1, 1}}, 0)).isZero();
  }

  @Test
  void whatIsNoNumberIsNeverRight() {
    double nan = Double.NaN;
    assertThat(of(1, new double[][] {{nan, nan, nan}, {nan, 0, 0}, {1, nan, 0}}, 0, 0, 0)).isZero();
  }

  @Test
  void aPassOverUnequalBatchesIsThatOverTheirExamples() {
    GraphProbe probe = new GraphProbe();
    double[][] right = {{0, 1}};
    double[][] four = {{0, 1}, {0, 1}, {1, 0}, {1, 0}};
    Value result =
        result(
            probe,
            1,
            List.of(
                batch(probe, four, new double[] {1, 1, 1, 1}),
                batch(probe, four, new double[] {1, 0, 1, 1}),
                batch(probe, new double[][] {right[0], right[0]}, new double[] {1, 1})));
    assertThat(probe.number(result)).isEqualTo(0.5);
  }

  @Test
  void aLabelOutOfRangeEndsTheStep() {
    assertThatThrownBy(() -> of(1, new double[][] {{0, 1}}, 2))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("outside 0 … 1");
  }
}
