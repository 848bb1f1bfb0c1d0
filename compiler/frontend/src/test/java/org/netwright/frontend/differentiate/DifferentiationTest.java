package org.netwright.frontend.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.interpret.GraphInterpreter;
import org.netwright.frontend.interpret.Numbers;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

final class DifferentiationTest {
  private static final TensorType SCALAR = new TensorType(ElementType.F64, Shape.SCALAR);

  static Stream<DerivativeCase> cases() {
    return DerivativeCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theDerivativeIsTheSlope(DerivativeCase derivative) {
    derivative.compare();
  }

  @Test
  void everyPrimitiveHasADerivativeRule() {
    assertThat(DerivativeRules.covered()).containsExactlyInAnyOrder(Primitive.values());
  }

  @Test
  void everyDifferentiablePrimitiveIsComparedWithSlopes() {
    Set<Primitive> compared = EnumSet.noneOf(Primitive.class);
    cases().forEach(c -> compared.addAll(c.primitives()));
    // met by second derivatives, or stated rather than derived
    compared.addAll(
        Set.of(
            Primitive.SURROGATE,
            Primitive.MAX_POOL_GRADIENT,
            Primitive.AVG_POOL_GRADIENT,
            Primitive.RESIZE_GRADIENT,
            Primitive.BATCH_NORM_GRADIENT,
            Primitive.CONV2D_INPUT_GRADIENT,
            Primitive.CONV2D_KERNEL_GRADIENT,
            Primitive.DEPTHWISE_CONV2D_INPUT_GRADIENT,
            Primitive.DEPTHWISE_CONV2D_KERNEL_GRADIENT));
    for (Primitive p : Primitive.values()) {
      DerivativeRule rule = DerivativeRules.of(p);
      if (rule != DerivativeRule.STOPS && rule != DerivativeRule.UNWRITTEN) {
        assertThat(compared).contains(p);
      }
    }
  }

  // ---- at the corners

  private static double slopeAt(BiFunction<StepBuilder, List<Value>, Value> f, double... at) {
    return slopesAt(f, at)[0];
  }

  private static double[] slopesAt(BiFunction<StepBuilder, List<Value>, Value> f, double... at) {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", new TensorType(ElementType.F64, Shape.of(at.length)));
    Value loss = graph.sum(f.apply(graph, List.of(x)));
    Value gradient = Differentiation.gradients(graph, loss, List.of(x)).get(0).orElseThrow();
    graph.output("g", gradient);
    Map<String, Numbers> given = Map.of("x", new Numbers(new int[] {at.length}, at));
    return GraphInterpreter.run(graph.build("corner"), given, Map.of()).get("g").values();
  }

  @Test
  void theNormOfAZeroVectorHasGradientZeroAlsoTheSecondTime() {
    assertThat(slopesAt((g, x) -> g.sqrt(g.sum(g.square(x.get(0)))), 0, 0)).containsExactly(0, 0);
    assertThat(
            slopesAt(
                (g, x) -> {
                  Value norm = g.sqrt(g.sum(g.square(x.get(0))));
                  Value first = Differentiation.gradients(g, norm, x).get(0).orElseThrow();
                  return g.sum(g.square(first));
                },
                0,
                0))
        .containsExactly(0, 0);
  }

  @Test
  void kinksTakeTheirDocumentedSide() {
    assertThat(slopeAt((g, x) -> g.relu(x.get(0)), 0)).isEqualTo(0);
    assertThat(slopeAt((g, x) -> g.abs(x.get(0)), 0)).isEqualTo(0);
    assertThat(slopesAt((g, x) -> g.max(x.get(0), false, 0), 3, 1, 3)).containsExactly(.5, 0, .5);
    Value[] parts = new Value[2];
    assertThat(
            slopesAt(
                (g, x) -> {
                  parts[0] = g.slice(x.get(0), 0, Dim.of(0), Dim.of(1));
                  parts[1] = g.slice(x.get(0), 0, Dim.of(1), Dim.of(1));
                  return g.maximum(parts[0], parts[1]);
                },
                2,
                2))
        .containsExactly(1, 0);
  }

  @Test
  void aConstantPowerHasNoNaNAtZeroOrBelow() {
    assertThat(slopesAt((g, x) -> g.power(x.get(0), g.constant(2, ElementType.F64)), 0, -3))
        .containsExactly(0, -6);
    assertThat(slopesAt((g, x) -> g.power(x.get(0), g.constant(3, ElementType.F64)), 0, -2))
        .containsExactly(0, 12);
    assertThat(slopesAt((g, x) -> g.power(x.get(0), g.constant(0, ElementType.F64)), 0, -2))
        .containsExactly(0, 0);
  }

  @Test
  void theProductOfElementsWithZerosIsDifferentiatedWithoutDividing() {
    BiFunction<StepBuilder, List<Value>, Value> product =
        DerivativeCases.op(Primitive.PRODUCT, "axes", new long[] {0}, "keep", false);
    assertThat(slopesAt(product, 2, 0, 5)).containsExactly(0, 10, 0);
    assertThat(slopesAt(product, 0, 0, 5)).containsExactly(0, 0, 0);
  }

  // ---- stated gradients and their absence

  @Test
  void aSurrogatePassesItsSlopeToXAlone() {
    StepBuilder g = new StepBuilder();
    Value x = g.input("x", new TensorType(ElementType.F64, Shape.of(2, 3)));
    Value w = g.input("w", new TensorType(ElementType.F64, Shape.of(3)));
    Value y =
        g.apply(
                Primitive.SURROGATE,
                Attributes.NONE,
                List.of(g.multiply(g.multiply(x, w), 5), w, g.constant(2, ElementType.F64)))
            .get(0);
    List<Optional<Value>> gradients = Differentiation.gradients(g, g.sum(y), List.of(x, w));
    assertThat(gradients.get(0)).isEmpty();
    g.output("w", gradients.get(1).orElseThrow());
    Map<String, Numbers> given =
        Map.of("x", Numbers.zeros(new int[] {2, 3}), "w", Numbers.zeros(new int[] {3}));
    assertThat(GraphInterpreter.run(g.build("s"), given, Map.of()).get("w").values())
        .containsExactly(4, 4, 4);
  }

  @Test
  void whatTheLossDoesNotReachHasNoGradientAndNoOps() {
    StepBuilder g = new StepBuilder();
    Value x = g.input("x", SCALAR);
    Value unused = g.input("unused", SCALAR);
    Value stopped = g.input("stopped", SCALAR);
    Value counted = g.input("counted", new TensorType(ElementType.I32, Shape.SCALAR));
    Value floor = g.floor(x);
    Value loss =
        g.add(g.multiply(g.stopGradient(stopped), floor), g.cast(counted, ElementType.F64));
    int before = g.nextId();
    List<Value> all = List.of(x, unused, stopped, counted);
    assertThat(Differentiation.gradients(g, loss, all)).allMatch(Optional::isEmpty);
    assertThat(g.nextId()).isEqualTo(before);
    assertThat(Differentiation.reached(g, loss, all)).isEmpty();
    assertThat(Differentiation.reached(g, g.square(x), all)).containsExactly(x);
  }

  @Test
  void valuesInTheMiddleOfTheGraphHaveGradientsToo() {
    StepBuilder g = new StepBuilder();
    Value x = g.input("x", SCALAR);
    Value y = g.square(x);
    Value loss = g.add(g.square(y), g.multiply(y, x));
    List<Optional<Value>> both = Differentiation.gradients(g, loss, List.of(y, x, loss));
    g.output("y", both.get(0).orElseThrow());
    g.output("x", both.get(1).orElseThrow());
    g.output("loss", both.get(2).orElseThrow());
    Map<String, Numbers> results =
        GraphInterpreter.run(g.build("m"), Map.of("x", Numbers.scalar(3)), Map.of());
    assertThat(results.get("y").values()[0]).isEqualTo(2 * 9 + 3);
    assertThat(results.get("x").values()[0]).isEqualTo(4 * 27 + 3 * 9);
    assertThat(results.get("loss").values()[0]).isEqualTo(1);
  }

  @Test
  void theGradientOfACubeTwiceIsSixX() {
    StepBuilder g = new StepBuilder();
    Value x = g.input("x", SCALAR);
    Value cube = g.multiply(g.square(x), x);
    Value first = Differentiation.gradients(g, cube, List.of(x)).get(0).orElseThrow();
    Value second = Differentiation.gradients(g, first, List.of(x)).get(0).orElseThrow();
    g.output("second", second);
    assertThat(
            GraphInterpreter.run(g.build("c"), Map.of("x", Numbers.scalar(5)), Map.of())
                .get("second")
                .values()[0])
        .isEqualTo(30);
  }

  @Test
  void opsOfTheWayBackKnowTheLineTheyAreTheDerivativeOf() {
    StepBuilder g = new StepBuilder();
    Value x = g.input("x", SCALAR);
    Origin line = new Origin(new Span("m.net", 7, 3, 7, 9), "net.act", false);
    Value y = g.within(line, () -> g.tanh(x));
    int before = g.nextId();
    Value loss = g.multiply(y, 2);
    Differentiation.gradients(g, loss, List.of(x));
    assertThat(g.ops().subList(before, g.nextId()))
        .anyMatch(op -> op.origin().equals(line.asBackward()));
    assertThat(g.origin()).isEqualTo(Origin.NONE);
  }

  @Test
  void aPrimitiveWithoutARuleIsNamedWhereItStands() {
    StepBuilder g = new StepBuilder();
    Value x = g.input("x", new TensorType(ElementType.F64, Shape.of(1, 4, 4, 1)));
    Span span = new Span("m.net", 7, 3, 7, 9);
    Value pooled =
        g.within(
            new Origin(span, "", false),
            () ->
                g.apply(
                        Primitive.MAX_POOL,
                        Attributes.of(
                            "window",
                            new long[] {2, 2},
                            "strides",
                            new long[] {2, 2},
                            "pads",
                            new long[4]),
                        List.of(x))
                    .get(0));
    Value first = Differentiation.gradients(g, g.square(pooled), List.of(x)).get(0).orElseThrow();
    assertThatThrownBy(() -> Differentiation.gradients(g, first, List.of(x)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("m.net:7:3")
        .hasMessageContaining("max_pool_gradient");
  }
}
