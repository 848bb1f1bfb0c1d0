package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.precision.MixedPrecision;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Steps in bf16 against the same steps in f32. */
class MixedPrecisionNumbersTest {
  private static final double UNIT = 0x1p-8;
  private static final Attributes WINDOW =
      Attributes.of(
          "strides", new long[] {1, 1}, "dilations", new long[] {1, 1}, "pads", new long[4]);

  private final Trial trial = new Trial();
  private final List<Variable> parameters = new ArrayList<>();

  private Value parameter(String name, long... sizes) {
    Variable variable = Trial.variable(name, Trial.f32(sizes));
    parameters.add(variable);
    return trial.graph.read(variable);
  }

  private Value matmul(Value a, Value b) {
    return trial.op(
        Primitive.MATMUL, Attributes.of("transpose_a", false, "transpose_b", false), a, b);
  }

  /** The loss and the gradients, by name, of the graph that was built. */
  private void compare(Value loss) {
    List<Value> reads = parameters.stream().map(trial.graph::read).toList();
    var gradients = Differentiation.gradients(trial.graph, loss, reads);
    for (int i = 0; i < reads.size(); i++) {
      trial.graph.output("g" + i, gradients.get(i).orElseThrow());
    }
    trial.graph.output("loss", loss);
    StepGraph single = trial.graph.build("single");
    Map<String, HostTensor> expected = run(single);
    Map<String, HostTensor> mixed = run(MixedPrecision.of(single));
    double value = expected.get("loss").number(0);
    assertThat(mixed.get("loss").number(0)).isCloseTo(value, within(8 * UNIT * Math.abs(value)));
    for (int i = 0; i < reads.size(); i++) {
      double[] is = mixed.get("g" + i).numbers();
      double[] should = expected.get("g" + i).numbers();
      assertThat(distance(is, should))
          .as(parameters.get(i).path())
          .isLessThan(16 * UNIT * distance(new double[should.length], should));
      assertThat(is).as("rounded somewhere").isNotEqualTo(should);
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private Map<String, HostTensor> run(StepGraph step) {
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      int seed = 7;
      for (Variable variable : parameters) {
        program.assign(variable, Trial.host(variable.type(), Trial.noise(seed++, variable.type())));
      }
      trial.fill(step, feeds);
      return program.run(step, feeds);
    }
  }

  @Test
  void aPerceptronAgreesUpToTheRounding() {
    Value x = trial.noisy(1, Trial.f32(16, 12));
    Value hidden = matmul(x, parameter("first", 12, 20));
    Value active = trial.graph.tanh(trial.graph.add(hidden, parameter("bias", 20)));
    Value out = matmul(active, parameter("second", 20, 5));
    compare(trial.graph.mean(trial.graph.square(out)));
  }

  @Test
  void aConvolutionalNetAgreesUpToTheRounding() {
    Value x = trial.noisy(1, Trial.f32(4, 12, 12, 3));
    Value y = trial.op(Primitive.CONV2D, WINDOW, x, parameter("first", 3, 3, 3, 8));
    Attributes eps = Attributes.of("eps", 1e-5);
    Value normal =
        trial.op(Primitive.BATCH_NORM, eps, y, parameter("gain", 8), parameter("shift", 8));
    Attributes pool =
        Attributes.of(
            "window", new long[] {2, 2}, "strides", new long[] {2, 2}, "pads", new long[4]);
    Value pooled = trial.op(Primitive.MAX_POOL, pool, trial.graph.relu(normal));
    Value deep =
        trial.op(Primitive.DEPTHWISE_CONV2D, WINDOW, pooled, parameter("deep", 3, 3, 8, 1));
    Value last = trial.op(Primitive.CONV2D, WINDOW, deep, parameter("last", 3, 3, 8, 4));
    compare(trial.graph.mean(trial.graph.square(last)));
  }

  @Test
  void attentionAgreesUpToTheRounding() {
    Value x = trial.noisy(1, Trial.f32(2, 6, 8));
    Value queries = matmul(x, parameter("queries", 8, 8));
    Value keys = matmul(x, parameter("keys", 8, 8));
    Attributes scores = Attributes.of("equation", "bnc,bmc->bnm");
    Value product = trial.op(Primitive.EINSUM, scores, queries, keys);
    Value weights = trial.op(Primitive.SOFTMAX, trial.graph.multiply(product, 0.05));
    Value out = matmul(weights, matmul(x, parameter("values", 8, 8)));
    compare(trial.graph.mean(trial.graph.square(out)));
  }

  @Test
  void longProductsAreAddedUpInMoreThanBf16() {
    TensorType row = Trial.f32(1, 4096);
    double[] ones = new double[4096];
    Arrays.fill(ones, 1);
    Value x = trial.in(row, ones);
    Value y = trial.in(new TensorType(row.element(), Shape.of(4096, 1)), ones);
    trial.graph.output("sum", matmul(x, y));
    HostTensor sum = run(MixedPrecision.of(trial.graph.build("long"))).get("sum");
    assertThat(sum.number(0)).isEqualTo(4096); // in bf16 it would stay at 256
  }

  private static Optional<Region> region(StepBuilder graph, boolean again) {
    return again ? Optional.of(new Region(graph.region())) : Optional.empty();
  }

  private Map<String, HostTensor> gradientsOf(Value loss) {
    List<Value> reads = parameters.stream().map(trial.graph::read).toList();
    var gradients = Differentiation.gradients(trial.graph, loss, reads);
    for (int i = 0; i < reads.size(); i++) {
      trial.graph.output("g" + i, gradients.get(i).orElseThrow());
    }
    trial.graph.output("loss", loss);
    return run(MixedPrecision.of(trial.graph.build("mixed")));
  }

  private static Map<String, List<Double>> numbers(Map<String, HostTensor> outputs) {
    Map<String, List<Double>> numbers = new TreeMap<>();
    outputs.forEach(
        (name, tensor) -> numbers.put(name, Arrays.stream(tensor.numbers()).boxed().toList()));
    return numbers;
  }

  private static Map<String, List<Double>> block(boolean again) {
    MixedPrecisionNumbersTest test = new MixedPrecisionNumbersTest();
    StepBuilder graph = test.trial.graph;
    Value x = test.trial.noisy(1, Trial.f32(16, 12));
    Value first = test.parameter("first", 12, 20);
    Value bias = test.parameter("bias", 20);
    Value second = test.parameter("second", 20, 12);
    Value out =
        graph.inRegion(
            region(graph, again),
            () -> {
              Value hidden = graph.tanh(graph.add(test.matmul(x, first), bias));
              // in f32, since no contraction follows; on the way back one follows its derivative
              return graph.tanh(graph.multiply(test.matmul(hidden, second), 0.3));
            });
    return numbers(test.gradientsOf(graph.mean(graph.square(out))));
  }

  @Test
  void whatIsComputedAgainIsComputedInTheSameTypes() {
    assertThat(block(true)).isEqualTo(block(false));
  }

  private static Map<String, List<Double>> loop(boolean again) {
    MixedPrecisionNumbersTest test = new MixedPrecisionNumbersTest();
    StepBuilder graph = test.trial.graph;
    Value x = test.trial.noisy(1, Trial.f32(6, 8));
    Value kernel = test.parameter("kernel", 8, 8);
    Value bias = test.parameter("bias", 8);
    StepBuilder inside = graph.iteration();
    Value flowing = inside.parameter(x.type());
    Attributes plain = Attributes.of("transpose_a", false, "transpose_b", false);
    Value next =
        inside.inRegion(
            region(inside, again),
            () -> {
              List<Value> one = List.of(flowing, kernel);
              Value product = inside.apply(Primitive.MATMUL, plain, one).get(0);
              Value active = inside.tanh(inside.add(inside.multiply(product, 0.3), bias));
              List<Value> two = List.of(active, kernel);
              return inside.tanh(inside.apply(Primitive.MATMUL, plain, two).get(0));
            });
    Value end =
        graph.scan(3, false, List.of(x), List.of(), inside, List.of(next), List.of()).get(0);
    return numbers(test.gradientsOf(graph.mean(graph.square(end))));
  }

  @Test
  void soItIsInTheIterationsOfALoop() {
    assertThat(loop(true)).isEqualTo(loop(false));
  }

  @Test
  void aConstantIsRoundedLikeAValueThatIsCast() {
    double[] numbers = {1 + 0x1p-8 + 0x1p-40, 1 + 3 * 0x1p-8, 0.1, 2.0 / 3, 1e-3, 3e38};
    TensorType half = new TensorType(ElementType.BF16, Shape.of(numbers.length));
    Value cast =
        trial.op(Primitive.CAST, Attributes.of("to", ElementType.BF16), trial.vector(numbers));
    trial.graph.output("cast", trial.graph.cast(cast, ElementType.F32));
    Value constant = trial.graph.constant(numbers, half);
    Value zero = trial.graph.cast(trial.graph.constant(0), ElementType.BF16);
    Value fed = trial.graph.cast(trial.vector(new double[numbers.length]), ElementType.BF16);
    Value stored = trial.op(Primitive.MAXIMUM, trial.graph.multiply(fed, zero), constant);
    trial.graph.output("folded", trial.graph.cast(constant, ElementType.F32));
    trial.graph.output("stored", trial.graph.cast(stored, ElementType.F32));
    Map<String, HostTensor> outputs = trial.runAll();
    double[] expected = outputs.get("cast").numbers();
    assertThat(outputs.get("folded").numbers()).containsExactly(expected);
    assertThat(outputs.get("stored").numbers()).containsExactly(expected);
  }
}
