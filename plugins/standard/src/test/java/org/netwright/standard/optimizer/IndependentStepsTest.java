package org.netwright.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.OptimizerProbe;
import org.netwright.testkit.OptimizerProbe.Start;
import org.netwright.testkit.TestArguments;

/**
 * Ten steps of each optimizer agree with an independent implementation; where the numbers are from
 * stands beside the fixture, in {@code optimizers/README.md}.
 */
class IndependentStepsTest {
  private static final double TOLERANCE = 1e-6;
  private static final int OPTIMIZERS = 16;

  private static final Map<String, Supplier<OptimizerDefinition>> BY_NAME =
      Map.ofEntries(
          Map.entry("Sgd", Sgd::new),
          Map.entry("Adam", Adam::new),
          Map.entry("AdamW", AdamW::new),
          Map.entry("RmsProp", RmsProp::new),
          Map.entry("Adagrad", Adagrad::new),
          Map.entry("Adadelta", Adadelta::new),
          Map.entry("Adamax", Adamax::new),
          Map.entry("Adan", Adan::new),
          Map.entry("AmsGrad", AmsGrad::new),
          Map.entry("NAdam", NAdam::new),
          Map.entry("RAdam", RAdam::new),
          Map.entry("Lion", Lion::new),
          Map.entry("Lamb", Lamb::new),
          Map.entry("Lars", Lars::new),
          Map.entry("ScheduleFreeSgd", ScheduleFreeSgd::new),
          Map.entry("ScheduleFreeAdamW", ScheduleFreeAdamW::new));

  static Stream<Arguments> cases() throws IOException {
    List<?> cases = (List<?>) fixture().get("cases");
    assertThat(cases).hasSize(OPTIMIZERS);
    return cases.stream()
        .map(c -> (Map<?, ?>) c)
        .flatMap(
            c ->
                Stream.of(ElementType.F32, ElementType.F64)
                    .map(type -> Arguments.of(c.get("optimizer"), type, c)));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("cases")
  void tenStepsAgree(String name, ElementType type, Map<?, ?> known) throws IOException {
    Map<?, ?> fixture = fixture();
    TestArguments arguments = TestArguments.of();
    for (Map.Entry<?, ?> argument : map(known, "arguments").entrySet()) {
      arguments = arguments.with((String) argument.getKey(), argument.getValue());
    }
    OptimizerDefinition optimizer = Objects.requireNonNull(BY_NAME.get(name)).get();
    try (OptimizerProbe probe = OptimizerProbe.of(optimizer, arguments, start(fixture), type)) {
      List<?> gradients = (List<?>) fixture.get("gradients");
      List<?> values = (List<?>) known.get("values");
      for (int step = 0; step < gradients.size(); step++) {
        probe.step(tensors((Map<?, ?>) gradients.get(step)));
        Map<String, double[]> wanted = tensors((Map<?, ?>) values.get(step));
        int number = step + 1;
        wanted.forEach((path, w) -> agree(path + ", step " + number, probe.value(path), w));
      }
      if (known.get("inferred") instanceof Map<?, ?> inferred) {
        tensors(inferred).forEach((path, w) -> agree(path, probe.inferred(path), w));
      }
    }
  }

  private static void agree(String what, double[] actual, double[] wanted) {
    assertThat(actual).as(what).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(Math.abs(actual[i] - wanted[i]))
          .as("%s: [%d] is %s, wanted %s", what, i, actual[i], wanted[i])
          .isLessThan(TOLERANCE);
    }
  }

  private static Map<String, Start> start(Map<?, ?> fixture) {
    Map<String, Start> start = new LinkedHashMap<>();
    tensors(map(fixture, "start"))
        .forEach(
            (path, numbers) -> {
              double[] sizes = numbers((List<?>) map(fixture, "shapes").get(path));
              Shape shape =
                  sizes.length == 1
                      ? Shape.of((long) sizes[0])
                      : Shape.of((long) sizes[0], (long) sizes[1]);
              start.put(path, new Start(shape, numbers));
            });
    return start;
  }

  private static Map<?, ?> map(Map<?, ?> owner, String name) {
    return (Map<?, ?>) Objects.requireNonNull(owner.get(name));
  }

  private static Map<String, double[]> tensors(Map<?, ?> read) {
    Map<String, double[]> tensors = new LinkedHashMap<>();
    read.forEach((path, numbers) -> tensors.put((String) path, numbers((List<?>) numbers)));
    return tensors;
  }

  private static double[] numbers(List<?> read) {
    return read.stream().mapToDouble(number -> (Double) number).toArray();
  }

  private static Map<?, ?> fixture() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                IndependentStepsTest.class.getResourceAsStream("/optimizers/ten-steps.json"));
        JsonParser parser = new JsonFactory().createParser(in)) {
      parser.nextToken();
      return (Map<?, ?>) value(parser);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        map.put(name, value(parser));
      }
      return map;
    } else if (token == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return parser.getBooleanValue();
    }
    return token == JsonToken.VALUE_STRING ? parser.getText() : parser.getDoubleValue();
  }
}
