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
  /** A metric and what it has added up so far. */
  private record Running(HostMetric metric, HostMetricDefinition.Pass pass) {}

  private final Map<String, Running> running = new LinkedHashMap<>();

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
    running.values().forEach(each -> each.pass().add(new Given(each.metric().outputs(), outputs)));
  }

  Map<String, Double> results() {
    Map<String, Double> results = new LinkedHashMap<>();
    running.forEach((key, each) -> results.put(key, each.pass().result()));
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
