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

/** What {@code train --callback} does on the command line. */
class CallbackOptionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/callback");
  @TempDir private Path folder;

  /** What a command wrote. */
  private record Outcome(int exit, String out, String err) {}

  private Outcome train(String callback) {
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
    List<String> arguments = new ArrayList<>(List.of("train", "quickstart.net", "--synthetic"));
    arguments.addAll(List.of("--batch", "8", "--max-steps", "4", "--device", "cpu"));
    arguments.addAll(List.of("--out", folder.resolve("run").toString(), "--callback", callback));
    int exit = Netwright.run(surroundings, arguments.toArray(String[]::new));
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private void assertRefused(String callback, String golden) throws IOException {
    Outcome outcome = train(callback);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(folder.resolve("run")).doesNotExist();
    Path file = GOLDEN.resolve(golden);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, outcome.err());
    }
    assertThat(file).exists();
    assertThat(outcome.err()).isEqualTo(Files.readString(file));
  }

  @Test
  void aRunStopsWhenItsCallbackAsksForIt() throws IOException {
    Outcome outcome = train("standard.stop_when(\"test.accuracy\", at = 0.0)");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("stopped by stop_when: test.accuracy is ", "--resume");
    JsonNode result = new ObjectMapper().readTree(outcome.out());
    assertThat(result.get("stopped").asText()).endsWith("and 0.0 was asked for");
    assertThat(result.at("/stages/0/steps").asLong()).isEqualTo(2);
    assertThat(result.at("/stages/0/metrics").has("test.accuracy")).isTrue();
  }

  @Test
  void aNameThatNothingHasIsRefusedBeforeAnythingRuns() throws IOException {
    assertRefused("stop_wen(\"test.accuracy\", 0.9)", "NW657-near.txt");
  }

  @Test
  void aNameOfAnotherKindIsRefused() throws IOException {
    assertRefused("Adam", "NW657-kind.txt");
  }

  @Test
  void argumentsAreCheckedAgainstTheHeader() throws IOException {
    assertRefused("stop_when(\"test.accuracy\")", "NW321.txt");
  }
}
