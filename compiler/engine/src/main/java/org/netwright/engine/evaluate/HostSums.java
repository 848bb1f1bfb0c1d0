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
  private final Map<String, Running> running = new LinkedHashMap<>();

  /** A metric and what it has gathered. */
  private record Running(HostMetric metric, HostMetricDefinition.Pass pass) {}

  HostSums(Pass pass) {
    for (Pass.Report report : pass.reports()) {
      report
          .host()
          .ifPresent(
              metric ->
                  running.put(
                      report.key(),
                      new Running(metric, metric.definition().begin(metric.arguments()))));
    }
  }

  /** Takes what the step of one batch gave out. */
  void add(Map<String, HostTensor> outputs) {
    running.values().forEach(r -> r.pass().add(new Given(r.metric().outputs(), outputs)));
  }

  Map<String, Double> results() {
    Map<String, Double> results = new LinkedHashMap<>();
    running.forEach((key, r) -> results.put(key, r.pass().result()));
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
