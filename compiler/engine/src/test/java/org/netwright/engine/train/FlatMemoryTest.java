package org.netwright.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FlatMemoryTest {
  @TempDir Path folder;

  /** In a process whose Java heap is whole from the start, what grows is native. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aLongTrainingDoesNotGrow() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                LongTraining.class.getName(),
                folder.resolve("run").toString(),
                "2400",
                "800")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<Long> resident =
        lines.stream()
            .filter(line -> line.startsWith("resident "))
            .map(line -> Long.parseLong(line.substring("resident ".length())))
            .toList();
    assertThat(resident).hasSize(2);
    assertThat(resident.get(1) - resident.get(0)).isLessThan(20 << 10);
  }
}
