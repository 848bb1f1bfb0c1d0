package org.netwright.spi.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training of the recipe has ended, its last evaluation done.
 *
 * @param stage its name
 * @param steps how many were taken
 * @param epochs how many were begun
 * @param seconds how long it took, over all processes of the run
 * @param kept the step whose weights are kept
 * @param metrics what those weights came to, by key
 */
public record StageEnded(
    String stage, long steps, long epochs, double seconds, long kept, Map<String, Metric> metrics) {
  /** Copies the metrics, which keep their order. */
  public StageEnded {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
