package org.netwright.frontend.program;

import java.util.List;
import org.netwright.spi.graph.Op;

/** Ops in an order in which every operand comes before its use. */
public record Graph(List<Op> ops) {
  public Graph {
    ops = List.copyOf(ops);
  }
}
