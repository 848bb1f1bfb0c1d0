package org.netwright.frontend.precision;

import java.util.HashMap;
import java.util.Map;
import org.netwright.spi.graph.Op;

/** What the scopes of a step (itself and the bodies of its loops) have in common. */
final class StepDecisions {
  private final Map<Op, Boolean> halved = new HashMap<>();
  private int next;

  /** The number of the next op. */
  int number() {
    return next++;
  }

  /**
   * Whether an op is halved: as it was decided for the op that it computes again, so that the way
   * back meets the very numbers of the way there.
   *
   * @param first what its own scope says, which counts when nothing was decided yet
   */
  boolean halved(Op op, boolean first) {
    Boolean decided = halved.putIfAbsent(op.original(), first);
    return decided == null ? first : decided;
  }
}
