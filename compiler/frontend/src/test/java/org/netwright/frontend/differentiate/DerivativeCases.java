package org.netwright.frontend.differentiate;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Functions through every differentiable primitive, in several shapes each. */
final class DerivativeCases {
  private DerivativeCases() {}

  private static int[] s(int... sizes) {
    return sizes;
  }

  static BiFunction<StepBuilder, List<Value>, Value> op(Primitive p, Object... attributes) {
    return (graph, x) -> graph.apply(p, Attributes.of(attributes), x).get(0);
  }

  private static DerivativeCase of(Primitive p, int[]... shapes) {
    return DerivativeCase.of(p + " " + describe(shapes), op(p), shapes);
  }

  private static String describe(int[]... shapes) {
    StringBuilder text = new StringBuilder();
    for (int[] shape : shapes) {
      text.append(java.util.Arrays.toString(shape));
    }
    return text.toString();
  }

  static Stream<DerivativeCase> all() {
    return Stream.of(elementwise(), reductions(), layouts(), contractions(), windows(), norms())
        .flatMap(x -> x);
  }

  private static Stream<DerivativeCase> elementwise() {
    Stream<DerivativeCase> unary =
        Stream.of(
                Primitive.NEGATE,
                Primitive.ABS,
                Primitive.EXP,
                Primitive.EXPM1,
                Primitive.SIN,
                Primitive.COS,
                Primitive.TANH,
                Primitive.SIGMOID,
                Primitive.SOFTPLUS,
                Primitive.RELU,
                Primitive.ERF)
            .map(p -> of(p, s(2, 3)));
    Stream<DerivativeCase> positive =
        Stream.of(Primitive.LOG, Primitive.LOG1P, Primitive.SQRT, Primitive.RSQRT)
            .map(p -> of(p, s(5)).between(0.3, 2));
    Stream<DerivativeCase> binary =
        Stream.of(
                Primitive.ADD,
                Primitive.SUBTRACT,
                Primitive.MULTIPLY,
                Primitive.MAXIMUM,
                Primitive.MINIMUM)
            .flatMap(
                p ->
                    Stream.of(
                        of(p, s(2, 3), s(2, 3)), of(p, s(2, 1, 3), s(4, 1)), of(p, s(), s(3))));
    Stream<DerivativeCase> quotients =
        Stream.of(Primitive.DIVIDE, Primitive.POWER, Primitive.MODULO)
            .flatMap(
                p ->
                    Stream.of(
                        of(p, s(2, 3), s(2, 3)).between(0.4, 2),
                        of(p, s(3), s(2, 1)).between(0.4, 2)));
    Stream<DerivativeCase> others =
        Stream.of(
            DerivativeCase.of(
                "cube", (g, x) -> g.power(x.get(0), g.constant(3, ElementType.F64)), s(4)),
            DerivativeCase.of(
                    "root", (g, x) -> g.power(x.get(0), g.constant(0.5, ElementType.F64)), s(4))
                .between(0.3, 2),
            DerivativeCase.of("cast", (g, x) -> g.cast(g.square(x.get(0)), ElementType.F32), s(3)),
            DerivativeCase.of(
                "select",
                (g, x) -> g.select(g.less(x.get(0), x.get(1)), g.square(x.get(1)), x.get(2)),
                s(2, 3),
                s(3),
                s(2, 1)),
            DerivativeCase.of(
                "check",
                (g, x) ->
                    g.check(
                        g.square(x.get(0)),
                        g.less(x.get(0), g.constant(9, ElementType.F64)),
                        "small"),
                s(3)),
            DerivativeCase.of(
                "gradient penalty",
                DerivativeCases::penalty,
                s(2, 4, 4, 1),
                s(3, 3, 1, 2),
                s(8, 1)),
            DerivativeCase.of(
                "quantized",
                (g, x) ->
                    g.apply(
                            Primitive.QUANTIZED,
                            Attributes.of("bits", 1L),
                            List.of(g.square(x.get(0)), g.stopGradient(x.get(0))))
                        .get(0),
                s(3)),
            DerivativeCase.of("scan", DerivativeCases::scan, s(2), s(3, 2), s(2)),
            DerivativeCase.of(
                "await",
                (g, x) -> g.square(op(Primitive.AWAIT).apply(g, List.of(x.get(0), x.get(0)))),
                s(3)),
            DerivativeCase.of(
                "recomputed",
                (g, x) ->
                    g.inRegion(
                        Optional.of(new Region(Optional.empty())),
                        () -> g.multiply(g.exp(x.get(0)), g.tanh(g.square(x.get(0))))),
                s(3)),
            DerivativeCase.of(
                "shared", (g, x) -> g.multiply(g.exp(x.get(0)), g.square(x.get(0))), s(3)));
    return Stream.of(unary, positive, binary, quotients, others).flatMap(x -> x);
  }

  /** ‖∂ critic / ∂ image‖ per image (Gulrajani et al. 2017), for a critic of two layers. */
  private static Value penalty(StepBuilder g, List<Value> x) {
    long[] two = {2, 2};
    Attributes walk =
        Attributes.of(
            "strides", two, "dilations", new long[] {1, 1}, "pads", new long[] {1, 1, 1, 1});
    Value y = g.apply(Primitive.CONV2D, walk, List.of(x.get(0), x.get(1))).get(0);
    Value leaky = g.maximum(y, g.multiply(y, 0.2));
    Value bent = g.add(leaky, g.multiply(g.square(y), 0.1)); // so that its slope has a slope
    Value score = g.matmul(g.reshape(bent, Shape.of(2, 8)), x.get(2));
    Value slope =
        Differentiation.gradients(g, g.sum(score), List.of(x.get(0))).get(0).orElseThrow();
    Value norm = g.sqrt(g.sum(g.square(slope), false, 1, 2, 3));
    return g.square(g.add(norm, -1));
  }

  /** h ← tanh(h · w + part), gathering h²; then both the last h and all that is gathered count. */
  private static Value scan(StepBuilder g, List<Value> x) {
    StepBuilder inside = g.iteration();
    Value flowing = inside.parameter(x.get(0).type());
    Value part = inside.parameter(x.get(0).type());
    Value next = inside.tanh(inside.add(inside.multiply(flowing, x.get(2)), part));
    List<Value> results =
        g.scan(
            3,
            false,
            List.of(x.get(0)),
            List.of(x.get(1)),
            inside,
            List.of(next),
            List.of(inside.square(next)));
    return g.add(results.get(1), results.get(0));
  }

  private static Stream<DerivativeCase> reductions() {
    Stream<DerivativeCase> folds =
        Stream.of(Primitive.SUM, Primitive.MAX, Primitive.MIN, Primitive.PRODUCT)
            .flatMap(
                p ->
                    Stream.of(
                        DerivativeCase.of(
                            p + " middle",
                            op(p, "axes", new long[] {1}, "keep", false),
                            s(2, 3, 2)),
                        DerivativeCase.of(
                            p + " outer",
                            op(p, "axes", new long[] {0, 2}, "keep", true),
                            s(2, 2, 3)),
                        DerivativeCase.of(
                            p + " all", op(p, "axes", new long[] {0, 1}, "keep", false), s(2, 3))));
    Stream<DerivativeCase> sums =
        Stream.of(true, false)
            .flatMap(
                exclusive ->
                    Stream.of(true, false)
                        .map(
                            reverse ->
                                DerivativeCase.of(
                                    "cumulative " + exclusive + reverse,
                                    (g, x) ->
                                        g.square(
                                            op(
                                                    Primitive.CUMULATIVE_SUM,
                                                    "axis",
                                                    1L,
                                                    "exclusive",
                                                    exclusive,
                                                    "reverse",
                                                    reverse)
                                                .apply(g, x)),
                                    s(2, 4))));
    return Stream.of(
            folds,
            sums,
            Stream.of(
                DerivativeCase.of("mean", (g, x) -> g.mean(g.square(x.get(0)), true, 1), s(2, 3)),
                DerivativeCase.of(
                    "top_k vector",
                    (g, x) -> g.square(op(Primitive.TOP_K, "k", Dim.of(2)).apply(g, x)),
                    s(5)),
                DerivativeCase.of(
                    "top_k",
                    (g, x) -> g.square(op(Primitive.TOP_K, "k", Dim.of(3)).apply(g, x)),
                    s(2, 2, 4))))
        .flatMap(x -> x);
  }

  private static Value indices(StepBuilder g, int[] shape, double... values) {
    Dim[] dims = java.util.Arrays.stream(shape).mapToObj(Dim::of).toArray(Dim[]::new);
    return g.constant(values, new TensorType(ElementType.I32, Shape.of(dims)));
  }

  private static Stream<DerivativeCase> layouts() {
    return Stream.of(
        DerivativeCase.of(
            "reshape", (g, x) -> g.square(g.reshape(x.get(0), Shape.of(3, 2))), s(2, 3)),
        DerivativeCase.of(
            "transpose", (g, x) -> g.square(g.transpose(x.get(0), 2, 0, 1)), s(2, 3, 4)),
        DerivativeCase.of(
            "broadcast", (g, x) -> g.square(g.broadcast(x.get(0), Shape.of(4, 2, 3))), s(2, 1)),
        DerivativeCase.of(
            "slice", (g, x) -> g.square(g.slice(x.get(0), 1, Dim.of(1), Dim.of(2))), s(2, 4)),
        DerivativeCase.of("concat", (g, x) -> g.square(g.concat(x, 1)), s(2, 1), s(2, 3), s(2, 2)),
        DerivativeCase.of(
            "pad",
            (g, x) ->
                g.square(
                    g.pad(
                        x.get(0), List.of(Dim.of(1), Dim.of(0)), List.of(Dim.of(0), Dim.of(2)), 7)),
            s(2, 3)),
        DerivativeCase.of(
            "reverse",
            (g, x) -> g.square(op(Primitive.REVERSE, "axes", new long[] {1}).apply(g, x)),
            s(2, 3)),
        DerivativeCase.of(
            "gather rows",
            (g, x) -> g.square(g.gather(x.get(0), indices(g, s(3), 2, 0, 2), 0, 0)),
            s(4, 2)),
        DerivativeCase.of(
            "gather columns",
            (g, x) -> g.square(g.gather(x.get(0), indices(g, s(2, 2), 2, 0, 1, 1), 1, 0)),
            s(2, 3, 2)),
        DerivativeCase.of(
            "gather batched",
            (g, x) -> g.square(g.gather(x.get(0), indices(g, s(2, 3), 2, 0, 2, 1, 1, 0), 1, 1)),
            s(2, 3, 2)),
        DerivativeCase.of(
            "gather batched behind",
            (g, x) -> g.square(g.gather(x.get(0), indices(g, s(2, 3), 2, 0, 2, 1, 1, 0), 2, 1)),
            s(2, 2, 3)),
        DerivativeCase.of(
            "scatter",
            (g, x) ->
                g.square(
                    g.apply(
                            Primitive.SCATTER_ADD,
                            Attributes.of("axis", 1L, "batch", 1L, "shape", Shape.of(2, 4, 2)),
                            List.of(x.get(0), indices(g, s(2, 3), 2, 0, 2, 1, 1, 0)))
                        .get(0)),
            s(2, 3, 2)),
        resize("nearest", 2, 3, 4, 4),
        resize("nearest", 5, 4, 2, 3),
        resize("bilinear", 2, 3, 5, 4),
        resize("bicubic", 4, 4, 3, 6));
  }

  private static DerivativeCase resize(String method, int h, int w, int height, int width) {
    return DerivativeCase.of(
        "resize " + method + h + height,
        (g, x) ->
            g.square(
                op(
                        Primitive.RESIZE,
                        "size",
                        List.of(Dim.of(height), Dim.of(width)),
                        "method",
                        method)
                    .apply(g, x)),
        s(1, h, w, 2));
  }

  private static DerivativeCase matmul(boolean a, boolean b, int[]... shapes) {
    return DerivativeCase.of(
        "matmul " + a + b + describe(shapes), (g, x) -> g.matmul(x.get(0), x.get(1), a, b), shapes);
  }

  private static DerivativeCase einsum(String equation, int[]... shapes) {
    return DerivativeCase.of(equation, op(Primitive.EINSUM, "equation", equation), shapes);
  }

  private static Stream<DerivativeCase> contractions() {
    return Stream.of(
        matmul(false, false, s(2, 3), s(3, 4)),
        matmul(true, false, s(3, 2), s(3, 4)),
        matmul(false, true, s(2, 3), s(4, 3)),
        matmul(true, true, s(3, 2), s(4, 3)),
        matmul(false, false, s(2, 2, 3), s(3, 2)),
        matmul(false, true, s(2, 2, 3), s(2, 3)),
        matmul(true, false, s(2, 3, 2), s(3, 2)),
        matmul(true, true, s(2, 3, 2), s(2, 3)),
        matmul(false, false, s(2, 3), s(2, 3, 2)),
        matmul(false, true, s(2, 1, 2, 3), s(3, 2, 3)),
        einsum("ij,jk->ik", s(2, 3), s(3, 2)),
        einsum("bqhd,bkhd->bhqk", s(2, 2, 2, 3), s(2, 3, 2, 3)),
        einsum("ab,cb->", s(2, 3), s(2, 3)),
        einsum("abc->ca", s(2, 3, 2)),
        einsum("a,b->ab", s(2), s(3)),
        einsum("abx,bc->ac", s(2, 3, 2), s(3, 2)),
        einsum("ab,bc,cd->ad", s(2, 2), s(2, 3), s(3, 2)));
  }

  private static Object[] window(long[] strides, long[] dilations, long[] pads) {
    return new Object[] {"strides", strides, "dilations", dilations, "pads", pads};
  }

  static long[] n(long... numbers) {
    return numbers;
  }

  private static DerivativeCase convolution(
      Primitive p, long[] strides, long[] dilations, long[] pads, int[] images, int[] kernel) {
    return DerivativeCase.of(
        p
            + describe(images, kernel)
            + java.util.Arrays.toString(strides)
            + java.util.Arrays.toString(dilations)
            + java.util.Arrays.toString(pads),
        op(p, window(strides, dilations, pads)),
        images,
        kernel);
  }

  private static Stream<DerivativeCase> windows() {
    Primitive conv = Primitive.CONV2D;
    Primitive depthwise = Primitive.DEPTHWISE_CONV2D;
    return Stream.of(
        convolution(conv, n(1, 1), n(1, 1), n(0, 0, 0, 0), s(2, 4, 3, 2), s(3, 2, 2, 3)),
        convolution(conv, n(2, 1), n(1, 1), n(1, 1, 0, 1), s(1, 5, 4, 2), s(3, 3, 2, 2)),
        convolution(conv, n(1, 2), n(2, 1), n(2, 0, 1, 0), s(1, 5, 4, 1), s(2, 3, 1, 2)),
        convolution(conv, n(2, 2), n(1, 1), n(0, 1, 0, 1), s(1, 4, 4, 4), s(2, 2, 2, 4)),
        convolution(conv, n(3, 3), n(1, 1), n(0, 0, 0, 0), s(1, 5, 5, 1), s(2, 2, 1, 1)),
        convolution(depthwise, n(1, 1), n(1, 1), n(1, 1, 1, 1), s(1, 3, 3, 2), s(3, 3, 2, 2)),
        convolution(depthwise, n(2, 2), n(1, 1), n(0, 1, 0, 1), s(2, 4, 4, 2), s(2, 2, 2, 1)),
        convolution(depthwise, n(1, 1), n(2, 2), n(2, 2, 1, 0), s(1, 4, 5, 1), s(3, 2, 1, 2)),
        DerivativeCase.of(
                "max_pool",
                op(
                    Primitive.MAX_POOL,
                    "window",
                    n(2, 3),
                    "strides",
                    n(2, 1),
                    "pads",
                    n(1, 0, 1, 1)),
                s(2, 3, 4, 2))
            .once(),
        DerivativeCase.of(
            "avg_pool",
            (g, x) ->
                g.square(
                    op(
                            Primitive.AVG_POOL,
                            "window",
                            n(2, 3),
                            "strides",
                            n(2, 1),
                            "pads",
                            n(1, 0, 1, 1))
                        .apply(g, x)),
            s(2, 3, 4, 2)));
  }

  private static Stream<DerivativeCase> norms() {
    return Stream.of(
        of(Primitive.SOFTMAX, s(2, 4)),
        of(Primitive.SOFTMAX, s(3)),
        of(Primitive.LOG_SOFTMAX, s(2, 2, 3)),
        DerivativeCase.of(
            "batch_norm", op(Primitive.BATCH_NORM, "eps", 0.1), s(2, 2, 2, 3), s(3), s(3)),
        DerivativeCase.of(
            "batch_norm and its statistics",
            (g, x) -> {
              List<Value> r = g.apply(Primitive.BATCH_NORM, Attributes.of("eps", 0.1), x);
              return g.add(r.get(0), g.add(g.square(r.get(1)), g.exp(r.get(2))));
            },
            s(4, 2),
            s(2),
            s(2)),
        DerivativeCase.of(
            "batch_norm statistics alone",
            (g, x) -> {
              List<Value> r = g.apply(Primitive.BATCH_NORM, Attributes.of("eps", 0.1), x);
              return g.multiply(r.get(1), r.get(2));
            },
            s(4, 2),
            s(2),
            s(2)));
  }
}
