package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.cli.command.Netwright;
import org.netwright.cli.terminal.Surroundings;

/** What {@code --precision} and {@code --force} do on the command line. */
class PrecisionOptionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/precision");
  @TempDir private Path folder;

  /** What a command wrote. */
  private record Outcome(int exit, String out, String err) {}

  private static Outcome run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            StandardCharsets.UTF_8,
            Map.of(),
            Project.ROOT,
            false,
            false,
            100);
    int exit = Netwright.run(surroundings, arguments.toArray(String[]::new));
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** One step of the quickstart on a CPU. */
  private Outcome train(String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "quickstart.net", "--synthetic"));
    arguments.addAll(List.of("--batch", "8", "--max-steps", "1", "--device", "cpu"));
    arguments.addAll(List.of("--out", folder.resolve("run").toString()));
    arguments.addAll(List.of(options));
    return run(arguments);
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(text).isEqualTo(Files.readString(file));
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
    Outcome outcome = train("--precision", "bf16");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(folder.resolve("run")).doesNotExist();
    assertGolden("NW655.txt", diagnostic("NW655", outcome.err()));
  }

  @Test
  void forceLetsItRunAndWarns() throws IOException {
    Outcome outcome = train("--precision", "bf16", "--force");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("training in bf16 on a CPU, as --force asks")
        .doesNotContain("NW821");
    assertThat(new ObjectMapper().readTree(outcome.out()).get("precision").asText())
        .isEqualTo("bf16");
  }

  @Test
  void forceWithoutBf16IsNotIgnored() throws IOException {
    Outcome outcome = train("--force");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertGolden("NW821.txt", diagnostic("NW821", outcome.err()));
  }

  @Test
  void anUnknownPrecisionIsWrongUsage() {
    Outcome outcome = train("--precision", "f16");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("--precision is `f16`", "it must be f32 or bf16");
  }

  // ---- plan

  private static JsonNode plan(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("plan", "quickstart.net", "--format", "json"));
    arguments.addAll(List.of(options));
    Outcome outcome = run(arguments);
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
    assertThat(run(List.of("plan", "quickstart.net", "--precision", "bf16")).out())
        .contains(", computed in bf16\n");
  }
}
