package org.netwright.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.netwright.cli.terminal.Surroundings;

/**
 * A file about a bug of ours: the stack trace and the versions. It holds the command line, no
 * environment variable and no text of the user's files.
 */
final class CrashReport {
  private CrashReport() {}

  /** Writes the report where the user works, else among the temporary files; empty if neither. */
  static Optional<Path> write(
      Throwable failure, List<String> arguments, Surroundings surroundings) {
    String report = text(failure, arguments);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
    for (Path folder : List.of(surroundings.directory(), temporary)) {
      try {
        Path file = Files.createTempFile(folder, "netwright-bug-", ".txt");
        Files.writeString(file, report);
        return Optional.of(file);
      } catch (IOException readOnly) {
        // The next folder may take it; without any the trace goes to stderr.
      }
    }
    return Optional.empty();
  }

  static String text(Throwable failure, List<String> arguments) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return String.join(
        System.lineSeparator(),
        "netwright " + Version.number(),
        "java " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        "os " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        "memory " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
        "command " + String.join(" ", arguments),
        "",
        trace.toString());
  }
}
