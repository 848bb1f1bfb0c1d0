package org.netwright.tensorflow.emit;

import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.tensorflow.node.Node;
import org.tensorflow.Output;

/** What orders and repeats work. */
final class FlowEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          Primitive.AWAIT,
          Emitter.of(FlowEmitters::await),
          Primitive.WHILE,
          Emission::loop,
          Primitive.SCAN,
          Emission::loop);

  private FlowEmitters() {}

  /**
   * A node of its own: what reads it differs from what reads the operand, so that no pass of
   * TensorFlow takes the second computation for the first, and none starts before the others.
   */
  private static Output<?> await(Emission op) {
    Node node = op.node("Identity", op.in(0));
    for (int i = 1; i < op.op().operands().size(); i++) {
      node.after(op.in(i).op());
    }
    return node.output();
  }
}
