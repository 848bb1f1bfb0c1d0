package org.netwright.spi.definition;

import org.netwright.spi.graph.Value;

/** Where a training stands (definitions C13): f32 scalars, counted from 0. */
public interface Clock {
  /** The running epoch, whole. */
  Value epoch();

  /** The running step of this training. */
  Value step();

  /** The length in epochs. */
  Value epochs();

  /** The length in steps. */
  Value steps();

  /** step / steps. */
  Value progress();

  /** A duration as a number of steps of this training. */
  Value inSteps(Duration duration);

  /**
   * How often the metric of {@code keep best by} has not improved for {@code patience} so far, an
   * f32 scalar: it counts up by one and begins to wait anew.
   */
  Value plateaus(Duration patience);
}
