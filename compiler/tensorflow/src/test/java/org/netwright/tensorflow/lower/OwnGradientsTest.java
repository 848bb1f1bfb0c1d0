package org.netwright.tensorflow.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.node.ElementTypes;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;

/**
 * Our gradients against those of TensorFlow's own table, for families in which that one is right.
 */
class OwnGradientsTest {
  private interface Function extends BiFunction<StepBuilder, List<Value>, Value> {}

  private static long[] s(long... sizes) {
    return sizes;
  }

  private static Arguments of(String name, Function function, long[]... shapes) {
    return Arguments.of(name, function, List.of(shapes));
  }

  private static Value one(StepBuilder g, Primitive p, Attributes attributes, Value... x) {
    return g.apply(p, attributes, List.of(x)).get(0);
  }

  static Stream<Arguments> families() {
    Attributes walk =
        Attributes.of("strides", s(2, 2), "dilations", s(1, 1), "pads", s(1, 1, 1, 1));
    Attributes pool = Attributes.of("window", s(3, 3), "strides", s(2, 2), "pads", s(1, 1, 1, 1));
    return Stream.of(
        of(
            "a convolution, relu and pooling",
            (g, x) ->
                one(
                    g,
                    Primitive.MAX_POOL,
                    pool,
                    g.relu(g.add(one(g, Primitive.CONV2D, walk, x.get(0), x.get(1)), x.get(2)))),
            s(2, 9, 9, 3),
            s(3, 3, 3, 4),
            s(4)),
        of(
            "batch normalisation",
            (g, x) ->
                g.tanh(
                    one(
                        g,
                        Primitive.BATCH_NORM,
                        Attributes.of("eps", 1e-3),
                        x.get(0),
                        x.get(1),
                        x.get(2))),
            s(4, 3, 3, 2),
            s(2),
            s(2)),
        of(
            "attention",
            (g, x) -> {
              Value scores = g.matmul(x.get(0), x.get(1), false, true);
              return g.matmul(g.softmax(g.multiply(scores, 0.5)), x.get(2));
            },
            s(2, 3, 5, 4),
            s(2, 3, 6, 4),
            s(2, 3, 6, 4)),
        of(
            "a dense layer over a sequence",
            (g, x) -> g.sigmoid(g.add(g.matmul(x.get(0), x.get(1)), x.get(2))),
            s(3, 4, 5),
            s(5, 2),
            s(2)),
        of(
            "a loss of log probabilities",
            (g, x) -> g.multiply(g.logSoftmax(x.get(0)), x.get(1)),
            s(4, 7),
            s(4, 7)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void ourGradientsEqualTensorFlowsOwn(String name, Function function, List<long[]> shapes) {
    StepBuilder graph = new StepBuilder();
    List<Value> inputs = new ArrayList<>();
    for (long[] shape : shapes) {
      inputs.add(graph.input("x" + inputs.size(), TensorType.f32(Shape.of(shape))));
    }
    Value y = function.apply(graph, inputs);
    Value loss = graph.sum(graph.multiply(y, graph.square(y)));
    List<Optional<Value>> gradients = Differentiation.gradients(graph, loss, inputs);
    graph.output("loss", loss);
    for (int i = 0; i < inputs.size(); i++) {
      graph.output("by" + i, gradients.get(i).orElseThrow());
    }
    try (Graph tensorflow = new Graph()) {
      NodeWriter nodes = new NodeWriter(tensorflow, new NodeNames());
      LoweredStep lowered =
          StepLowering.lower(graph.build("own"), nodes, new VariableResources(nodes), Target.CPU);
      Output<?>[] by = lowered.placeholders().values().toArray(new Output<?>[0]);
      Output<?>[] theirs = tensorflow.addGradients(lowered.fetches().get(0), by);
      compare(tensorflow, lowered, theirs);
    }
  }

  private static void compare(Graph graph, LoweredStep lowered, Output<?>[] theirs) {
    List<Tensor> fed = new ArrayList<>();
    try (Session session = new Session(graph)) {
      Session.Runner runner = session.runner();
      Random random = new Random(3);
      lowered
          .step()
          .inputs()
          .forEach(
              input -> {
                Tensor tensor = ElementTypes.allocate(input.type());
                for (long i = 0; i < tensor.size(); i++) {
                  tensor.asRawTensor().data().asFloats().setFloat((float) random.nextGaussian(), i);
                }
                fed.add(tensor);
                Output<?> placeholder = lowered.placeholders().get(input.name());
                runner.feed(placeholder, tensor);
              });
      lowered.fetches().subList(1, lowered.fetches().size()).forEach(runner::fetch);
      for (Output<?> gradient : theirs) {
        runner.fetch(gradient);
      }
      try (Result result = runner.run()) {
        for (int i = 0; i < theirs.length; i++) {
          assertThat(floats(result.get(i)))
              .containsExactly(floats(result.get(theirs.length + i)), within(2e-3f));
        }
      }
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] numbers = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(numbers);
    return numbers;
  }
}
