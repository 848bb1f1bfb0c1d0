package org.netwright.frontend.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

final class CostsTest {
  private static final Dim B = Dim.named("B");

  private final StepBuilder graph = new StepBuilder();
  private final List<Variable> variables = new ArrayList<>();
  private final List<ModelProgram.LayerCall> layers = new ArrayList<>();

  private Value variable(
      String path, Variable.Kind kind, String role, Variable.Storage storage, long... sizes) {
    Variable variable =
        new Variable("", path, TensorType.f32(Shape.of(sizes)), kind, role, storage, Span.NONE);
    if (!variables.contains(variable)) {
      variables.add(variable);
    }
    return graph.read(variable);
  }

  private Value kernel(String path, long... sizes) {
    return variable(path, Variable.Kind.PARAMETER, "kernel", Variable.Storage.REAL, sizes);
  }

  private Value linear(String path, Value x, long in, long out) {
    int first = graph.nextId();
    Value bias =
        variable(path + ".bias", Variable.Kind.PARAMETER, "bias", Variable.Storage.REAL, out);
    Value y = graph.add(graph.matmul(x, kernel(path + ".kernel", in, out)), bias);
    layers.add(
        new ModelProgram.LayerCall(path, "Linear", 0, y.type(), first, graph.nextId(), Span.NONE));
    return y;
  }

  private Value image(Dim... dims) {
    return graph.input("image", TensorType.f32(Shape.of(dims)));
  }

  private ModelCost cost(Value output) {
    graph.output("output", output);
    var forward = graph.build("forward");
    return Costs.of(
        new ModelProgram("M", variables, new StepBuilder().build("initialize"), forward, layers));
  }

  @Test
  void aConvolutionMultipliesOnceForEveryElementOfItsWindows() {
    Attributes windows =
        Attributes.of(
            "strides",
            new long[] {2, 2},
            "dilations",
            new long[] {1, 1},
            "pads",
            new long[] {1, 1, 1, 1});
    Value x = image(B, Dim.of(8), Dim.of(8), Dim.of(6));
    Value dense =
        graph
            .apply(Primitive.CONV2D, windows, List.of(x, kernel("conv.kernel", 3, 3, 2, 9)))
            .get(0);
    Value depthwise =
        graph
            .apply(
                Primitive.DEPTHWISE_CONV2D,
                windows,
                List.of(dense, kernel("depthwise.kernel", 3, 3, 9, 2)))
            .get(0);
    ModelCost cost = cost(depthwise);
    assertThat(cost.work().macs()).isEqualTo(Dim.of(4 * 4 * 9 * (9 * 2) + 2 * 2 * 18 * 9));
    assertThat(cost.work().ops()).isEqualTo(cost.work().macs());
  }

  @Test
  void productsOfActivationsCountAndFreeSizesStayNames() {
    Dim n = Dim.named("N");
    Value x = image(B, n, Dim.of(4));
    Value scores = graph.softmax(graph.matmul(x, x, false, true));
    Value mixed =
        graph
            .apply(Primitive.EINSUM, Attributes.of("equation", "bij,bjc->bic"), List.of(scores, x))
            .get(0);
    assertThat(cost(mixed).work().macs()).isEqualTo(n.times(n).times(8));
  }

  @Test
  void aSharedParameterCountsOnceAndItsWorkEveryTime() {
    Value x = image(B, Dim.of(5));
    Value y = linear("linear", linear("linear", x, 5, 5), 5, 5);
    ModelCost cost = cost(linear("head", y, 5, 3));
    assertThat(cost.parameters().trainable()).isEqualTo(30 + 18);
    assertThat(cost.parameters().byRole()).isEqualTo(Map.of("kernel", 25L + 15, "bias", 5L + 3));
    assertThat(cost.work().macs()).isEqualTo(Dim.of(25 + 25 + 15));
    assertThat(cost.layers())
        .extracting(l -> l.parameters().trainable())
        .containsExactly(30L, 30L, 18L);
    assertThat(cost.layers())
        .extracting(l -> l.work().macs().known())
        .containsExactly(25L, 25L, 15L);
  }

  @Test
  void binaryWeightsTakeOneBitAndStatesNone() {
    Value x = image(B, Dim.of(8));
    Value latent =
        variable("a.kernel", Variable.Kind.PARAMETER, "kernel", Variable.Storage.LATENT, 8, 2);
    Value binary =
        variable("b.kernel", Variable.Kind.PARAMETER, "kernel", Variable.Storage.BINARY, 2, 4);
    Value gain = variable("n.gain", Variable.Kind.PARAMETER, "gain", Variable.Storage.REAL, 4);
    Value mean = variable("n.mean", Variable.Kind.STATE, "", Variable.Storage.REAL, 4);
    Value y = graph.matmul(graph.matmul(x, quantized(1, latent)), binary);
    ParameterCost cost = cost(graph.multiply(graph.subtract(y, mean), gain)).parameters();
    assertThat(cost.trainable()).isEqualTo(16 + 8 + 4);
    assertThat(cost.binary()).isEqualTo(24);
    assertThat(cost.latent()).isEqualTo(16);
    assertThat(cost.states()).isEqualTo(4);
    assertThat(cost.bits()).isEqualTo(24 + 4 * 32);
  }

  private Value quantized(long bits, Value x) {
    return graph
        .apply(Primitive.QUANTIZED, Attributes.of("bits", bits), List.of(graph.sign(x), x))
        .get(0);
  }

  @Test
  void aLatentWeightOfMoreBitsIsDeployedAsAFloat() {
    Value latent =
        variable("a.kernel", Variable.Kind.PARAMETER, "kernel", Variable.Storage.LATENT, 8, 2);
    ModelCost cost = cost(graph.matmul(quantized(1, image(B, Dim.of(8))), quantized(2, latent)));
    assertThat(cost.parameters().latent()).isZero();
    assertThat(cost.parameters().bits()).isEqualTo(16 * 32);
    assertThat(cost.work().binaryOps()).isEqualTo(Dim.of(0));
  }

  private long binaryOps(java.util.function.UnaryOperator<Value> way) {
    Value x = image(B, Dim.of(4), Dim.of(4), Dim.of(6));
    Value y = way.apply(quantized(1, x));
    Value flat = graph.reshape(y, Shape.of(y.type().shape().elements(), Dim.of(1)));
    long all = y.type().shape().elements().substitute(java.util.Map.of("B", Dim.of(1))).known();
    ModelCost cost = cost(graph.matmul(flat, quantized(1, kernel("k", 1, 1))));
    assertThat(cost.work().macs()).isEqualTo(Dim.of(all));
    return cost.work().binaryOps().known();
  }

  @Test
  void aMarkPassesWhatOnlyMovesElements() {
    assertThat(binaryOps(x -> graph.transpose(x, 0, 3, 1, 2))).isEqualTo(96);
  }

  @Test
  void aMarkPassesASliceAndMaxPooling() {
    Attributes windows =
        Attributes.of(
            "window", new long[] {2, 2}, "strides", new long[] {2, 2}, "pads", new long[4]);
    assertThat(
            binaryOps(
                x ->
                    graph
                        .apply(
                            Primitive.MAX_POOL,
                            windows,
                            List.of(graph.slice(x, 3, Dim.of(0), Dim.of(3))))
                        .get(0)))
        .isEqualTo(12);
  }

  @Test
  void aMarkPassesAPadWithOnesAndNotOneWithZeros() {
    List<Dim> none = java.util.Collections.nCopies(4, Dim.of(0));
    List<Dim> one = List.of(Dim.of(0), Dim.of(1), Dim.of(1), Dim.of(0));
    assertThat(binaryOps(x -> graph.pad(x, none, one, -1))).isEqualTo(150);
  }

  @Test
  void aPadWithZerosDropsAMark() {
    List<Dim> none = java.util.Collections.nCopies(4, Dim.of(0));
    List<Dim> one = List.of(Dim.of(0), Dim.of(1), Dim.of(1), Dim.of(0));
    assertThat(binaryOps(x -> graph.pad(x, none, one, 0))).isZero();
  }

  @Test
  void ofConcatenatedMarksTheLargestCounts() {
    assertThat(binaryOps(x -> graph.concat(List.of(x, quantized(2, x)), 3))).isZero();
  }

  @Test
  void concatenationWithAFloatDropsAMark() {
    assertThat(binaryOps(x -> graph.concat(List.of(x, graph.abs(x)), 3))).isZero();
  }

  @Test
  void everythingElseDropsAMark() {
    assertThat(binaryOps(graph::negate)).isZero();
  }

  @Test
  void onlyResultsThatTheWayBackReadsAreKept() {
    Value x = image(B, Dim.of(5));
    // the sum is read by relu's rule, relu's result by the next product; the square of the head's
    // result by the seed
    Value hidden = graph.relu(linear("first", x, 5, 7));
    ModelCost cost = cost(linear("second", hidden, 7, 3));
    assertThat(cost.work().activationBytes()).isEqualTo(Dim.of(4 * (7 + 7 + 3)));
  }

  @Test
  void aBatchOfGivenSizeIsCountedWhole() {
    assertThat(cost(linear("linear", image(Dim.of(10), Dim.of(5)), 5, 5)).work().macs())
        .isEqualTo(Dim.of(250));
  }
}
