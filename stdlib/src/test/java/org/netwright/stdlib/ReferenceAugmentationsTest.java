package org.netwright.stdlib;

import static org.netwright.stdlib.Workbench.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A picture changed as torchvision changes it, which {@code augment.py} wrote down once. Bytes may
 * differ by one: that library cuts off what is computed, and ours rounds.
 */
class ReferenceAugmentationsTest {
  private static final double ONE = 1.0001;

  private record Case(String net, Array picture, Array value) {}

  private static JsonNode fixture() throws IOException {
    try (InputStream in =
        ReferenceAugmentationsTest.class.getResourceAsStream("reference/augment.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static double[] numbers(JsonNode array) {
    return each(array).mapToDouble(JsonNode::asDouble).toArray();
  }

  static Stream<Named<Case>> changes() throws IOException {
    JsonNode fixture = fixture();
    Array picture = Array.of(new int[] {9, 8, 3}, numbers(fixture.get("picture")));
    return each(fixture.get("cases"))
        .map(
            node -> {
              int[] shape = each(node.get("shape")).mapToInt(JsonNode::asInt).toArray();
              String net = node.get("net").asText();
              return Named.of(
                  net, new Case(net, picture, new Array(shape, numbers(node.get("value")))));
            })
        .toList()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeIsThatOfTheReference(Case change) {
    try (Workbench bench = Workbench.model("(x: u8[9, 8, 3]) { " + change.net() + " }")) {
      double within = change.net().startsWith("normalize") ? 1e-6 : ONE;
      Array value = change.value();
      Array actual = bench.run(change.picture());
      // differences, so that what is compared is absolute
      assertClose(
          Array.computed(i -> actual.at(i) - value.at(i), value.shape()),
          Array.zeros(value.shape()),
          within);
    }
  }
}
