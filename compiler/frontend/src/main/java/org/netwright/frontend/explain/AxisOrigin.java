package org.netwright.frontend.explain;

import java.util.Optional;
import org.netwright.spi.graph.Value;

/** Where the size of one axis of a value comes from, one operation back. */
sealed interface AxisOrigin {
  /** An axis of an operand, as it was. */
  record Kept(Axis from) implements AxisOrigin {}

  /**
   * A size that the operation computes.
   *
   * @param rule what it computes, with the numbers
   * @param from the axis that the rule begins with, if it begins with one
   */
  record Computed(String rule, Optional<Axis> from) implements AxisOrigin {}

  /** A size that was there before any operation. */
  record Given() implements AxisOrigin {}

  /** An axis of a value, counted from 0. */
  record Axis(Value value, int number) {}
}
