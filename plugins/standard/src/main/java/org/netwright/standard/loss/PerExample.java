package org.netwright.standard.loss;

import java.util.stream.LongStream;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** From one value per element to one per example. */
final class PerExample {
  private PerExample() {}

  /** The mean over all axes but the first. */
  static Value mean(GraphBuilder graph, Value x) {
    int rank = x.type().shape().rank();
    return rank <= 1 ? x : graph.mean(x, false, LongStream.range(1, rank).toArray());
  }
}
