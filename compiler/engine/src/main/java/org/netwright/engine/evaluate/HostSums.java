package org.netwright.engine.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.Pass.HostMetric;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** The metrics of a pass that Java computes, while it goes over its batches. */
final class HostSums {
  private final Map<String, HostMetric> metrics = new LinkedHashMap<>();
  private final Map<String, HostMetricDefinition.Pass> passes = new LinkedHashMap<>();

  HostSums(Pass pass) {
    for (Pass.Report report : pass.reports()) {
      report
          .host()
          .ifPresent(
              metric -> {
                metrics.put(report.key(), metric);
                passes.put(report.key(), metric.definition().begin(metric.arguments()));
              });
    }
  }

  /** Takes what the step of one batch gave out. */
  void add(Map<String, HostTensor> outputs) {
    passes.forEach((key, pass) -> pass.add(new Given(metrics.get(key).outputs(), outputs)));
  }

  Map<String, Double> results() {
    Map<String, Double> results = new LinkedHashMap<>();
    passes.forEach((key, pass) -> results.put(key, pass.result()));
    return results;
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
      HostTensor tensor = isNone(name) ? null : outputs.get(names.get(name));
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
