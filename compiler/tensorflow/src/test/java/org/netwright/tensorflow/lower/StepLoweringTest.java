package org.netwright.tensorflow.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;

/** Which of several equal forms a step takes in TensorFlow. */
class StepLoweringTest {
  private static final TensorType PAIR = TensorType.f32(Shape.of(2));

  private static Variable variable(String path, TensorType type) {
    return new Variable(
        "", path, type, Variable.Kind.PARAMETER, "kernel", Variable.Storage.REAL, Span.NONE);
  }

  /** The types of all nodes. */
  private static List<String> types(StepBuilder step) {
    return types(step, new NodeNames(), Target.CPU);
  }

  private static List<String> types(StepBuilder step, NodeNames names, Target target) {
    try (Graph graph = new Graph()) {
      NodeWriter nodes = new NodeWriter(graph, names);
      StepLowering.lower(step.build("step"), nodes, new VariableResources(nodes), target);
      List<String> types = new ArrayList<>();
      graph.operations().forEachRemaining((GraphOperation op) -> types.add(op.type()));
      return types;
    }
  }

  @Test
  void theGradientOfReluIsOneKernel() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", PAIR);
    Value y = graph.relu(x);
    Optional<Value> gradient =
        Differentiation.gradients(graph, graph.sum(graph.square(y)), List.of(x)).get(0);
    graph.output("gradient", gradient.orElseThrow());
    assertThat(types(graph)).contains("ReluGrad").doesNotContain("SelectV2");
  }

  @Test
  void aBorderLikeTensorFlowsOwnNeedsNoPad() {
    assertThat(types(convolution(3, 1, 1, 1))).contains("Conv2D").doesNotContain("Pad");
    assertThat(types(convolution(3, 2, 0, 1))).contains("Conv2D").doesNotContain("Pad");
    assertThat(types(convolution(3, 2, 1, 1))).contains("Conv2D", "Pad");
  }

  private static StepBuilder convolution(long window, long stride, long before, long after) {
    StepBuilder graph = new StepBuilder();
    Dim batch = Dim.named("B");
    Value x = graph.input("x", TensorType.f32(Shape.of(batch, Dim.of(8), Dim.of(8), Dim.of(3))));
    Value kernel = graph.input("k", TensorType.f32(Shape.of(window, window, 3, 4)));
    Attributes attributes =
        Attributes.of(
            "strides",
            new long[] {stride, stride},
            "dilations",
            new long[] {1, 1},
            "pads",
            new long[] {before, after, before, after});
    graph.output("y", graph.apply(Primitive.CONV2D, attributes, List.of(x, kernel)).get(0));
    return graph;
  }

  @Test
  void oneFreeDimOfAReshapeIsLeftToTensorFlow() {
    StepBuilder graph = new StepBuilder();
    Dim batch = Dim.named("B");
    Value x = graph.input("x", TensorType.f32(Shape.of(batch, Dim.of(4))));
    graph.output("y", graph.reshape(x, Shape.of(batch.times(2), Dim.of(2))));
    assertThat(types(graph)).contains("Reshape").doesNotContain("Pack", "Mul");
  }

  @Test
  void aVariableIsReadOnceInAStepHoweverOftenItIsUsed() {
    StepBuilder graph = new StepBuilder();
    Variable weight = variable("weight", PAIR);
    Value once = graph.read(weight);
    graph.output("y", graph.add(graph.multiply(once, once), graph.read(weight)));
    // the other read is the one from outside of steps
    assertThat(types(graph)).filteredOn("ReadVariableOp"::equals).hasSize(2);
    assertThat(types(graph)).filteredOn("VarHandleOp"::equals).hasSize(1);
  }

  private static StepBuilder adam(boolean watched, boolean swapped) {
    StepBuilder graph = new StepBuilder();
    Variable weight = variable("weight", PAIR);
    Variable first = variable("first", PAIR);
    Variable second = variable("second", PAIR);
    Value one = graph.constant(0.5);
    List<Value> results =
        graph.apply(
            Primitive.ADAM_UPDATE,
            Attributes.of("beta1", 0.9, "beta2", 0.99, "eps", 1e-8),
            List.of(
                graph.read(weight),
                graph.read(first),
                graph.read(second),
                graph.input("g", PAIR),
                one,
                one,
                one));
    graph.write(weight, results.get(0));
    graph.write(swapped ? second : first, results.get(1));
    graph.write(swapped ? first : second, results.get(2));
    if (watched) {
      graph.output("value", results.get(0));
    }
    return graph;
  }

  @Test
  void adamRunsInPlaceOnlyWhereNothingElseWantsItsResults() {
    assertThat(types(adam(false, false))).contains("ResourceApplyAdam");
    assertThat(types(adam(true, false))).doesNotContain("ResourceApplyAdam");
    assertThat(types(adam(false, true))).doesNotContain("ResourceApplyAdam");
  }

  @Test
  void groupsOfAGradientAreSplitOnACpuOnly() {
    assertThat(types(grouped(), new NodeNames(), Target.CPU))
        .contains("Split")
        .filteredOn("Conv2DBackpropFilter"::equals)
        .hasSize(2);
    assertThat(types(grouped(), new NodeNames(), Target.GPU))
        .doesNotContain("Split")
        .filteredOn("Conv2DBackpropFilter"::equals)
        .hasSize(1);
  }

  private static StepBuilder grouped() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", TensorType.f32(Shape.of(1, 4, 4, 4)));
    Value g = graph.input("g", TensorType.f32(Shape.of(1, 4, 4, 6)));
    Attributes attributes =
        Attributes.of(
            "shape",
            Shape.of(1, 1, 2, 6),
            "strides",
            new long[] {1, 1},
            "dilations",
            new long[] {1, 1},
            "pads",
            new long[] {0, 0, 0, 0});
    graph.output(
        "y", graph.apply(Primitive.CONV2D_KERNEL_GRADIENT, attributes, List.of(x, g)).get(0));
    return graph;
  }

  @Test
  void everyNodeOfAnOpIsKnownByItsNameEvenAfterRewriting() {
    StepBuilder graph = new StepBuilder();
    Origin origin = new Origin(new Span("a.net", 3, 1, 3, 4), "stage[0].proj", false);
    Value x = graph.input("x", PAIR);
    graph.at(origin);
    graph.output("y", graph.sign(x));
    NodeNames names = new NodeNames();
    types(graph, names, Target.CPU);
    for (String message :
        List.of(
            "bad {{node step/stage.0..proj/sign/AddV2}}",
            "[[{{node ArithmeticOptimizer/Fold_step/stage.0..proj/sign/Sign_1}}]]",
            "{{node unknown}} then {{node step/stage.0..proj/sign/Sign}}")) {
      assertThat(names.namedIn(message).orElseThrow().op().origin()).isEqualTo(origin);
    }
    assertThat(names.namedIn("{{node unknown}}")).isEmpty();
    assertThat(names.namedIn("no node")).isEmpty();
  }

  @Test
  void aVariableOfTwoTypesIsABrokenPromise() {
    StepBuilder graph = new StepBuilder();
    graph.output("a", graph.read(variable("weight", PAIR)));
    graph.output("b", graph.read(variable("weight", TensorType.f32(Shape.of(3)))));
    assertThatThrownBy(() -> types(graph)).hasMessageContaining("must have one type");
  }
}
