package org.netwright.frontend.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.source.Span;

/**
 * Work over all batches of a data pipe, with reports. Reports are exact: their sums are variables
 * of kind METRIC.
 *
 * @param reset writes the metric variables' first values; run before a pass
 * @param step run once a batch
 * @param result reads the metric variables; its outputs are the reports by key; run after a pass
 * @param reports what is reported
 */
public record Pass(
    DataProgram data, StepGraph reset, StepGraph step, StepGraph result, List<Report> reports) {
  public Pass {
    reports = List.copyOf(reports);
  }

  Pass withData(UnaryOperator<DataProgram> change) {
    return new Pass(change.apply(data), reset, step, result, reports);
  }

  /**
   * A reported number (or tensor).
   *
   * @param key {@code split.name}
   * @param better which way is better, when that is known
   * @param host how it is computed outside of the steps, if it is
   */
  public record Report(String key, Better better, Optional<HostMetric> host) {
    public Report(String key, Better better) {
      this(key, better, Optional.empty());
    }
  }

  /**
   * A metric that gathers tensors of each batch in Java and comes to a number at the end.
   *
   * @param name as the plugin's header declares it
   * @param plugin that defines it
   * @param place where the recipe asks for it
   * @param arguments the known ones; those that are tensors are outputs of the step
   * @param outputs the output of the step for each tensor argument
   */
  public record HostMetric(
      String name,
      String plugin,
      Span place,
      HostMetricDefinition definition,
      Arguments arguments,
      Map<String, String> outputs) {}

  /** The direction of improvement. */
  public enum Better {
    HIGHER,
    LOWER,
    UNKNOWN
  }
}
