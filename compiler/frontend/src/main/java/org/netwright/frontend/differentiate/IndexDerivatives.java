package org.netwright.frontend.differentiate;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;

/** Derivatives of reading and adding by index, which are each other's, and of resizing. */
final class IndexDerivatives {
  static final Map<Primitive, DerivativeRule> RULES =
      Map.of(
          Primitive.GATHER, DerivativeRule.to(at -> at.give(0, () -> scatter(at)), 0),
          Primitive.SCATTER_ADD, DerivativeRule.to(at -> at.give(0, () -> gather(at)), 0),
          Primitive.ONE_HOT, DerivativeRule.STOPS,
          Primitive.RESIZE, DerivativeRule.to(at -> at.give(0, () -> resizeBack(at))),
          Primitive.RESIZE_GRADIENT, DerivativeRule.to(at -> at.give(0, () -> resize(at))));

  private IndexDerivatives() {}

  private static Value scatter(Adjoint at) {
    return at.make(
        Primitive.SCATTER_ADD,
        at.attributes().with("shape", at.x(0).type().shape()),
        at.gradient(),
        at.x(1));
  }

  private static Value gather(Adjoint at) {
    Attributes attributes = at.attributes();
    return at.make(
        Primitive.GATHER,
        Attributes.of("axis", attributes.integer("axis"), "batch", attributes.integer("batch")),
        at.gradient(),
        at.x(1));
  }

  private static Value resizeBack(Adjoint at) {
    return at.make(
        Primitive.RESIZE_GRADIENT,
        Attributes.of("shape", at.x(0).type().shape(), "method", at.attributes().text("method")),
        at.gradient());
  }

  private static Value resize(Adjoint at) {
    Shape large = at.x(0).type().shape();
    return at.make(
        Primitive.RESIZE,
        Attributes.of(
            "size", List.of(large.dim(1), large.dim(2)), "method", at.attributes().text("method")),
        at.gradient());
  }
}
