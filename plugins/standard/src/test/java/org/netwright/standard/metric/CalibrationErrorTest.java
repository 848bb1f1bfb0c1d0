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

/** Passes of single examples, worked by hand. */
class CalibrationErrorTest {
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
}
