package org.netwright.spi.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A step of a training was taken.
 *
 * @param stage the training
 * @param step counted from 1
 * @param steps how many it takes in all
 * @param epoch the running epoch, counted from 1
 * @param losses the mean over the batch of each loss that the step minimized, by its name, in the
 *     order of the text; a step that the clock chose may minimize fewer than another
 * @param rate the learning rate of the first optimizer; empty when the step has none to show
 */
public record StepEnded(
    String stage,
    long step,
    long steps,
    long epoch,
    Map<String, Double> losses,
    OptionalDouble rate) {
  /** Copies the losses, which keep their order. */
  public StepEnded {
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
  }
}
