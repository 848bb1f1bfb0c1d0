package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --precision} and {@code --force} do on the command line. */
class PrecisionOptionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/precision");
  @TempDir private Path folder;

  /** One step of the quickstart. */
  private CommandOutcome train(String... options) {
    return CommandOutcome.ofTraining(folder.resolve("run"), 1, options);
  }

  private static void assertGolden(String name, String text) throws IOException {
    CommandOutcome.assertGolden(GOLDEN.resolve(name), text);
  }

  /** From a diagnostic of a code on, with the hint. */
  private static String diagnostic(String code, String err) {
    List<String> lines = err.lines().toList();
    int from = 0;
    while (from < lines.size() && !lines.get(from).contains(code)) {
      from++;
    }
    return String.join("\n", lines.subList(from, lines.size())) + "\n";
  }

  @Test
  void bf16OnACpuIsRefusedBeforeAnythingRuns() throws IOException {
    CommandOutcome outcome = train("--precision", "bf16");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(folder.resolve("run")).doesNotExist();
    assertGolden("NW655.txt", diagnostic("NW655", outcome.err()));
  }

  @Test
  void forceLetsItRunAndWarns() throws IOException {
    CommandOutcome outcome = train("--precision", "bf16", "--force");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("training in bf16 on a CPU, as --force asks")
        .doesNotContain("NW821");
    assertThat(new ObjectMapper().readTree(outcome.out()).get("precision").asText())
        .isEqualTo("bf16");
  }

  @Test
  void forceWithoutBf16IsNotIgnored() throws IOException {
    CommandOutcome outcome = train("--force");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertGolden("NW821.txt", diagnostic("NW821", outcome.err()));
  }

  @Test
  void anUnknownPrecisionIsWrongUsage() {
    CommandOutcome outcome = train("--precision", "f16");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("--precision is `f16`", "it must be f32 or bf16");
  }

  // ---- plan

  private static JsonNode plan(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("plan", "quickstart.net", "--format", "json"));
    arguments.addAll(List.of(options));
    CommandOutcome outcome = CommandOutcome.of(arguments);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  @Test
  void aPlanNamesThePrecisionAndCountsItsMemory() throws IOException {
    JsonNode single = plan();
    JsonNode half = plan("--precision", "bf16");
    assertThat(single.get("precision").asText()).isEqualTo("f32");
    assertThat(half.get("precision").asText()).isEqualTo("bf16");
    JsonNode before = single.at("/stages/0/memory");
    JsonNode after = half.at("/stages/0/memory");
    assertThat(after.get("parameters")).isEqualTo(before.get("parameters"));
    assertThat(after.get("optimizer")).isEqualTo(before.get("optimizer"));
    assertThat(after.get("activations").asLong())
        .isBetween(
            before.get("activations").asLong() / 2, before.get("activations").asLong() * 2 / 3);
    assertThat(CommandOutcome.of(List.of("plan", "quickstart.net", "--precision", "bf16")).out())
        .contains(", computed in bf16\n");
  }
}
