package org.netwright.frontend.vectorize;

import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;

/** A pass that gives ops a new first axis: what a batched form may ask of it. */
interface Lifting {
  StepBuilder builder();

  /** The length of the new axis. */
  Dim batch();

  /** Whether a value has the new axis. */
  boolean isBatched(Value original);

  /** What stands for a value: with the new axis, or shared along it. */
  Value copy(Value original);

  /** What stands for a value, with the new axis. */
  Value whole(Value original);
}
