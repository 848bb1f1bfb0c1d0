package org.netwright.standard.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.event.Metric;
import org.netwright.spi.event.PassEnded;
import org.netwright.spi.event.RunControl;
import org.netwright.spi.event.RunEnded;
import org.netwright.spi.event.RunListener;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.testkit.TestArguments;

class StopWhenTest {
  private final List<String> stops = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private RunListener listener(double at, boolean falling) {
    RunControl control =
        new RunControl() {
          @Override
          public void stop(String reason) {
            stops.add(reason);
          }

          @Override
          public void note(String message) {
            notes.add(message);
          }
        };
    return new StopWhen()
        .listen(TestArguments.of("metric", "test.a", "at", at, "falling", falling), control);
  }

  private static PassEnded pass(String key, double value) {
    Metric metric = new Metric(new TensorType(ElementType.F64, Shape.SCALAR), List.of(value));
    return new PassEnded("train", true, 1, 6, Map.of(key, metric));
  }

  @Test
  void aRisingMetricStopsTheRunWhenItHasReachedTheValue() {
    RunListener listener = listener(0.9, false);
    listener.passEnded(pass("test.a", 0.89));
    listener.passEnded(pass("test.a", Double.NaN));
    listener.passEnded(pass("test.b", 1));
    assertThat(stops).isEmpty();
    listener.passEnded(pass("test.a", 0.9));
    assertThat(stops).containsExactly("test.a is 0.9, and 0.9 was asked for");
  }

  @Test
  void aFallingMetricStopsTheRunFromAbove() {
    RunListener listener = listener(0.5, true);
    listener.passEnded(pass("test.a", 0.6));
    assertThat(stops).isEmpty();
    listener.passEnded(pass("test.a", 0.4));
    assertThat(stops).hasSize(1);
  }

  @Test
  void aMetricThatNothingReportsIsTold() {
    RunListener listener = listener(0.9, false);
    listener.passEnded(pass("test.b", 1));
    listener.runEnded(new RunEnded(RunEnded.How.FINISHED, ""));
    assertThat(notes).containsExactly("no pass reported test.a; there were test.b");
  }
}
