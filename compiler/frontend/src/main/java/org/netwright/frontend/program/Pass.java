package org.netwright.frontend.program;

import java.util.List;

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

  /**
   * A reported number (or tensor).
   *
   * @param key {@code split.name}
   * @param better which way is better, when that is known
   */
  public record Report(String key, Better better) {}

  /** The direction of improvement. */
  public enum Better {
    HIGHER,
    LOWER,
    UNKNOWN
  }
}
