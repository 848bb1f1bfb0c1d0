package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * The derivative of every primitive, lowered and run, against central differences of its values.
 */
class DerivativesTest {
  private interface Function extends BiFunction<StepBuilder, List<Value>, Value> {}

  /**
   * @param low and high what the inputs lie between
   * @param element f64, or f32 where a kernel knows nothing else
   */
  record Case(
      String name,
      Function function,
      List<long[]> shapes,
      double low,
      double high,
      ElementType element) {
    Case between(double from, double to) {
      return new Case(name, function, shapes, from, to, element);
    }

    Case single() {
      return new Case(name + " in f32", function, shapes, low, high, ElementType.F32);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static long[] s(long... sizes) {
    return sizes;
  }

  private static Case of(String name, Function function, long[]... shapes) {
    return new Case(name, function, List.of(shapes), -2, 2, ElementType.F64);
  }

  private static Case of(Primitive primitive, long[]... shapes) {
    return of(primitive.toString(), op(primitive), shapes);
  }

  private static Function op(Primitive primitive, Object... attributes) {
    return (g, x) -> g.apply(primitive, Attributes.of(attributes), x).get(0);
  }

  /** Of a square, so that the second operand of the chain rule counts. */
  private static Function squared(Function function) {
    return (g, x) -> g.square(function.apply(g, x));
  }

  static Stream<Case> cases() {
    return Stream.of(elementwise(), reductions(), places(), products(), windows(), norms())
        .flatMap(x -> x);
  }

  private static Stream<Case> elementwise() {
    return Stream.of(
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
                .map(p -> of(p, s(2, 3))),
            Stream.of(Primitive.LOG, Primitive.LOG1P, Primitive.SQRT, Primitive.RSQRT)
                .map(p -> of(p, s(5)).between(0.3, 2)),
            Stream.of(
                    Primitive.ADD,
                    Primitive.SUBTRACT,
                    Primitive.MULTIPLY,
                    Primitive.MAXIMUM,
                    Primitive.MINIMUM)
                .flatMap(p -> Stream.of(of(p, s(2, 3), s(2, 3)), of(p, s(2, 1, 3), s(4, 1)))),
            Stream.of(Primitive.DIVIDE, Primitive.POWER, Primitive.MODULO)
                .map(p -> of(p, s(2, 3), s(3)).between(0.4, 2)),
            Stream.of(
                of(
                    "select",
                    (g, x) -> g.select(g.less(x.get(0), x.get(1)), x.get(1), x.get(2)),
                    s(2, 3),
                    s(3),
                    s(2, 1)),
                of("scan", DerivativesTest::scan, s(2), s(3, 2), s(2)),
                of(
                    "recomputed",
                    (g, x) ->
                        g.inRegion(
                            Optional.of(new Region(Optional.empty())),
                            () -> g.multiply(g.exp(x.get(0)), g.tanh(g.square(x.get(0))))),
                    s(3)),
                of("cast", (g, x) -> g.cast(g.square(x.get(0)), ElementType.F64), s(3)).single(),
                of(
                    "quantized",
                    (g, x) ->
                        g.apply(
                                Primitive.QUANTIZED,
                                Attributes.of("bits", 1L),
                                List.of(g.square(x.get(0)), g.stopGradient(x.get(0))))
                            .get(0),
                    s(3)),
                of(
                    "check",
                    (g, x) ->
                        g.check(x.get(0), g.less(x.get(0), g.constant(9, ElementType.F64)), "9"),
                    s(3))))
        .flatMap(x -> x);
  }

  /** h ← tanh(h · w + part), gathering h²; the last h and all that is gathered count. */
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

  private static Stream<Case> reductions() {
    Stream<Case> folds =
        Stream.of(Primitive.SUM, Primitive.MAX, Primitive.MIN, Primitive.PRODUCT)
            .flatMap(
                p ->
                    Stream.of(
                        of(p + " one", squared(op(p, "axes", s(1), "keep", false)), s(2, 3, 2)),
                        of(p + " two", squared(op(p, "axes", s(0, 2), "keep", true)), s(2, 2, 3)),
                        of(p + " rows", squared(op(p, "axes", s(0), "keep", false)), s(4, 3))));
    return Stream.concat(
        folds,
        Stream.of(
            of(
                "cumulative_sum",
                squared(
                    op(Primitive.CUMULATIVE_SUM, "axis", 1L, "exclusive", true, "reverse", false)),
                s(2, 4)),
            of("top_k", squared(op(Primitive.TOP_K, "k", Dim.of(2))), s(2, 2, 4))));
  }

  private static Value indices(StepBuilder g, long[] shape, double... values) {
    return g.constant(values, new TensorType(ElementType.I32, Shape.of(shape)));
  }

  private static Stream<Case> places() {
    Stream<Case> resizes =
        Stream.of("nearest", "bilinear", "bicubic")
            .map(
                method ->
                    of(
                            "resize " + method,
                            squared(
                                op(
                                    Primitive.RESIZE,
                                    "size",
                                    List.of(Dim.of(5), Dim.of(3)),
                                    "method",
                                    method)),
                            s(1, 3, 4, 2))
                        .single());
    return Stream.concat(
        resizes,
        Stream.of(
            of("reshape", (g, x) -> g.square(g.reshape(x.get(0), Shape.of(3, 2))), s(2, 3)),
            of("transpose", (g, x) -> g.square(g.transpose(x.get(0), 2, 0, 1)), s(2, 3, 4)),
            of("broadcast", (g, x) -> g.square(g.broadcast(x.get(0), Shape.of(4, 2, 3))), s(2, 1)),
            of("slice", (g, x) -> g.square(g.slice(x.get(0), 1, Dim.of(1), Dim.of(2))), s(2, 4)),
            of("concat", (g, x) -> g.square(g.concat(x, 1)), s(2, 1), s(2, 3)),
            of(
                "pad",
                (g, x) ->
                    g.square(
                        g.pad(
                            x.get(0),
                            List.of(Dim.of(1), Dim.of(0)),
                            List.of(Dim.of(0), Dim.of(2)),
                            7)),
                s(2, 3)),
            of("reverse", squared(op(Primitive.REVERSE, "axes", s(1))), s(2, 3)),
            of(
                "gather",
                (g, x) -> g.square(g.gather(x.get(0), indices(g, s(2, 2), 2, 0, 1, 1), 1, 0)),
                s(2, 3, 2)),
            of(
                "gather in a batch",
                (g, x) -> g.square(g.gather(x.get(0), indices(g, s(2, 2), 2, 0, 2, 2), 2, 1)),
                s(2, 2, 3)),
            of(
                "scatter_add",
                (g, x) ->
                    g.square(
                        g.apply(
                                Primitive.SCATTER_ADD,
                                Attributes.of("axis", 1L, "batch", 1L, "shape", Shape.of(2, 4, 2)),
                                List.of(x.get(0), indices(g, s(2, 3), 2, 0, 2, 1, 1, 0)))
                            .get(0)),
                s(2, 3, 2))));
  }

  private static Case matmul(boolean a, boolean b, long[]... shapes) {
    return of("matmul " + a + b, (g, x) -> g.matmul(x.get(0), x.get(1), a, b), shapes);
  }

  private static Stream<Case> products() {
    return Stream.of(
        matmul(false, false, s(2, 3), s(3, 4)),
        matmul(true, false, s(3, 2), s(3, 4)),
        matmul(false, true, s(2, 3), s(4, 3)),
        matmul(true, true, s(3, 2), s(4, 3)),
        matmul(false, false, s(2, 2, 3), s(3, 2)),
        matmul(false, true, s(2, 2, 3), s(2, 3)),
        matmul(true, false, s(2, 3, 2), s(3, 2)),
        matmul(false, false, s(2, 3), s(2, 3, 2)),
        matmul(false, true, s(2, 1, 2, 3), s(3, 2, 3)),
        of(
            "einsum attention",
            op(Primitive.EINSUM, "equation", "bqhd,bkhd->bhqk"),
            s(2, 2, 2, 3),
            s(2, 3, 2, 3)),
        of(
            "einsum of three",
            op(Primitive.EINSUM, "equation", "ab,bc,cd->ad"),
            s(2, 2),
            s(2, 3),
            s(3, 2)));
  }

  private static Case convolution(
      Primitive p, long[] strides, long[] dilations, long[] pads, long[]... x) {
    return of(
        p + " strides " + strides[0] + " dilations " + dilations[0] + " pads " + pads[0] + pads[1],
        op(p, "strides", strides, "dilations", dilations, "pads", pads),
        x);
  }

  private static Stream<Case> windows() {
    Primitive conv = Primitive.CONV2D;
    Primitive depthwise = Primitive.DEPTHWISE_CONV2D;
    Object[] window = {"window", s(2, 3), "strides", s(2, 1), "pads", s(1, 0, 1, 1)};
    return Stream.of(
        convolution(conv, s(1, 1), s(1, 1), s(0, 0, 0, 0), s(2, 4, 3, 2), s(3, 2, 2, 3)),
        convolution(conv, s(2, 1), s(1, 1), s(1, 1, 0, 1), s(1, 5, 4, 2), s(3, 3, 2, 2)),
        convolution(conv, s(1, 2), s(2, 1), s(2, 0, 1, 0), s(1, 5, 4, 1), s(2, 3, 1, 2)),
        convolution(conv, s(2, 2), s(1, 1), s(0, 1, 0, 1), s(1, 4, 4, 4), s(2, 2, 2, 4)),
        convolution(depthwise, s(1, 1), s(1, 1), s(1, 1, 1, 1), s(1, 3, 3, 2), s(3, 3, 2, 2)),
        convolution(depthwise, s(1, 1), s(2, 2), s(2, 2, 1, 0), s(1, 4, 5, 1), s(3, 2, 1, 2)),
        of("max_pool", squared(op(Primitive.MAX_POOL, window)), s(2, 3, 4, 2)),
        of("avg_pool", squared(op(Primitive.AVG_POOL, window)), s(2, 3, 4, 2)));
  }

  private static Stream<Case> norms() {
    Function norm = op(Primitive.BATCH_NORM, "eps", 0.1);
    Function all =
        (g, x) -> {
          List<Value> r = g.apply(Primitive.BATCH_NORM, Attributes.of("eps", 0.1), x);
          return g.add(g.square(r.get(0)), g.add(g.square(r.get(1)), g.exp(r.get(2))));
        };
    return Stream.of(
        of(Primitive.SOFTMAX, s(2, 4)),
        of(Primitive.LOG_SOFTMAX, s(2, 2, 3)),
        of("batch_norm", squared(norm), s(2, 2, 2, 3), s(3), s(3)),
        of("batch_norm", squared(norm), s(2, 2, 2, 3), s(3), s(3)).single(),
        of("batch_norm and its statistics", all, s(4, 2), s(2), s(2)),
        of("batch_norm and its statistics", all, s(4, 2), s(2), s(2)).single());
  }

  private static double[] point(int seed, long[] shape, double low, double high) {
    double[] numbers = new double[Math.toIntExact(Shape.of(shape).elements().known())];
    java.util.Random random = new java.util.Random(seed);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = low + (high - low) * random.nextDouble();
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDerivativeIsTheSlope(Case c) {
    StepBuilder graph = new StepBuilder();
    List<Value> inputs = new ArrayList<>();
    for (long[] shape : c.shapes) {
      inputs.add(graph.input("x" + inputs.size(), Trial.type(c.element, shape)));
    }
    Value y = c.function.apply(graph, inputs);
    Value weights = graph.constant(point(99, y.type().shape().known(), 0.5, 1.5), y.type());
    Value loss = graph.sum(graph.multiply(y, weights));
    List<Optional<Value>> gradients = Differentiation.gradients(graph, loss, inputs);
    graph.output("loss", loss);
    for (int i = 0; i < inputs.size(); i++) {
      int place = i;
      gradients.get(i).ifPresent(gradient -> graph.output("gradient" + place, gradient));
    }
    StepGraph step = graph.build("case");
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      List<double[]> at = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        at.add(point(i, c.shapes.get(i), c.low, c.high));
        Trial.fill(feeds, "x" + i, at.get(i));
      }
      Map<String, HostTensor> results = program.run(step, feeds);
      for (int i = 0; i < inputs.size(); i++) {
        HostTensor gradient = results.get("gradient" + i);
        compare(program, step, feeds, "x" + i, at.get(i), gradient, c.element);
      }
    }
  }

  private static void compare(
      TensorFlowProgram program,
      StepGraph step,
      Feeds feeds,
      String input,
      double[] at,
      HostTensor gradient,
      ElementType element) {
    double width = element == ElementType.F64 ? 1e-5 : 1e-2;
    double tolerance = element == ElementType.F64 ? 1e-6 : 5e-3;
    for (int i = 0; i < at.length; i++) {
      double here = at[i];
      at[i] = here + width;
      double above = loss(program, step, feeds, input, at);
      at[i] = here - width;
      double below = loss(program, step, feeds, input, at);
      at[i] = here;
      Trial.fill(feeds, input, at);
      double slope = (above - below) / (2 * width);
      double have = gradient == null ? 0 : gradient.number(i);
      assertThat(have)
          .as("by %s[%d]", input, i)
          .isCloseTo(slope, within(tolerance * Math.max(1, Math.abs(slope))));
    }
  }

  private static double loss(
      TensorFlowProgram program, StepGraph step, Feeds feeds, String input, double[] at) {
    Trial.fill(feeds, input, at);
    HostTensor loss = program.run(step, feeds).get("loss");
    return loss == null ? Double.NaN : loss.number(0);
  }

  /** What has no slope, or none that a difference could show. */
  private static final Set<Primitive> FLAT =
      EnumSet.of(
          Primitive.READ,
          Primitive.RANGE,
          Primitive.SIZE,
          Primitive.RANDOM_UNIFORM,
          Primitive.RANDOM_NORMAL,
          Primitive.RANDOM_TRUNCATED_NORMAL,
          Primitive.SIGN,
          Primitive.FLOOR,
          Primitive.CEIL,
          Primitive.ROUND,
          Primitive.NOT,
          Primitive.IS_FINITE,
          Primitive.STOP_GRADIENT,
          Primitive.FLOOR_DIVIDE,
          Primitive.EQUAL,
          Primitive.NOT_EQUAL,
          Primitive.LESS,
          Primitive.LESS_EQUAL,
          Primitive.AND,
          Primitive.OR,
          Primitive.SURROGATE,
          Primitive.ALL,
          Primitive.ANY,
          Primitive.ARG_MAX,
          Primitive.ONE_HOT,
          Primitive.WHILE,
          Primitive.ADAM_UPDATE,
          Primitive.MOMENTUM_UPDATE);

  @Test
  void everyPrimitiveWithASlopeIsCompared() {
    Set<Primitive> seen = EnumSet.copyOf(FLAT);
    cases()
        .forEach(
            c -> {
              StepBuilder graph = new StepBuilder();
              List<Value> inputs = new ArrayList<>();
              for (long[] shape : c.shapes) {
                inputs.add(graph.input("x" + inputs.size(), Trial.type(c.element, shape)));
              }
              Value loss = graph.sum(c.function.apply(graph, inputs));
              Differentiation.gradients(graph, loss, inputs);
              graph.ops().stream().map(Op::primitive).forEach(seen::add);
            });
    assertThat(seen).contains(Primitive.values());
  }

  @Test
  void aSurrogatePassesTheStatedSlope() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", Trial.f32(4));
    Value slope = graph.input("slope", Trial.f32(4));
    Value y =
        graph.apply(Primitive.SURROGATE, Attributes.NONE, List.of(graph.sign(x), x, slope)).get(0);
    graph.output("y", y);
    graph.output(
        "gradient",
        Differentiation.gradients(graph, graph.sum(y), List.of(x)).get(0).orElseThrow());
    StepGraph step = graph.build("surrogate");
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      Trial.fill(feeds, "x", -2, 0, 0.5, 3);
      Trial.fill(feeds, "slope", 0, 2, 1, 0.5);
      Map<String, HostTensor> results = program.run(step, feeds);
      assertThat(results.get("y").numbers()).containsExactly(-1, 1, 1, 1);
      assertThat(results.get("gradient").numbers()).containsExactly(0, 2, 1, 0.5);
    }
  }
}
