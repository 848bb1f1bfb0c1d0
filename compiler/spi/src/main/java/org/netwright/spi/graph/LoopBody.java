package org.netwright.spi.graph;

import java.util.List;
import java.util.Optional;

/**
 * One iteration of a {@link Primitive#WHILE} or {@link Primitive#SCAN}: ops of their own over
 * parameters, which are ops {@link Primitive#INPUT} that nothing feeds.
 *
 * @param parameters the number of the iteration (an i32 scalar), then what flows from iteration to
 *     iteration, then what comes from outside, in the order of the loop's operands behind its count
 * @param results what flows on, of the types of the parameters it replaces; of a scan also what it
 *     gathers
 * @param stop whether this iteration is the last one, a bool scalar; absent when only the count
 *     ends the loop
 * @param ops in an order in which every operand comes before its use
 */
public record LoopBody(
    List<Value> parameters, List<Value> results, Optional<Value> stop, List<Op> ops) {
  public LoopBody {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
    ops = List.copyOf(ops);
  }

  /** The number of the iteration, from 0. */
  public Value index() {
    return parameters.get(0);
  }

  @Override
  public String toString() {
    return ops.size() + " ops";
  }
}
