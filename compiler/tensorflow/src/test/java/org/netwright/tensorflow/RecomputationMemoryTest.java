package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recomputed regions save memory in TensorFlow, not only on paper. */
class RecomputationMemoryTest {
  private record Measured(long peakKib, double sum) {}

  private static Measured measured(String way) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RecomputationPeak.class.getName(),
            way);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    String[] words = out.trim().split(" ");
    return new Measured(Long.parseLong(words[0]), Double.parseDouble(words[1]));
  }

  /** Kept: five results of 8 MiB a block. Recomputed: one. */
  @Test
  void regionsThatAreMadeAgainAreNotKept() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "only Linux tells the peak");
    Measured kept = measured("keep");
    Measured again = measured("remat");
    long blockKib = 8 * 1024L;
    assertThat(kept.peakKib() - again.peakKib())
        .as("peaks %s and %s KiB", kept.peakKib(), again.peakKib())
        .isGreaterThan(2 * blockKib * RecomputationPeak.BLOCKS);
    assertThat(again.sum()).isCloseTo(kept.sum(), within(1e-5 * Math.abs(kept.sum())));
  }
}
