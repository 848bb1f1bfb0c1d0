package org.netwright.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netwright.engine.fixture.Runs;
import org.netwright.engine.train.RunResult.Status;

class KillAndResumeTest {
  @TempDir static Path whole;
  @TempDir Path folder;
  private static Map<String, List<Byte>> unbroken = Map.of();

  @BeforeAll
  static void trainUnbroken() {
    Training.run(KilledTraining.recipe(), Runs.into(whole));
    unbroken = Runs.values(Runs.last(whole));
  }

  private Process start(Path run, String at, int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            run.toString(),
            at,
            Integer.toString(number))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void resumeAndCompare(Path run) {
    RunResult result = Training.run(KilledTraining.recipe(), Runs.resume(run));
    assertThat(result.status()).isEqualTo(Status.FINISHED);
    assertThat(Runs.values(Runs.last(run))).isEqualTo(unbroken);
    assertThat(Runs.metrics(run)).isEqualTo(Runs.metrics(whole));
  }

  /** Before anything was saved, inside an epoch, and between the best and the last checkpoint. */
  @ParameterizedTest
  @CsvSource({"step,1", "step,9", "save,4"})
  void aProcessThatDiesIsResumedBitForBit(String at, int number) throws Exception {
    Path run = folder.resolve("run");
    Process process = start(run, at, number);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(137);
    resumeAndCompare(run);
  }

  @Test
  void aProcessThatIsKilledFromOutsideIsResumedBitForBit() throws Exception {
    Path run = folder.resolve("run");
    Process process = start(run, "never", 0);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.equals("step 8")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("step 8");
    }
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    resumeAndCompare(run);
  }
}
