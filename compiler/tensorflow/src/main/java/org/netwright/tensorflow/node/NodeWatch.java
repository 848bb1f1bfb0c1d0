package org.netwright.tensorflow.node;

import java.util.Optional;
import org.netwright.spi.graph.Op;
import org.tensorflow.GraphOperation;

/** Is told of every node that is written. */
@FunctionalInterface
public interface NodeWatch {
  NodeWatch NONE = (node, op) -> {};

  /**
   * Judges a new node.
   *
   * @param op that the node was written for, if any
   */
  void written(GraphOperation node, Optional<Op> op);
}
