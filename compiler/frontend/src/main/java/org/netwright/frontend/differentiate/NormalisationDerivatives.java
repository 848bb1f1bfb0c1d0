package org.netwright.frontend.differentiate;

import java.util.List;
import java.util.Map;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** Derivatives of softmax and batch normalisation. */
final class NormalisationDerivatives {
  static final Map<Primitive, DerivativeRule> RULES =
      Map.of(
          Primitive.SOFTMAX, DerivativeRule.to(at -> at.give(0, () -> softmax(at))),
          Primitive.LOG_SOFTMAX, DerivativeRule.to(at -> at.give(0, () -> logSoftmax(at))),
          Primitive.BATCH_NORM, DerivativeRule.to(NormalisationDerivatives::batchNorm),
          Primitive.BATCH_NORM_GRADIENT,
              DerivativeRule.to(at -> at.replay(() -> composedGradient(at))));

  private NormalisationDerivatives() {}

  private static Value overLast(StepBuilder graph, Value x) {
    return graph.sum(x, true, x.type().shape().rank() - 1L);
  }

  /** y · (g − Σ g·y). */
  private static Value softmax(Adjoint at) {
    StepBuilder graph = at.graph();
    Value mean = overLast(graph, graph.multiply(at.gradient(), at.y()));
    return graph.multiply(at.y(), graph.subtract(at.gradient(), mean));
  }

  /** g − softmax(x) · Σ g. */
  private static Value logSoftmax(Adjoint at) {
    StepBuilder graph = at.graph();
    Value total = overLast(graph, at.gradient());
    return graph.subtract(at.gradient(), graph.multiply(graph.exp(at.y()), total));
  }

  /** How many elements a channel has, as a scalar of x's type. */
  private static Value perChannel(Adjoint at) {
    Shape shape = at.x(0).type().shape();
    Dim count = new Shape(shape.dims().subList(0, shape.rank() - 1)).elements();
    return at.graph().cast(at.graph().size(count), at.x(0).type().element());
  }

  private static void batchNorm(Adjoint at) {
    StepBuilder graph = at.graph();
    Value x = at.x(0);
    List<Value> results = at.op().results();
    if (at.gradient(0).isPresent()) {
      List<Value> gradients =
          graph.apply(
              Primitive.BATCH_NORM_GRADIENT,
              Attributes.of("eps", at.attributes().number("eps")),
              List.of(x, at.x(1), results.get(1), results.get(2), at.gradient()));
      for (int i = 0; i < 3; i++) {
        Value gradient = gradients.get(i);
        at.give(i, () -> gradient);
      }
    }
    at.gradient(1).ifPresent(g -> at.give(0, () -> graph.divide(g, perChannel(at))));
    at.gradient(2)
        .ifPresent(
            g ->
                at.give(
                    0,
                    () ->
                        graph.multiply(
                            graph.subtract(x, results.get(1)),
                            graph.divide(graph.multiply(g, 2), perChannel(at)))));
  }

  /** The gradient of batch normalisation (Ioffe and Szegedy 2015, section 3) in primitives. */
  private static List<Value> composedGradient(Adjoint at) {
    StepBuilder graph = at.graph();
    Value g = at.x(4);
    long[] axes = new long[g.type().shape().rank() - 1];
    java.util.Arrays.setAll(axes, i -> i);
    Value scale = graph.rsqrt(graph.add(at.x(3), at.attributes().number("eps")));
    Value normal = graph.multiply(graph.subtract(at.x(0), at.x(2)), scale);
    Value byShift = graph.sum(g, false, axes);
    Value byGain = graph.sum(graph.multiply(g, normal), false, axes);
    Value count = perChannel(at);
    Value common =
        graph.add(
            graph.divide(byShift, count), graph.multiply(normal, graph.divide(byGain, count)));
    Value byInput = graph.multiply(graph.multiply(at.x(1), scale), graph.subtract(g, common));
    return List.of(byInput, byGain, byShift);
  }
}
