package org.netwright.frontend.differentiate;

import java.util.EnumMap;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/**
 * Derivatives of convolutions and pooling. A convolution is bilinear, so the convolution and its
 * two gradients are each other's derivatives.
 */
final class WindowDerivatives {
  static final Map<Primitive, DerivativeRule> RULES = rules();

  private WindowDerivatives() {}

  private static Map<Primitive, DerivativeRule> rules() {
    Map<Primitive, DerivativeRule> rules = new EnumMap<>(Primitive.class);
    convolution(
        rules, Primitive.CONV2D, Primitive.CONV2D_INPUT_GRADIENT, Primitive.CONV2D_KERNEL_GRADIENT);
    convolution(
        rules,
        Primitive.DEPTHWISE_CONV2D,
        Primitive.DEPTHWISE_CONV2D_INPUT_GRADIENT,
        Primitive.DEPTHWISE_CONV2D_KERNEL_GRADIENT);
    rules.put(
        Primitive.MAX_POOL,
        DerivativeRule.to(
            at ->
                at.give(
                    0,
                    () ->
                        at.make(
                            Primitive.MAX_POOL_GRADIENT,
                            at.attributes(),
                            at.x(0),
                            at.y(),
                            at.gradient()))));
    // It is linear in the gradient; which elements win is piecewise constant.
    rules.put(Primitive.MAX_POOL_GRADIENT, DerivativeRule.to(DerivativeRule::refuse, 2));
    rules.put(
        Primitive.AVG_POOL,
        DerivativeRule.to(
            at ->
                at.give(
                    0,
                    () ->
                        at.make(
                            Primitive.AVG_POOL_GRADIENT,
                            at.attributes().with("shape", at.x(0).type().shape()),
                            at.gradient()))));
    rules.put(
        Primitive.AVG_POOL_GRADIENT,
        DerivativeRule.to(
            at ->
                at.give(
                    0,
                    () ->
                        at.make(
                            Primitive.AVG_POOL,
                            pick(at.attributes(), "window", "strides", "pads"),
                            at.gradient()))));
    return rules;
  }

  private static void convolution(
      Map<Primitive, DerivativeRule> rules,
      Primitive forward,
      Primitive byImages,
      Primitive byKernel) {
    rules.put(
        forward,
        DerivativeRule.to(
            at -> {
              at.give(0, () -> shaped(at, byImages, at.x(0), at.x(1), at.gradient()));
              at.give(1, () -> shaped(at, byKernel, at.x(1), at.x(0), at.gradient()));
            }));
    // operands: kernel, gradient of the result
    rules.put(
        byImages,
        DerivativeRule.to(
            at -> {
              at.give(0, () -> shaped(at, byKernel, at.x(0), at.gradient(), at.x(1)));
              at.give(1, () -> at.make(forward, windows(at), at.gradient(), at.x(0)));
            }));
    // operands: images, gradient of the result
    rules.put(
        byKernel,
        DerivativeRule.to(
            at -> {
              at.give(0, () -> shaped(at, byImages, at.x(0), at.gradient(), at.x(1)));
              at.give(1, () -> at.make(forward, windows(at), at.x(0), at.gradient()));
            }));
  }

  private static Value shaped(
      Adjoint at, Primitive primitive, Value like, Value first, Value second) {
    Attributes attributes = windows(at).with("shape", like.type().shape());
    return at.make(primitive, attributes, first, second);
  }

  private static Attributes windows(Adjoint at) {
    return pick(at.attributes(), "strides", "dilations", "pads");
  }

  private static Attributes pick(Attributes attributes, String... names) {
    Attributes picked = Attributes.NONE;
    for (String name : names) {
      picked = picked.with(name, attributes.integers(name));
    }
    return picked;
  }
}
