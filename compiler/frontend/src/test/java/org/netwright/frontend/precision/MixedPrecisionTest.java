package org.netwright.frontend.precision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.GraphPrinter;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.parse.Golden;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class MixedPrecisionTest {
  private final StepBuilder graph = new StepBuilder();

  private static Variable variable(String path, long... sizes) {
    return new Variable(
        "",
        path,
        TensorType.f32(Shape.of(sizes)),
        Variable.Kind.PARAMETER,
        "kernel",
        Variable.Storage.REAL,
        Span.NONE);
  }

  private Value matmul(Value a, Value b) {
    Attributes attributes = Attributes.of("transpose_a", false, "transpose_b", false);
    return graph.apply(Primitive.MATMUL, attributes, List.of(a, b)).get(0);
  }

  private StepGraph perceptron() {
    Variable first = variable("first", 3, 5);
    Variable bias = variable("bias", 5);
    Variable second = variable("second", 5, 2);
    Value x = graph.input("x", TensorType.f32(Shape.of(4, 3)));
    Value hidden = graph.relu(graph.add(matmul(x, graph.read(first)), graph.read(bias)));
    Value out = matmul(hidden, graph.read(second));
    Value loss = graph.mean(graph.square(graph.subtract(out, graph.input("y", out.type()))));
    List<Variable> all = List.of(first, bias, second);
    List<Value> reads = all.stream().map(graph::read).toList();
    var gradients = Differentiation.gradients(graph, loss, reads);
    for (int i = 0; i < all.size(); i++) {
      Value step = graph.multiply(gradients.get(i).orElseThrow(), 0.1);
      graph.write(all.get(i), graph.subtract(reads.get(i), step));
    }
    graph.output("loss", loss);
    return graph.build("train");
  }

  @Test
  void contractionsAndWhatLiesBetweenThemAreInBf16AndAllElseIsNot() throws IOException {
    String text = GraphPrinter.print(MixedPrecision.of(perceptron()));
    Golden.check(text, Path.of("src/test/resources/precision/perceptron.net"), ".mixed");
  }

  @Test
  void whatAStepTakesAndGivesKeepsItsTypes() {
    StepGraph before = perceptron();
    StepGraph after = MixedPrecision.of(before);
    assertThat(after.writes().keySet()).containsExactlyElementsOf(before.writes().keySet());
    after.writes().forEach((v, value) -> assertThat(value.type()).isEqualTo(v.type()));
    assertThat(after.outputs().get("loss").type()).hasToString("f32[]");
  }

  @Test
  void aProductOfParametersAloneStaysSingle() {
    Value a = graph.read(variable("a", 2, 3));
    Value b = graph.read(variable("b", 3, 2));
    Value x = graph.input("x", TensorType.f32(Shape.of(4, 2)));
    graph.output("y", matmul(x, matmul(a, b)));
    assertThat(GraphPrinter.print(MixedPrecision.of(graph.build("step"))))
        .contains(": [2, 2] = matmul", "bf16[2, 2] = cast", "bf16[4, 2] = matmul");
  }

  @Test
  void softmaxAndTheSquaresOfAMeanStaySingle() {
    Value w = graph.read(variable("w", 3, 3));
    Value x = matmul(graph.input("x", TensorType.f32(Shape.of(4, 3))), w);
    Value scale = graph.rsqrt(graph.mean(graph.square(x), true, 1));
    Value soft = graph.apply(Primitive.SOFTMAX, Attributes.NONE, List.of(x)).get(0);
    graph.output("y", matmul(graph.add(graph.multiply(x, scale), soft), w));
    assertThat(GraphPrinter.print(MixedPrecision.of(graph.build("step"))))
        .contains(": [4, 3] = multiply", ": [4, 3] = softmax", ": [4, 1] = rsqrt")
        .doesNotContain("bf16[4, 3] = multiply", "bf16[4, 3] = softmax");
  }
}
