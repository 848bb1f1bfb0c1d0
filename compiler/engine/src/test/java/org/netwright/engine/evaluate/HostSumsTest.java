package org.netwright.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.engine.fault.PluginFault;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.Pass.Better;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.source.Span;

/** What a metric of a plugin throws is told as that plugin's fault, whenever it throws. */
class HostSumsTest {
  private static final Arguments NONE =
      (Arguments)
          Proxy.newProxyInstance(
              Arguments.class.getClassLoader(),
              new Class<?>[] {Arguments.class},
              (proxy, method, given) -> {
                throw new IllegalStateException("this metric has no arguments");
              });

  private record Broken(boolean adds) implements HostMetricDefinition.Pass {
    @Override
    public void add(HostMetricDefinition.Batch batch) {
      if (!adds) {
        throw new ArithmeticException("/ by zero");
      }
    }

    @Override
    public double result() {
      throw new ArithmeticException("/ by zero");
    }
  }

  private static HostSums sums(HostMetricDefinition definition) {
    Pass.HostMetric metric =
        new Pass.HostMetric(
            "median", "medians", new Span("a.net", 3, 5, 3, 9), definition, NONE, Map.of());
    return new HostSums(
        List.of(new Pass.Report("test.median", Better.HIGHER, Optional.of(metric))));
  }

  private static void isTheFaultOfThePlugin(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            PluginFault.class,
            fault ->
                assertThat(fault.diagnostic().toString())
                    .contains("NW656")
                    .contains("the metric median throws")
                    .contains("the plugin medians"));
  }

  @Test
  void aMetricThatThrowsWhenItBeginsIsAFaultOfItsPlugin() {
    isTheFaultOfThePlugin(
        () ->
            sums(
                arguments -> {
                  throw new ArithmeticException("/ by zero");
                }));
  }

  @Test
  void aMetricThatThrowsAtABatchIsAFaultOfItsPlugin() {
    HostSums sums = sums(arguments -> new Broken(false));
    isTheFaultOfThePlugin(() -> sums.add(Map.of()));
  }

  @Test
  void aMetricThatThrowsAtTheEndIsAFaultOfItsPlugin() {
    HostSums sums = sums(arguments -> new Broken(true));
    sums.add(Map.of());
    isTheFaultOfThePlugin(sums::results);
  }
}
