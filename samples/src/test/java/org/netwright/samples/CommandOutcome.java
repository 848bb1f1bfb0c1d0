package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.cli.command.Netwright;
import org.netwright.cli.terminal.Surroundings;

/** What a command wrote that ran in the folder of the samples, and how it ended. */
record CommandOutcome(int exit, String out, String err) {
  static CommandOutcome of(List<String> arguments) {
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
    return new CommandOutcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Some steps of the quickstart on a CPU, with made-up data.
   *
   * @param run where the run is to lie
   */
  static CommandOutcome ofTraining(Path run, int steps, String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "quickstart.net", "--synthetic"));
    arguments.addAll(List.of("--batch", "8", "--max-steps", String.valueOf(steps)));
    arguments.addAll(List.of("--device", "cpu", "--out", run.toString()));
    arguments.addAll(List.of(options));
    return of(arguments);
  }

  /** Holds a text to a golden file. */
  static void assertGolden(Path file, String text) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
