package org.netwright.frontend.differentiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** Derivatives of what moves elements: each is the move back. */
final class LayoutDerivatives {
  static final Map<Primitive, DerivativeRule> RULES =
      Map.of(
          Primitive.RESHAPE,
              DerivativeRule.to(
                  at ->
                      at.give(0, () -> at.graph().reshape(at.gradient(), at.x(0).type().shape()))),
          Primitive.TRANSPOSE, DerivativeRule.to(at -> at.give(0, () -> transposeBack(at))),
          Primitive.BROADCAST, DerivativeRule.to(at -> at.give(0, at::gradient)),
          Primitive.SLICE, DerivativeRule.to(at -> at.give(0, () -> padBack(at))),
          Primitive.CONCAT, DerivativeRule.to(LayoutDerivatives::split),
          Primitive.PAD,
              DerivativeRule.to(
                  at ->
                      at.give(
                          0,
                          () ->
                              at.graph()
                                  .slice(
                                      at.gradient(),
                                      at.attributes().dims("before"),
                                      at.x(0).type().shape().dims()))),
          Primitive.REVERSE,
              DerivativeRule.to(
                  at ->
                      at.give(
                          0, () -> at.make(Primitive.REVERSE, at.attributes(), at.gradient()))));

  private LayoutDerivatives() {}

  private static Value transposeBack(Adjoint at) {
    long[] permutation = at.attributes().integers("permutation");
    long[] inverse = new long[permutation.length];
    for (int i = 0; i < permutation.length; i++) {
      inverse[(int) permutation[i]] = i;
    }
    return at.graph().transpose(at.gradient(), inverse);
  }

  private static Value padBack(Adjoint at) {
    Shape shape = at.x(0).type().shape();
    List<Dim> begin = at.attributes().dims("begin");
    List<Dim> size = at.attributes().dims("size");
    List<Dim> after = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      after.add(shape.dim(axis).minus(begin.get(axis)).minus(size.get(axis)));
    }
    return at.graph().pad(at.gradient(), begin, after, 0);
  }

  private static void split(Adjoint at) {
    int axis = (int) at.attributes().integer("axis");
    Dim begin = Dim.of(0);
    for (int i = 0; i < at.op().operands().size(); i++) {
      Dim start = begin;
      Dim size = at.x(i).type().shape().dim(axis);
      at.give(i, () -> at.graph().slice(at.gradient(), axis, start, size));
      begin = begin.plus(size);
    }
  }
}
