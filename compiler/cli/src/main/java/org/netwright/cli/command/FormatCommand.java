package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.format.Formatter;
import org.netwright.spi.diagnostic.DiagnosticException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code format}: brings files into the one layout. One with mistakes is left as it is. */
@Command(
    name = "format",
    description = "Brings files into the one layout; comments and line breaks stay.")
final class FormatCommand extends NetwrightCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "the files to lay out")
  private List<String> files = List.of();

  @Option(
      names = "--check",
      description = "write nothing; exit with 1 when a file is laid out differently")
  private boolean check;

  /** A file that could be read, and whether its layout was another. */
  private record Seen(String file, boolean changed) {}

  @Override
  Exit run(CommandLineSession session) {
    List<Seen> seen = new ArrayList<>();
    for (String file : files) {
      SourceLoader.Text source = session.read(file);
      try {
        String laidOut = Formatter.format(source.file(), source.text(), session.project().limits());
        boolean changed = !laidOut.equals(source.text());
        if (changed && !check) {
          write(session.path(file), file, laidOut);
        }
        seen.add(new Seen(file, changed));
      } catch (DiagnosticException mistakes) {
        session.log().add(mistakes.diagnostics(), Map.of(source.file(), source.text()));
      }
    }
    show(session, seen);
    return check && seen.stream().anyMatch(Seen::changed) ? Exit.FINDINGS : Exit.OK;
  }

  /** Writes the file itself, so that links and permissions stay what they are. */
  private static void write(Path path, String file, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException refused) {
      throw CommandFailure.environment(
          file + " could not be written: " + refused.getMessage(),
          "look at its permissions and the space that is left");
    }
  }

  private void show(CommandLineSession session, List<Seen> seen) {
    if (session.isJson()) {
      JsonResult.print(session.out(), json -> write(json, seen));
      return;
    }
    String word = check ? "differs" : "changed";
    for (Seen each : seen) {
      String mark =
          each.changed()
              ? session.outPalette().paint(check ? Ink.WARNING : Ink.GOOD, word)
              : session.outPalette().paint(Ink.GOOD, "ok     ");
      session.print(List.of(mark + "  " + Printable.line(each.file())));
    }
  }

  private static void write(JsonGenerator json, List<Seen> seen) throws IOException {
    json.writeArrayFieldStart("files");
    for (Seen each : seen) {
      json.writeStartObject();
      json.writeStringField("file", each.file());
      json.writeBooleanField("changed", each.changed());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
