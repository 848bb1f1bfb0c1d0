package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.EINSUM;
import static org.netwright.spi.graph.Primitive.MATMUL;

import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Shape;
import org.tensorflow.Output;

/** Products summed over shared axes. */
final class ContractionEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          MATMUL, Emitter.of(ContractionEmitters::matmul),
          EINSUM, Emitter.of(ContractionEmitters::einsum));

  private ContractionEmitters() {}

  private static Output<?> matmul(Emission op) {
    boolean transposeA = op.attributes().flag("transpose_a");
    boolean transposeB = op.attributes().flag("transpose_b");
    int rankA = op.shape(0).rank();
    int rankB = op.shape(1).rank();
    if (rankA == 2 && rankB == 2) {
      return product(op, op.in(0), op.in(1), transposeA, transposeB);
    }
    if (rankB == 2 && !transposeA) {
      // one large product instead of one for each row of the batch
      Output<?> rows = rows(op, op.in(0), op.shape(0));
      Output<?> flat = product(op, rows, op.in(1), false, transposeB);
      return op.reshape(flat, op.result().shape());
    }
    return op.node("BatchMatMulV2", op.in(0), op.in(1))
        .with("adj_x", transposeA)
        .with("adj_y", transposeB)
        .output();
  }

  private static Output<?> product(
      Emission op, Output<?> a, Output<?> b, boolean transposeA, boolean transposeB) {
    return op.node("MatMul", a, b)
        .with("transpose_a", transposeA)
        .with("transpose_b", transposeB)
        .output();
  }

  /** All leading axes as one. */
  private static Output<?> rows(Emission op, Output<?> x, Shape shape) {
    Shape leading = shape.without(-1);
    return op.reshape(x, Shape.of(leading.elements(), shape.dim(-1)));
  }

  /** The graph has split products of more operands, which TensorFlow's kernel does not take. */
  private static Output<?> einsum(Emission op) {
    return op.node("Einsum")
        .list(op.all())
        .with("equation", op.attributes().text("equation"))
        .output();
  }
}
