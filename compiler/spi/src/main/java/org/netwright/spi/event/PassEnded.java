package org.netwright.spi.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a pass over data reported: an epoch of training, or a whole evaluation.
 *
 * @param stage the training it belongs to
 * @param evaluation whether it was an evaluation; else the epoch of training
 * @param epoch the running epoch, counted from 1
 * @param step the steps of the training taken so far
 * @param metrics what each {@code report} came to, by its key such as {@code test.accuracy}, in the
 *     order of the text
 */
public record PassEnded(
    String stage, boolean evaluation, long epoch, long step, Map<String, Metric> metrics) {
  /** Copies the metrics, which keep their order. */
  public PassEnded {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
