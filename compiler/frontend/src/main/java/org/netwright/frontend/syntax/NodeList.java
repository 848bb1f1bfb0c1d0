package org.netwright.frontend.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes in the order in which they were added. */
final class NodeList {
  private final List<Node> nodes = new ArrayList<>();

  private NodeList() {}

  static NodeList none() {
    return new NodeList();
  }

  NodeList and(Node node) {
    nodes.add(node);
    return this;
  }

  NodeList and(Optional<? extends Node> node) {
    node.ifPresent(nodes::add);
    return this;
  }

  NodeList and(List<? extends Node> more) {
    nodes.addAll(more);
    return this;
  }

  List<Node> nodes() {
    return nodes;
  }
}
