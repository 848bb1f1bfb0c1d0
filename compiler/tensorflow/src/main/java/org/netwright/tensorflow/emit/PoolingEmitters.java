package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.AVG_POOL;
import static org.netwright.spi.graph.Primitive.AVG_POOL_GRADIENT;
import static org.netwright.spi.graph.Primitive.MAX_POOL;
import static org.netwright.spi.graph.Primitive.MAX_POOL_GRADIENT;

import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.node.Node;
import org.tensorflow.Output;

/** The largest or the mean of a window. */
final class PoolingEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          MAX_POOL, Emitter.of(PoolingEmitters::max),
          MAX_POOL_GRADIENT, Emitter.of(PoolingEmitters::maxGradient),
          AVG_POOL, Emitter.of(PoolingEmitters::average),
          AVG_POOL_GRADIENT, Emitter.of(PoolingEmitters::averageGradient));

  private PoolingEmitters() {}

  /** A window on its way over images. */
  private static final class Walk {
    private final Emission op;
    private final Shape images;
    private final long[] window;
    private final long[] strides;
    private final long[] pads;

    Walk(Emission op, Shape images) {
      this.op = op;
      this.images = images;
      this.window = op.attributes().integers("window");
      this.strides = op.attributes().integers("strides");
      this.pads = op.attributes().integers("pads");
    }

    /** Whether TensorFlow's own border, or none, is the one that is wanted. */
    boolean isDirect() {
      return Padding.isNone(pads) || Padding.isSame(images, window, strides, pads);
    }

    Node over(String type, Output<?>... operands) {
      boolean same = isDirect() && !Padding.isNone(pads);
      return op.node(type, operands)
          .with("ksize", new long[] {1, window[0], window[1], 1})
          .with("strides", new long[] {1, strides[0], strides[1], 1})
          .with("padding", same ? "SAME" : "VALID");
    }

    Output<?> bordered(Output<?> x, double value) {
      return isDirect() ? x : Padding.padImages(op, x, pads, value);
    }
  }

  /** What never wins: minus infinity, or the smallest whole number. */
  private static double lowest(Emission op) {
    return switch (op.element(0)) {
      case BF16, F32, F64 -> Double.NEGATIVE_INFINITY;
      case I64 -> Long.MIN_VALUE;
      case I32 -> Integer.MIN_VALUE;
      case U8, BOOL -> 0;
    };
  }

  private static Output<?> max(Emission op) {
    Walk walk = new Walk(op, op.shape(0));
    return walk.over("MaxPool", walk.bordered(op.in(0), lowest(op))).output();
  }

  private static Output<?> maxGradient(Emission op) {
    Walk walk = new Walk(op, op.shape(0));
    Output<?> x = walk.bordered(op.in(0), lowest(op));
    Output<?> gradient = walk.over("MaxPoolGrad", x, op.in(1), op.in(2)).output();
    return walk.isDirect() ? gradient : Padding.crop(op, gradient, op.shape(0), walk.pads);
  }

  private static Output<?> average(Emission op) {
    Walk walk = new Walk(op, op.shape(0));
    Output<?> mean = walk.over("AvgPool", walk.bordered(op.in(0), 0)).output();
    return walk.isDirect() ? mean : op.make("RealDiv", mean, share(walk));
  }

  private static Output<?> averageGradient(Emission op) {
    Shape images = op.attributes().shape("shape");
    Walk walk = new Walk(op, images);
    if (walk.isDirect()) {
      return walk.over("AvgPoolGrad", op.sizes().vector(images), op.in(0)).output();
    }
    Output<?> shared = op.make("RealDiv", op.in(0), share(walk));
    Output<?> sizes = op.sizes().vector(Padding.padded(images, walk.pads));
    Output<?> gradient = walk.over("AvgPoolGrad", sizes, shared).output();
    return Padding.crop(op, gradient, images, walk.pads);
  }

  /** The share of each window that lies on the images. */
  private static Output<?> share(Walk walk) {
    Emission op = walk.op;
    Shape one = walk.images.with(0, Dim.of(1)).with(3, Dim.of(1));
    Output<?> ones = op.make("Fill", op.sizes().vector(one), op.number(1));
    return walk.over("AvgPool", walk.bordered(ones, 0)).output();
  }
}
