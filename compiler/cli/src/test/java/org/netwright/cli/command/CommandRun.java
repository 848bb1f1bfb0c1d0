package org.netwright.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.netwright.cli.terminal.Surroundings;

/** Runs a command inside the test and keeps what it wrote. */
final class CommandRun {
  private final Path directory;
  private final CommandLineSession.FrontEndFactory frontEnds;
  private final Map<String, String> environment = new HashMap<>();
  private boolean terminal;

  CommandRun(Path directory, CommandLineSession.FrontEndFactory frontEnds) {
    this.directory = directory;
    this.frontEnds = frontEnds;
  }

  CommandRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  CommandRun onTerminal() {
    terminal = true;
    return this;
  }

  /** What came of a command. */
  record Outcome(int exit, String out, String err) {}

  Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            StandardCharsets.UTF_8,
            environment,
            directory,
            terminal,
            terminal,
            100);
    int exit = Netwright.run(surroundings, frontEnds, arguments);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
