package org.netwright.tensorflow.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Op;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.node.DimSizes;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;

/**
 * A While of TensorFlow that runs two functions: one that asks whether to go on and one that is an
 * iteration. Its slots go round; what an iteration does not change it hands on. Sizes of free dims
 * that an iteration turns out to need take slots behind all others.
 */
final class FunctionalLoop {
  static final TensorType WHOLE = new TensorType(ElementType.I32, Shape.SCALAR);

  private final Op op;
  private final OpLowering around;
  private final List<Output<?>> starts = new ArrayList<>();
  private final List<TensorType> types = new ArrayList<>();

  FunctionalLoop(Op op, OpLowering around) {
    this.op = op;
    this.around = around;
  }

  /** Writes an iteration. */
  @FunctionalInterface
  interface Iteration {
    /** The slots behind it, from those before it; sizes are not among them. */
    List<Output<?>> next(OpLowering ops, List<Output<?>> slots);
  }

  /** Writes the question whether to go on. */
  @FunctionalInterface
  interface Condition {
    Output<?> goesOn(NodeWriter nodes, List<Output<?>> slots);
  }

  /** A slot with what it starts with; its number. */
  int slot(Output<?> start, TensorType type) {
    starts.add(start);
    types.add(type);
    return starts.size() - 1;
  }

  /** The slots behind the last iteration. */
  List<Output<?>> run(boolean mayFail, Iteration iteration, Condition condition) {
    String name = op.primitive() + "_" + op.id();
    try (Graph bodyGraph = new Graph();
        Graph conditionGraph = new Graph();
        ConcreteFunction body = body(bodyGraph, name + "_body", iteration);
        ConcreteFunction question = question(conditionGraph, name + "_condition", condition)) {
      around.begin(op, NodeNames.Role.COMPUTE);
      return around
          .nodes()
          .node(mayFail ? "While" : "StatelessWhile")
          .list(starts)
          .with("cond", question)
          .with("body", body)
          .outputs(starts.size());
    }
  }

  private ConcreteFunction body(Graph graph, String name, Iteration iteration) {
    NodeWriter nodes = around.nodes().inside(graph);
    nodes.begin(name, op, NodeNames.Role.COMPUTE);
    List<Output<?>> given = new ArrayList<>();
    types.forEach(type -> given.add(placeholder(nodes, type)));
    List<Output<?>> slots = List.copyOf(given);
    DimSizes sizes =
        new DimSizes(
            nodes,
            free -> {
              slot(around.sizes().scalar(Dim.named(free)), WHOLE);
              Output<?> size = placeholder(nodes, WHOLE);
              given.add(size);
              return size;
            });
    List<Output<?>> next = new ArrayList<>(iteration.next(around.inside(nodes, sizes, op), slots));
    next.addAll(given.subList(slots.size(), given.size()));
    nodes.begin(name, op, NodeNames.Role.COMPUTE);
    next.replaceAll(output -> nodes.make("Identity", output));
    return function(nodes.functionName(name), given, next, graph);
  }

  private ConcreteFunction question(Graph graph, String name, Condition condition) {
    NodeWriter nodes = around.nodes().inside(graph);
    nodes.begin(name, op, NodeNames.Role.COMPUTE);
    List<Output<?>> given = new ArrayList<>();
    types.forEach(type -> given.add(placeholder(nodes, type)));
    Output<?> goesOn = condition.goesOn(nodes, given);
    return function(nodes.functionName(name), given, List.of(goesOn), graph);
  }

  private static Output<?> placeholder(NodeWriter nodes, TensorType type) {
    return nodes
        .node("Placeholder")
        .with("dtype", type.element())
        .with("shape", type.shape())
        .output();
  }

  private static ConcreteFunction function(
      String name, List<Output<?>> given, List<Output<?>> made, Graph graph) {
    Signature.Builder signature = Signature.builder(name).methodName(name);
    named("in", given).forEach(signature::input);
    named("out", made).forEach(signature::output);
    return ConcreteFunction.create(signature.build(), graph);
  }

  /** Names that keep their order when sorted. */
  private static Map<String, Operand<?>> named(String prefix, List<Output<?>> outputs) {
    Map<String, Operand<?>> named = new LinkedHashMap<>();
    for (Output<?> output : outputs) {
      named.put("%s_%06d".formatted(prefix, named.size()), output);
    }
    return named;
  }
}
