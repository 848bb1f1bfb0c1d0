package org.netwright.stdlib;

import static org.netwright.stdlib.Workbench.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Losses and their gradients beside those of PyTorch in float64, which {@code losses.py} wrote down
 * once.
 */
class ReferenceLossesTest {
  private static final double WITHIN = 1e-6;

  /** A tensor that the loss is given; a gradient is there if the reference has one. */
  private record Input(String type, Array value, double[] gradient) {}

  private record Case(String net, List<Input> inputs, double[] value) {}

  static Stream<Named<Case>> losses() throws IOException {
    try (InputStream in = ReferenceLossesTest.class.getResourceAsStream("reference/losses.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get("cases");
      return each(cases).map(c -> Named.of(c.get("name").asText(), read(c))).toList().stream();
    }
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static double[] numbers(JsonNode array) {
    return each(array).mapToDouble(JsonNode::asDouble).toArray();
  }

  private static Case read(JsonNode node) {
    List<Input> inputs =
        each(node.get("inputs"))
            .map(
                input ->
                    new Input(
                        input.get("type").asText(),
                        new Array(
                            each(input.get("shape")).mapToInt(JsonNode::asInt).toArray(),
                            numbers(input.get("numbers"))),
                        numbers(input.get("gradient"))))
            .toList();
    return new Case(node.get("net").asText(), inputs, numbers(node.get("value")));
  }

  /** A model that gives the loss of each example and behind it the gradients, all in one row. */
  private static String model(Case loss) {
    List<String> parameters = new ArrayList<>();
    List<String> parts = new ArrayList<>(List.of("reshape(loss, [" + loss.value().length + "])"));
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < loss.inputs().size(); i++) {
      Input input = loss.inputs().get(i);
      String name = String.valueOf((char) ('a' + i));
      parameters.add(name + "_: " + input.type() + Arrays.toString(input.value().shape()));
      names.append("let ").append(name).append(" = ").append(name).append("_\n");
      if (input.gradient().length > 0) {
        parts.add("reshape(gradient(loss, of = " + name + "), [" + input.gradient().length + "])");
      }
    }
    return "(%s) {\n%slet loss = %s\nreturn concat([%s], axis = 0)\n}"
        .formatted(String.join(", ", parameters), names, loss.net(), String.join(", ", parts));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aLossAndItsGradientsAreThoseOfTheReference(Case loss) {
    double[] expected =
        DoubleStream.concat(
                Arrays.stream(loss.value()),
                loss.inputs().stream().flatMapToDouble(i -> Arrays.stream(i.gradient())))
            .toArray();
    try (Workbench bench = Workbench.model(model(loss))) {
      Array[] inputs = loss.inputs().stream().map(Input::value).toArray(Array[]::new);
      assertClose(bench.run(inputs), Array.of(expected), WITHIN);
    }
  }
}
