package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/** Averages that keep a share of what they were: a ← share·a + (1 − share)·x. */
final class Averages {
  private Averages() {}

  static Value moved(GraphBuilder graph, Value average, Value share, Value news) {
    return graph.add(
        graph.multiply(share, average), graph.multiply(Options.rest(graph, share), news));
  }

  /** a + w·(x − a): the same with the share of what is new. */
  static Value towards(GraphBuilder graph, Value from, Value to, Value share) {
    return graph.add(from, graph.multiply(share, graph.subtract(to, from)));
  }

  /**
   * 1 − shareᵗ: how much of an average that started at 0 has been filled; as −(e^(t·log share) −
   * 1), which keeps its digits where shareᵗ is close to 1.
   *
   * @param count t, a scalar of any float type
   */
  static Value filled(GraphBuilder graph, Value share, Value count) {
    Value exponent = graph.multiply(graph.cast(count, share.type().element()), graph.log(share));
    return graph.negate(graph.apply(Primitive.EXPM1, Attributes.NONE, List.of(exponent)).get(0));
  }
}
