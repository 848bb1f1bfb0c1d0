package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.BROADCAST;
import static org.netwright.spi.graph.Primitive.CONCAT;
import static org.netwright.spi.graph.Primitive.GATHER;
import static org.netwright.spi.graph.Primitive.ONE_HOT;
import static org.netwright.spi.graph.Primitive.PAD;
import static org.netwright.spi.graph.Primitive.RESHAPE;
import static org.netwright.spi.graph.Primitive.REVERSE;
import static org.netwright.spi.graph.Primitive.SCATTER_ADD;
import static org.netwright.spi.graph.Primitive.SLICE;
import static org.netwright.spi.graph.Primitive.TRANSPOSE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.tensorflow.Output;

/** Elements to other places, unchanged. */
final class ShapeEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          RESHAPE, Emitter.of(op -> op.reshape(op.in(0), op.attributes().shape("shape"))),
          TRANSPOSE, Emitter.of(ShapeEmitters::transpose),
          BROADCAST, Emitter.of(ShapeEmitters::broadcast),
          SLICE, Emitter.of(ShapeEmitters::slice),
          CONCAT, Emitter.of(ShapeEmitters::concat),
          PAD, Emitter.of(ShapeEmitters::pad),
          REVERSE, Emitter.of(ShapeEmitters::reverse),
          GATHER, Emitter.of(ShapeEmitters::gather),
          SCATTER_ADD, Emitter.of(ScatterAdd::emit),
          ONE_HOT, Emitter.of(ShapeEmitters::oneHot));

  private ShapeEmitters() {}

  private static Output<?> transpose(Emission op) {
    return op.transpose(op.in(0), op.attributes().integers("permutation"));
  }

  private static Output<?> broadcast(Emission op) {
    return op.make("BroadcastTo", op.in(0), op.sizes().vector(op.attributes().shape("shape")));
  }

  private static Output<?> slice(Emission op) {
    List<Dim> begin = op.attributes().dims("begin");
    List<Dim> size = op.attributes().dims("size");
    Shape from = op.shape(0);
    List<Dim> sizes = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      boolean rest = begin.get(axis).plus(size.get(axis)).equals(from.dim(axis));
      // −1 is TensorFlow's word for all the rest, which needs no computing
      sizes.add(rest && !size.get(axis).isKnown() ? Dim.of(-1) : size.get(axis));
    }
    return op.make("Slice", op.in(0), op.sizes().vector(begin), op.sizes().vector(sizes));
  }

  private static Output<?> concat(Emission op) {
    if (op.op().operands().size() == 1) {
      return op.in(0);
    }
    int axis = (int) op.attributes().integer("axis");
    return op.node("ConcatV2").list(op.all()).and(op.nodes().integer(axis)).output();
  }

  private static Output<?> pad(Emission op) {
    List<Dim> before = op.attributes().dims("before");
    List<Dim> after = op.attributes().dims("after");
    return Padding.pad(op, op.in(0), before, after, op.attributes().number("value"));
  }

  private static Output<?> reverse(Emission op) {
    return op.make("ReverseV2", op.in(0), op.integers(op.attributes().integers("axes")));
  }

  private static Output<?> gather(Emission op) {
    Output<?> axis = op.nodes().integer(op.attributes().integer("axis"));
    return op.node("GatherV2", op.in(0), index(op), axis)
        .with("batch_dims", op.attributes().integer("batch"))
        .output();
  }

  /** TensorFlow takes indices of 32 and 64 bits only. */
  private static Output<?> index(Emission op) {
    return ScatterAdd.index(op, 1);
  }

  private static Output<?> oneHot(Emission op) {
    Output<?> depth = op.size(op.attributes().dim("depth"));
    return op.node("OneHot", op.in(0), depth, op.number(1), op.number(0))
        .with("axis", -1L)
        .output();
  }
}
