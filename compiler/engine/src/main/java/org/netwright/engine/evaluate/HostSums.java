package org.netwright.engine.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.netwright.engine.fault.PluginFault;
import org.netwright.engine.fault.StepMessages;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.Pass.HostMetric;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** The metrics of a pass that Java computes, while it goes over its batches. */
final class HostSums {
  /** A metric and what it has added up so far. */
  private record Running(HostMetric metric, HostMetricDefinition.Pass pass) {}

  private final Map<String, Running> running = new LinkedHashMap<>();

  HostSums(List<Pass.Report> reports) {
    for (Pass.Report report : reports) {
      report
          .host()
          .ifPresent(
              metric ->
                  running.put(
                      report.key(),
                      new Running(
                          metric,
                          of(metric, () -> metric.definition().begin(metric.arguments())))));
    }
  }

  /** Takes what the step of one batch gave out. */
  void add(Map<String, HostTensor> outputs) {
    running.values().forEach(each -> add(each, new Given(each.metric().outputs(), outputs)));
  }

  private static void add(Running running, Given batch) {
    Boolean unused =
        of(
            running.metric(),
            () -> {
              running.pass().add(batch);
              return true;
            });
  }

  Map<String, Double> results() {
    Map<String, Double> results = new LinkedHashMap<>();
    running.forEach((key, each) -> results.put(key, of(each.metric(), each.pass()::result)));
    return results;
  }

  /** What the code of a plugin gives; whatever it throws is a fault of that plugin. */
  private static <T> T of(HostMetric metric, Supplier<T> code) {
    try {
      return code.get();
    } catch (DiagnosticException mistake) {
      throw mistake;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError thrown) {
      throw new PluginFault(
          StepMessages.metricBroke(metric.place(), metric.name(), metric.plugin(), thrown), thrown);
    }
  }

  /** The tensors of one batch by the names of the metric's parameters. */
  private record Given(Map<String, String> names, Map<String, HostTensor> outputs)
      implements HostMetricDefinition.Batch {
    @Override
    public boolean isNone(String name) {
      return !names.containsKey(name);
    }

    @Override
    public HostMetricDefinition.Tensor tensor(String name) {
      String output = names.get(name);
      HostTensor tensor = output == null ? null : outputs.get(output);
      if (tensor == null) {
        throw new IllegalStateException("the batch gives no tensor " + name);
      }
      return new Elements(tensor);
    }
  }

  /** A fetched tensor. */
  private record Elements(HostTensor tensor) implements HostMetricDefinition.Tensor {
    @Override
    public TensorType type() {
      return tensor.type();
    }

    @Override
    public double number(int index) {
      return tensor.number(index);
    }
  }
}
