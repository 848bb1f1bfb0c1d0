package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.BATCH_NORM;
import static org.netwright.spi.graph.Primitive.BATCH_NORM_GRADIENT;
import static org.netwright.spi.graph.Primitive.LOG_SOFTMAX;
import static org.netwright.spi.graph.Primitive.SOFTMAX;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.tensorflow.Output;

/**
 * Softmax, and batch normalisation (Ioffe and Szegedy 2015) by TensorFlow's fused kernels. Those
 * take f32 images; other ranks are turned into images of one pixel, and f64 is composed.
 */
final class NormalizationEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          SOFTMAX,
          Emitter.of(op -> op.make("Softmax", op.in(0))),
          LOG_SOFTMAX,
          Emitter.of(op -> op.make("LogSoftmax", op.in(0))),
          BATCH_NORM,
          NormalizationEmitters::batchNorm,
          BATCH_NORM_GRADIENT,
          NormalizationEmitters::batchNormGradient);

  private NormalizationEmitters() {}

  // ---- fused

  private static List<Output<?>> batchNorm(Emission op) {
    if (op.element(1) != ElementType.F32) {
      return composed(op);
    }
    Output<?> none = op.nodes().constant(TensorType.f32(Shape.of(0)), new double[0]);
    List<Output<?>> results =
        op.node("FusedBatchNormV3", images(op, op.in(0)), op.in(1), op.in(2), none, none)
            .with("epsilon", (float) op.attributes().number("eps"))
            .with("is_training", true)
            .outputs(3);
    Output<?> biased = op.make("Mul", results.get(2), biased(op));
    return List.of(asBefore(op, results.get(0)), results.get(1), biased);
  }

  /**
   * The kernel's variance is that of a sample, a sum over n − 1; this factor makes it one over n.
   */
  private static Output<?> biased(Emission op) {
    Dim rows = rows(op);
    if (rows.isKnown()) {
      double n = rows.known();
      return op.number(Math.max(n - 1, 1) / n, ElementType.F32);
    }
    Output<?> n = op.cast(op.size(rows), ElementType.F32);
    Output<?> one = op.number(1, ElementType.F32);
    Output<?> others = op.make("Maximum", op.make("Sub", n, one), one);
    return op.make("RealDiv", others, n);
  }

  private static List<Output<?>> batchNormGradient(Emission op) {
    if (op.element(1) != ElementType.F32) {
      return composedGradient(op);
    }
    float eps = (float) op.attributes().number("eps");
    Output<?> spread = op.in(3);
    if (op.target() == Target.GPU) {
      // cuDNN keeps the inverse deviation where the CPU's kernel keeps the variance
      spread = op.make("Rsqrt", op.make("AddV2", spread, op.number(eps, ElementType.F32)));
    }
    Output<?> none = op.nodes().constant(TensorType.f32(Shape.of(0)), new double[0]);
    Output<?> gradient = images(op, op.in(4));
    Output<?> x = images(op, op.in(0));
    List<Output<?>> results =
        op.node("FusedBatchNormGradV3", gradient, x, op.in(1), op.in(2), spread, none)
            .with("epsilon", eps)
            .with("is_training", true)
            .outputs(3);
    return List.of(asBefore(op, results.get(0)), results.get(1), results.get(2));
  }

  private static Output<?> images(Emission op, Output<?> x) {
    return op.shape(0).rank() == 4
        ? x
        : op.reshape(x, Shape.of(rows(op), Dim.of(1), Dim.of(1), op.shape(0).dim(-1)));
  }

  private static Output<?> asBefore(Emission op, Output<?> images) {
    return op.shape(0).rank() == 4 ? images : op.reshape(images, op.shape(0));
  }

  /** How many elements each mean is taken over. */
  private static Dim rows(Emission op) {
    return op.shape(0).without(-1).elements();
  }

  // ---- composed

  private static Output<?> mean(Emission op, Output<?> x) {
    Output<?> sum = op.sum(x, Emission.range(0, op.shape(0).rank() - 1));
    return op.make("RealDiv", sum, op.cast(op.size(rows(op)), op.element(0)));
  }

  private static Output<?> inverseDeviation(Emission op, Output<?> variance) {
    double eps = op.attributes().number("eps");
    return op.make("Rsqrt", op.make("AddV2", variance, op.number(eps)));
  }

  private static List<Output<?>> composed(Emission op) {
    Output<?> mean = mean(op, op.in(0));
    Output<?> centred = op.make("Sub", op.in(0), mean);
    Output<?> variance = mean(op, op.make("Square", centred));
    Output<?> factor = op.make("Mul", inverseDeviation(op, variance), op.in(1));
    Output<?> y = op.make("AddV2", op.make("Mul", centred, factor), op.in(2));
    return List.of(y, mean, variance);
  }

  private static List<Output<?>> composedGradient(Emission op) {
    long[] rows = Emission.range(0, op.shape(0).rank() - 1);
    Output<?> gradient = op.in(4);
    Output<?> inverse = inverseDeviation(op, op.in(3));
    Output<?> centred = op.make("Sub", op.in(0), op.in(2));
    Output<?> normal = op.make("Mul", centred, inverse);
    Output<?> gain = op.sum(op.make("Mul", gradient, normal), rows);
    Output<?> shift = op.sum(gradient, rows);
    Output<?> n = op.cast(op.size(rows(op)), op.element(0));
    Output<?> along = op.make("Mul", normal, op.make("RealDiv", gain, n));
    Output<?> inner = op.make("Sub", op.make("Sub", gradient, op.make("RealDiv", shift, n)), along);
    Output<?> x = op.make("Mul", inner, op.make("Mul", op.in(1), inverse));
    return List.of(x, gain, shift);
  }
}
