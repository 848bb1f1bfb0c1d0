package org.netwright.cli.project;

import java.util.Optional;
import org.netwright.frontend.Limits;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about files of a project that cannot be read, and about its settings. */
final class ProjectMessages {
  private ProjectMessages() {}

  static DiagnosticException tooLarge(String file, long bytes, long limit) {
    return error(
        "NW801",
        whole(file),
        "this file has " + bytes + " bytes, and a source file may have " + limit,
        "split it, or raise `" + Limits.Key.FILE_BYTES.setting() + "` in netwright.json");
  }

  static DiagnosticException notUtf8(String file, Span place, int offset, int value) {
    return error(
        "NW802",
        place,
        "this file is not UTF-8: byte 0x"
            + String.format(java.util.Locale.ROOT, "%02x", value)
            + " at offset "
            + offset
            + " begins no character",
        "save " + file + " as UTF-8");
  }

  static DiagnosticException utf16(String file) {
    return error(
        "NW802", whole(file), "this file is UTF-16, not UTF-8", "save " + file + " as UTF-8");
  }

  static DiagnosticException binary(Span place, int offset) {
    return error(
        "NW802",
        place,
        "this file holds a zero byte at offset " + offset + ", so it is no text",
        "a program is a text file with the ending `.net`");
  }

  static DiagnosticException unreadable(String file, String reason) {
    return error("NW803", whole(file), "this file cannot be read: " + reason, Optional.empty());
  }

  static DiagnosticException noFile(String file, String what) {
    return error(
        "NW803",
        whole(file),
        "a source file must be a regular file, and this is " + what,
        Optional.empty());
  }

  static DiagnosticException outside(String file, String root) {
    return error(
        "NW804",
        whole(file),
        "this file leads out of the project at " + root,
        "a program imports only what lies in its project; move the file there, or put a"
            + " netwright.json into a folder that holds both");
  }

  static DiagnosticException malformedSettings(Span place, String why) {
    return error(
        "NW805",
        place,
        "the project's settings cannot be read: " + why,
        "netwright.json holds one JSON object, such as { \"strict\": true }");
  }

  static DiagnosticException unknownSetting(Span place, String key, Optional<String> meant) {
    return error(
        "NW806",
        place,
        "netwright.json has no setting `" + key + "`",
        meant.map(name -> "did you mean `" + name + "`?").orElse("it has " + Setting.keys()));
  }

  static DiagnosticException badSetting(Span place, String key, String value, String allowed) {
    return error(
        "NW806",
        place,
        "`" + key + "` is `" + value + "`, but it must be " + allowed,
        Optional.empty());
  }

  static Span whole(String file) {
    return new Span(file, 0, 0, 0, 0);
  }

  private static DiagnosticException error(String code, Span span, String message, String hint) {
    return error(code, span, message, Optional.of(hint));
  }

  private static DiagnosticException error(
      String code, Span span, String message, Optional<String> hint) {
    Diagnostic diagnostic = Diagnostic.error(code, span, message);
    return new DiagnosticException(hint.map(h -> diagnostic.with(Hint.of(h))).orElse(diagnostic));
  }
}
