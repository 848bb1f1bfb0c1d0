package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.EINSUM;
import static org.netwright.spi.graph.Primitive.MATMUL;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
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

  /**
   * A SUM over all leading axes of {@code aᵀ b}, the gradient of a weight that a batch shares: one
   * large product, if {@code op} is of that form.
   */
  static Optional<Output<?>> summedProduct(Emission op) {
    Op product = op.op().operand(0).op();
    if (product.primitive() != MATMUL
        || !product.attributes().flag("transpose_a")
        || product.attributes().flag("transpose_b")
        || op.attributes().flag("keep")) {
      return Optional.empty();
    }
    Value a = product.operand(0);
    Value b = product.operand(1);
    Shape shapeA = a.type().shape();
    Shape shapeB = b.type().shape();
    int rank = shapeA.rank();
    boolean alike =
        rank >= 3
            && rank == shapeB.rank()
            && shapeA.dims().subList(0, rank - 1).equals(shapeB.dims().subList(0, rank - 1));
    long[] leading = Emission.range(0, Math.max(0, rank - 2));
    if (!alike || !Arrays.equals(op.attributes().integers("axes"), leading)) {
      return Optional.empty();
    }
    Output<?> rowsA = rows(op, op.output(a), shapeA);
    Output<?> rowsB = rows(op, op.output(b), shapeB);
    return Optional.of(product(op, rowsA, rowsB, true, false));
  }

  /** The graph has split products of more operands, which TensorFlow's kernel does not take. */
  private static Output<?> einsum(Emission op) {
    return op.node("Einsum")
        .list(op.all())
        .with("equation", op.attributes().text("equation"))
        .output();
  }
}
