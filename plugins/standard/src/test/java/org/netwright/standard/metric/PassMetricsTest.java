package org.netwright.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.GraphProbe;
import org.netwright.testkit.TestArguments;

/** Metrics that are no mean over examples, on passes worked by hand. */
class PassMetricsTest {
  /** Runs a pass of several batches, each the tensor arguments by name. */
  private static double of(
      MetricDefinition metric,
      GraphProbe probe,
      TestArguments statics,
      List<Map<String, Value>> batches) {
    List<Value> states = new ArrayList<>();
    for (var state : metric.states(statics)) {
      states.add(probe.graph().fill(0, state.type()));
    }
    for (Map<String, Value> batch : batches) {
      TestArguments arguments = statics;
      for (Map.Entry<String, Value> tensor : batch.entrySet()) {
        arguments = arguments.with(tensor.getKey(), tensor.getValue());
      }
      states = metric.update(probe.graph(), arguments, states);
    }
    return probe.number(metric.result(probe.graph(), statics, states));
  }

  // ---- calibration

  private static double calibration(int bins, double[][] first, double[] labels) {
    GraphProbe probe = new GraphProbe();
    List<Map<String, Value>> batches = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      batches.add(
          Map.of(
              "p", probe.f32(Shape.of(1, 2), first[i]),
              "label", probe.i64(Shape.of(1), labels[i])));
    }
    return of(new CalibrationError(), probe, TestArguments.of("bins", bins), batches);
  }

  @Test
  void calibrationIsTheMeanGapOfTheBins() {
    double[][] p = {{0.95, 0.05}, {0.85, 0.15}, {0.35, 0.65}};
    double[] labels = {0, 1, 1};
    assertThat(calibration(10, p, labels)).isCloseTo((0.05 + 0.85 + 0.35) / 3, within(1e-6));
    assertThat(calibration(1, p, labels)).isCloseTo(Math.abs(2 - 2.45) / 3, within(1e-6));
  }

  @Test
  void certaintyThatIsRightIsCalibrated() {
    assertThat(calibration(15, new double[][] {{1, 0}, {0, 1}}, new double[] {0, 1})).isZero();
  }

  // ---- bleu

  private static double bleu(int order, double[][] candidates, double[][] references) {
    GraphProbe probe = new GraphProbe();
    List<Map<String, Value>> batches = new ArrayList<>();
    for (int i = 0; i < candidates.length; i++) {
      batches.add(
          Map.of(
              "candidate", probe.i64(Shape.of(1, candidates[i].length), candidates[i]),
              "reference", probe.i64(Shape.of(1, references[i].length), references[i])));
    }
    return of(
        new Bleu(),
        probe,
        TestArguments.of("pad", 0, "begin", 1, "end", 2, "order", order),
        batches);
  }

  private static double bleu(int order, double[] candidate, double[] reference) {
    return bleu(order, new double[][] {candidate}, new double[][] {reference});
  }

  /** Papineni et al., 2002, section 2.1: "the" seven times holds two matches. */
  @Test
  void matchesAreClippedByTheReference() {
    double[] the = {5, 5, 5, 5, 5, 5, 5};
    assertThat(bleu(1, the, new double[] {5, 6, 7, 8, 5, 9})).isCloseTo(2 / 7.0, within(1e-6));
  }

  @Test
  void ordersAreJoinedByTheirGeometricMean() {
    double[] candidate = {4, 5, 6, 7};
    double[] reference = {4, 5, 7, 6};
    assertThat(bleu(1, candidate, reference)).isCloseTo(1, within(1e-6));
    assertThat(bleu(2, candidate, reference)).isCloseTo(Math.sqrt(1 / 3.0), within(1e-6));
    assertThat(bleu(3, candidate, reference)).isZero();
    assertThat(bleu(4, candidate, candidate)).isCloseTo(1, within(1e-6));
  }

  @Test
  void aShortCandidatePaysAndMarksDoNotCount() {
    double[] candidate = {1, 4, 5, 2, 6, 7};
    double[] reference = {1, 4, 5, 6, 7, 2, 0, 0, 0};
    assertThat(bleu(1, candidate, reference)).isCloseTo(Math.exp(1 - 4 / 2.0), within(1e-6));
  }

  @Test
  void sumsRunOverThePass() {
    double[][] candidates = {{4, 5}, {6, 7}};
    double[][] references = {{4, 5}, {8, 6}};
    // three of four tokens, one of two pairs
    assertThat(bleu(2, candidates, references)).isCloseTo(Math.sqrt(0.75 * 0.5), within(1e-6));
  }
}
