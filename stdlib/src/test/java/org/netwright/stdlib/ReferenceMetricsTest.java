package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.spi.type.ElementType;

/**
 * Metrics of a pass beside those of scikit-learn over all examples at once, which {@code
 * metrics.py} wrote down once: the same however the pass is cut into batches.
 */
class ReferenceMetricsTest {
  private static final double WITHIN = 1e-6;
  private static final int CUTS = 12;

  private record Case(String report, List<MetricBench.Field> fields, double[] value) {
    int examples() {
      return fields.get(0).examples().size(0);
    }

    /**
     * How far two cuts may differ: by nothing but the rounding of f64, unless the report first
     * computes in f32, where the kernels round differently for other sizes of a batch.
     */
    double withinCuts() {
      boolean computes = report.indexOf('(', report.indexOf('(') + 1) >= 0;
      return computes ? 1e-7 : 1e-12;
    }
  }

  static Stream<Named<Case>> metrics() throws IOException {
    try (InputStream in =
        ReferenceMetricsTest.class.getResourceAsStream("reference/metrics.json")) {
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
    List<MetricBench.Field> fields =
        each(node.get("fields"))
            .map(
                field ->
                    new MetricBench.Field(
                        field.get("name").asText(),
                        ElementType.named(field.get("type").asText()).orElseThrow(),
                        new Array(
                            each(field.get("shape")).mapToInt(JsonNode::asInt).toArray(),
                            numbers(field.get("numbers")))))
            .toList();
    return new Case(node.get("report").asText(), fields, numbers(node.get("value")));
  }

  /** Examples cut into batches of sizes that look random, empty ones left out. */
  private static int[] cut(int examples, Random random) {
    List<Integer> sizes = new ArrayList<>();
    int left = examples;
    while (left > 0) {
      int size = 1 + random.nextInt(Math.min(left, 1 + random.nextInt(examples)));
      sizes.add(size);
      left -= size;
    }
    return sizes.stream().mapToInt(size -> size).toArray();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aPassHasTheResultOfTheReferenceHoweverItIsCut(Case metric) {
    try (MetricBench bench = new MetricBench(metric.report(), metric.fields())) {
      double[] whole = bench.measure(metric.examples());
      assertThat(whole).containsExactly(metric.value(), within(WITHIN));
      Random random = new Random(5);
      for (int i = 0; i < CUTS; i++) {
        int[] batches = cut(metric.examples(), random);
        assertThat(bench.measure(batches))
            .as(Arrays.toString(batches))
            .containsExactly(whole, within(metric.withinCuts()));
      }
    }
  }
}
