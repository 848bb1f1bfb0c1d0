package org.netwright.tensorflow.lower;

import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Output;

/**
 * Lowers a loop of a length that is known when it runs. Its slots: the number of the iteration, the
 * count, whether it has stopped, what flows, what is taken from outside.
 */
final class LoopLowering {
  private static final TensorType ANSWER = new TensorType(ElementType.BOOL, Shape.SCALAR);

  private final Op op;
  private final LoopBody body;
  private final OpLowering around;

  LoopLowering(Op op, OpLowering around) {
    this.op = op;
    this.body = op.attributes().body("body");
    this.around = around;
  }

  List<Output<?>> results() {
    FunctionalLoop loop = new FunctionalLoop(op, around);
    loop.slot(around.nodes().integer(0), FunctionalLoop.WHOLE);
    loop.slot(around.output(op.operand(0)), FunctionalLoop.WHOLE);
    loop.slot(around.nodes().number(0, ElementType.BOOL), ANSWER);
    for (int i = 1; i < op.operands().size(); i++) {
      loop.slot(around.output(op.operand(i)), op.operand(i).type());
    }
    return loop.run(endsTheStep(body), this::next, this::goesOn)
        .subList(3, 3 + op.results().size());
  }

  /** Whether an iteration may fail on purpose: then no pass may leave it out. */
  static boolean endsTheStep(LoopBody body) {
    return body.ops().stream()
        .anyMatch(
            op ->
                op.primitive() == Primitive.CHECK
                    || op.attributes().has("body") && endsTheStep(op.attributes().body("body")));
  }

  private List<Output<?>> next(OpLowering ops, List<Output<?>> slots) {
    ops.put(body.index(), slots.get(0));
    for (int i = 1; i < body.parameters().size(); i++) {
      ops.put(body.parameters().get(i), slots.get(i + 2));
    }
    ops.emitAll(body.ops());
    ops.begin("next");
    List<Output<?>> next = new ArrayList<>(slots);
    next.set(0, ops.nodes().make("AddV2", slots.get(0), ops.nodes().integer(1)));
    body.stop().ifPresent(stop -> next.set(2, ops.output(stop)));
    for (int i = 0; i < body.results().size(); i++) {
      next.set(3 + i, ops.output(body.results().get(i)));
    }
    return next;
  }

  private Output<?> goesOn(NodeWriter nodes, List<Output<?>> slots) {
    Output<?> more = nodes.make("Less", slots.get(0), slots.get(1));
    return body.stop().isPresent()
        ? nodes.make("LogicalAnd", more, nodes.make("LogicalNot", slots.get(2)))
        : more;
  }
}
