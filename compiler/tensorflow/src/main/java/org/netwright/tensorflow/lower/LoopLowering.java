package org.netwright.tensorflow.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
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
 * Lowers one loop to a functional While: a node that runs two functions, one that asks whether to
 * go on and one that is an iteration. What goes round is the number of the iteration, the count,
 * whether it has stopped, what flows, what is taken from outside, and the sizes of free dims.
 */
final class LoopLowering {
  private static final TensorType WHOLE = new TensorType(ElementType.I32, Shape.SCALAR);
  private static final TensorType ANSWER = new TensorType(ElementType.BOOL, Shape.SCALAR);

  private final Op op;
  private final LoopBody body;
  private final OpLowering around;
  private final List<Output<?>> starts = new ArrayList<>();
  private final List<TensorType> types = new ArrayList<>();

  LoopLowering(Op op, OpLowering around) {
    this.op = op;
    this.body = op.attributes().body("body");
    this.around = around;
    start(around.nodes().integer(0), WHOLE);
    start(around.output(op.operand(0)), WHOLE);
    start(around.nodes().number(0, ElementType.BOOL), ANSWER);
    for (int i = 1; i < op.operands().size(); i++) {
      start(around.output(op.operand(i)), op.operand(i).type());
    }
  }

  private void start(Output<?> value, TensorType type) {
    starts.add(value);
    types.add(type);
  }

  List<Output<?>> results() {
    String name = "loop_" + op.id();
    try (Graph bodyGraph = new Graph();
        Graph conditionGraph = new Graph();
        ConcreteFunction iteration = iteration(bodyGraph, name + "_body");
        ConcreteFunction condition = condition(conditionGraph, name + "_condition")) {
      around.begin(op, NodeNames.Role.COMPUTE);
      List<Output<?>> all =
          around
              .nodes()
              .node(endsTheStep(body) ? "While" : "StatelessWhile")
              .list(starts)
              .with("cond", condition)
              .with("body", iteration)
              .outputs(starts.size());
      return all.subList(3, 3 + body.results().size());
    }
  }

  /** Whether an iteration may fail on purpose: then no pass may leave it out. */
  private static boolean endsTheStep(LoopBody body) {
    return body.ops().stream()
        .anyMatch(
            op ->
                op.primitive() == Primitive.CHECK
                    || op.primitive() == Primitive.WHILE
                        && endsTheStep(op.attributes().body("body")));
  }

  /** Writes an iteration; sizes that it turns out to need are handed in behind all else. */
  private ConcreteFunction iteration(Graph graph, String name) {
    NodeWriter nodes = around.nodes().inside(graph);
    nodes.begin(name, op, NodeNames.Role.COMPUTE);
    List<Output<?>> given = new ArrayList<>();
    types.forEach(type -> given.add(placeholder(nodes, type)));
    DimSizes sizes =
        new DimSizes(
            nodes,
            free -> {
              start(around.sizes().scalar(Dim.named(free)), WHOLE);
              Output<?> size = placeholder(nodes, WHOLE);
              given.add(size);
              return size;
            });
    OpLowering ops = around.inside(nodes, sizes);
    ops.put(body.index(), given.get(0));
    for (int i = 1; i < body.parameters().size(); i++) {
      ops.put(body.parameters().get(i), given.get(i + 2));
    }
    for (Op inner : body.ops()) {
      if (!ops.has(inner)) {
        ops.emit(inner);
      }
    }
    nodes.begin(name, op, NodeNames.Role.COMPUTE);
    List<Output<?>> next = new ArrayList<>(given);
    next.set(0, nodes.make("AddV2", given.get(0), nodes.integer(1)));
    if (body.stop().isPresent()) {
      next.set(2, ops.output(body.stop().get()));
    }
    for (int i = 0; i < body.results().size(); i++) {
      next.set(3 + i, ops.output(body.results().get(i)));
    }
    next.replaceAll(output -> nodes.make("Identity", output));
    return function(nodes.functionName(name), given, next, graph);
  }

  private ConcreteFunction condition(Graph graph, String name) {
    NodeWriter nodes = around.nodes().inside(graph);
    nodes.begin(name, op, NodeNames.Role.COMPUTE);
    List<Output<?>> given = new ArrayList<>();
    types.forEach(type -> given.add(placeholder(nodes, type)));
    Output<?> more = nodes.make("Less", given.get(0), given.get(1));
    Output<?> goesOn =
        body.stop().isPresent()
            ? nodes.make("LogicalAnd", more, nodes.make("LogicalNot", given.get(2)))
            : more;
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
