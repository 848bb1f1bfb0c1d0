package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train --callback} does on the command line. */
class CallbackOptionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/callback");
  @TempDir private Path folder;

  private CommandOutcome train(String callback) {
    return CommandOutcome.ofTraining(folder.resolve("run"), 4, "--callback", callback);
  }

  private void assertRefused(String callback, String golden) throws IOException {
    CommandOutcome outcome = train(callback);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(folder.resolve("run")).doesNotExist();
    CommandOutcome.assertGolden(GOLDEN.resolve(golden), outcome.err());
  }

  @Test
  void aRunStopsWhenItsCallbackAsksForIt() throws IOException {
    CommandOutcome outcome = train("standard.stop_when(\"test.accuracy\", at = 0.0)");
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
