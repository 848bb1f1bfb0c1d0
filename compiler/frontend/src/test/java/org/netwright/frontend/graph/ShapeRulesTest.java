package org.netwright.frontend.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
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

final class ShapeRulesTest {
  private static final Dim B = Dim.named("B");
  private static final Dim H = Dim.named("H");

  private final StepBuilder graph = new StepBuilder();
  private int inputs;

  private Value in(Dim... dims) {
    return graph.input("x" + inputs++, TensorType.f32(Shape.of(dims)));
  }

  private Value in(ElementType element, long... sizes) {
    return graph.input("x" + inputs++, new TensorType(element, Shape.of(sizes)));
  }

  private Value in(long... sizes) {
    return in(ElementType.F32, sizes);
  }

  private Shape shape(Primitive primitive, Attributes attributes, Value... operands) {
    return graph.apply(primitive, attributes, List.of(operands)).get(0).type().shape();
  }

  private void refused(Runnable action, String... words) {
    assertThatThrownBy(action::run)
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void everyPrimitiveHasAShapeRule() {
    assertThat(ShapeRules.covered()).containsExactlyInAnyOrder(Primitive.values());
  }

  @Test
  void elementwiseOperandsBroadcastLikeNumPyAlsoWithSymbolicSizes() {
    assertThat(graph.add(in(B, Dim.of(1)), in(10)).type()).hasToString("[B, 10]");
    assertThat(graph.add(in(B, Dim.of(10)), in(B, Dim.of(1))).type()).hasToString("[B, 10]");
    assertThat(graph.add(in(new Dim[0]), in(B)).type()).hasToString("[B]");
  }

  @Test
  void aShapeThatDoesNotFitNamesBothShapesAndTheAxis() {
    refused(
        () -> graph.add(in(B, Dim.of(10)), in(B, Dim.of(12))),
        "add: shapes [B, 10] and [B, 12] do not fit: 10 meets 12 in the last axis");
    refused(() -> graph.add(in(B, Dim.of(3)), in(H, Dim.of(3))), "B meets H in axis -2");
  }

  @Test
  void aMisfitStandsWhereTheBuilderStands() {
    Span span = new Span("a.net", 3, 5, 3, 9);
    graph.at(new Origin(span, "m.linear", false));
    assertThatThrownBy(() -> graph.matmul(in(2, 3), in(4, 5)))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e.diagnostics().get(0).span()).isEqualTo(span);
              assertThat(e.diagnostics().get(0).code()).isEqualTo("NW343");
              assertThat(e.diagnostics().get(0).message())
                  .contains("[2, 3]", "[4, 5]", "3 and 4 are summed over");
            });
  }

  @Test
  void elementTypesWidenWithoutLoss() {
    assertThat(graph.add(in(ElementType.U8, 2), in(ElementType.I32, 2)).type())
        .hasToString("i32[2]");
    assertThat(graph.add(in(ElementType.I64, 2), in(2)).type()).hasToString("[2]");
    assertThat(graph.divide(in(ElementType.I32, 2), in(ElementType.I32, 2)).type())
        .hasToString("[2]");
    assertThat(graph.exp(in(ElementType.I32, 2)).type()).hasToString("[2]");
    assertThat(graph.sum(in(ElementType.BOOL, 2)).type()).hasToString("i32[]");
    refused(() -> graph.add(in(ElementType.BOOL, 2), in(2)), "bool and f32", "no common type");
  }

  @Test
  void aWholeLiteralTakesTheTypeOfTheTensorItMeets() {
    Value sum = graph.add(in(2), graph.constant(3, ElementType.I32));
    assertThat(sum.type()).hasToString("[2]");
    assertThat(sum.op().operand(1).op().primitive()).isEqualTo(Primitive.CONSTANT);
    assertThat(
            graph.add(in(ElementType.U8, 2), graph.constant(3, ElementType.I32)).type().element())
        .isEqualTo(ElementType.U8);
    assertThat(
            graph.add(in(ElementType.U8, 2), graph.constant(300, ElementType.I32)).type().element())
        .isEqualTo(ElementType.I32);
  }

  @Test
  void aConvolutionSlidesOverSymbolicImages() {
    Value images = in(B, H, H, Dim.of(6));
    Attributes attributes =
        Attributes.of(
            "strides",
            new long[] {2, 1},
            "dilations",
            new long[] {1, 2},
            "pads",
            new long[] {1, 1, 2, 1});
    assertThat(shape(Primitive.CONV2D, attributes, images, in(3, 3, 6, 8)))
        .isEqualTo(Shape.of(B, H.plus(1).floorDiv(Dim.of(2)), H.minus(1), Dim.of(8)));
    assertThat(shape(Primitive.CONV2D, attributes, images, in(3, 3, 2, 9)).dim(3))
        .isEqualTo(Dim.of(9));
    refused(
        () -> shape(Primitive.CONV2D, attributes, images, in(3, 3, 4, 8)),
        "6 channels",
        "groups of 4");
    refused(
        () -> shape(Primitive.CONV2D, attributes, images, in(3, 3, 2, 8)), "8 results", "3 groups");
    refused(
        () -> shape(Primitive.CONV2D, attributes, in(1, 2, 2, 6), in(7, 1, 6, 8)),
        "height 7",
        "into 4");
  }

  @Test
  void aDepthwiseConvolutionMultipliesChannels() {
    Attributes attributes =
        Attributes.of(
            "strides", new long[] {1, 1}, "dilations", new long[] {1, 1}, "pads", new long[4]);
    Value images = in(B, H, H, Dim.of(4));
    assertThat(shape(Primitive.DEPTHWISE_CONV2D, attributes, images, in(3, 3, 4, 2)))
        .hasToString("[B, H - 2, H - 2, 8]");
    refused(
        () -> shape(Primitive.DEPTHWISE_CONV2D, attributes, images, in(3, 3, 5, 2)),
        "reads 5 channels",
        "have 4");
  }

  @Test
  void aReshapeKeepsTheNumberOfElementsForEverySize() {
    Dim c = Dim.named("C");
    assertThat(graph.reshape(in(B, H, c), Shape.of(B.times(H), c)).type())
        .hasToString("[B * H, C]");
    assertThat(graph.reshape(in(B, c), Shape.of(B, Dim.of(8), c.over(Dim.of(8)))).type().shape())
        .isEqualTo(Shape.of(B, Dim.of(8), c.over(Dim.of(8))));
    refused(() -> graph.reshape(in(B, H), Shape.of(B, B)), "[B, H] has B * H elements", "B ** 2");
  }

  @Test
  void axesMayCountFromTheEnd() {
    assertThat(graph.sum(in(2, 3, 4), false, -1, 0).type()).hasToString("[3]");
    assertThat(graph.concat(List.of(in(2, 3), in(2, 5)), -1).type()).hasToString("[2, 8]");
    refused(() -> graph.sum(in(2, 3), false, 2), "axis 2 does not exist in shape [2, 3]");
    refused(() -> graph.sum(in(2, 3), false, 1, 1), "axis 1 is given twice");
  }

  @Test
  void gatherPutsTheIndexAxesInPlaceOfTheAxis() {
    assertThat(graph.gather(in(10, 4), in(ElementType.I32, 2, 3), 0, 0).type())
        .hasToString("[2, 3, 4]");
    assertThat(graph.gather(in(2, 10, 4), in(ElementType.I64, 2, 3), 1, 1).type())
        .hasToString("[2, 3, 4]");
    refused(() -> graph.gather(in(10, 4), in(2), 0, 0), "the index is [2]", "i32 or i64");
  }

  @Test
  void anEinsumChecksItsLettersAndIsPairedUp() {
    Value three =
        graph
            .apply(
                Primitive.EINSUM,
                Attributes.of("equation", "ab, bc, cd -> ad"),
                List.of(in(2, 3), in(3, 4), in(4, 5)))
            .get(0);
    assertThat(three.type()).hasToString("[2, 5]");
    assertThat(three.op().attributes().text("equation")).isEqualTo("ac,cd->ad");
    assertThat(three.op().operand(0).op().attributes().text("equation")).isEqualTo("ab,bc->ac");
    refused(
        () -> shape(Primitive.EINSUM, Attributes.of("equation", "aa->a"), in(2, 2)),
        "index a twice");
    refused(
        () -> shape(Primitive.EINSUM, Attributes.of("equation", "ab,bc->ac"), in(2, 3), in(4, 5)),
        "index b is 3 and 4");
  }

  @Test
  void aSliceStaysInside() {
    assertThat(graph.slice(in(B, Dim.of(4)), 1, Dim.of(1), Dim.of(3)).type()).hasToString("[B, 3]");
    refused(
        () -> graph.slice(in(B, Dim.of(4)), 1, Dim.of(2), Dim.of(3)),
        "elements 2 to 5 reach outside axis 1");
  }

  @Test
  void aBatchNormHasOneNumberPerChannel() {
    Attributes eps = Attributes.of("eps", 1e-5);
    List<Value> results =
        graph.apply(Primitive.BATCH_NORM, eps, List.of(in(B, H, H, Dim.of(4)), in(4), in(4)));
    assertThat(results)
        .extracting(v -> v.type().toString())
        .containsExactly("[B, H, H, 4]", "[4]", "[4]");
    refused(
        () -> shape(Primitive.BATCH_NORM, eps, in(2, 4), in(4), in(5)),
        "has shape [5]; it must be [4]");
  }

  @Test
  void aMissingAttributeIsABrokenPromise() {
    assertThatThrownBy(() -> shape(Primitive.SUM, Attributes.NONE, in(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("axes");
  }
}
