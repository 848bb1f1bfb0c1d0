package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.frontend.check.ShapeLog.Application;
import org.netwright.frontend.explain.LineShapes;
import org.netwright.frontend.explain.LineShapes.Applied;
import org.netwright.frontend.explain.LineShapes.Explained;
import org.netwright.frontend.explain.ShapeRecord;
import org.netwright.spi.source.Span;

/** What {@code explain FILE:LINE} shows: the shapes on a line, and how each size came about. */
final class LineExplanation {
  private static final int SHOWN_APPLICATIONS = 3;
  private static final int SHOWN_SHAPES = 4;

  private final String file;
  private final int line;
  private final List<String> text;
  private final List<Explained> found;

  private LineExplanation(String file, int line, List<String> text, List<Explained> found) {
    this.file = file;
    this.line = line;
    this.text = text;
    this.found = found;
  }

  /** Compiles the file and shows one of its lines. */
  static void show(CommandLineSession session, String file, int line) {
    ShapeRecord record = new ShapeRecord();
    CommandLineSession.Compilation compilation = session.compile(file, record);
    List<String> text =
        compilation
            .compiled()
            .texts()
            .getOrDefault(compilation.compiled().file(), "")
            .lines()
            .toList();
    if (line < 1 || line > text.size()) {
      throw CommandFailure.usage(
          file + " has no line " + line, "its lines are 1 to " + text.size());
    }
    LineExplanation shown =
        new LineExplanation(
            file, line, text, new LineShapes(record).of(compilation.compiled().file(), line));
    if (session.isJson()) {
      JsonResult.print(session.out(), shown::json);
    } else {
      session.print(shown.lines(session.outPalette()));
    }
  }

  // ---- text

  private List<String> lines(Palette palette) {
    List<String> lines = new ArrayList<>();
    lines.add(
        palette.paint(Ink.PLACE, Printable.line(file) + ":" + line)
            + "  "
            + Printable.line(text.get(line - 1).strip()));
    if (found.isEmpty()) {
      lines.add("");
      lines.add("no expression that begins on this line has a shape");
    }
    for (Explained explained : found) {
      Applied applied = explained.shapes().get(0);
      lines.add("");
      lines.add(
          palette.paint(
              Ink.TITLE,
              (explained.stage() ? "|> " : "")
                  + Printable.line(source(explained.place()))
                  + "  "
                  + applied.type()));
      where(applied).forEach(w -> lines.add("  " + palette.paint(Ink.MARGIN, w)));
      axes(applied, lines);
      if (explained.shapes().size() > 1) {
        lines.add("  " + palette.paint(Ink.MARGIN, others(explained)));
      }
    }
    return lines;
  }

  /** The other shapes that the same text had. */
  private static String others(Explained explained) {
    List<Applied> others = explained.shapes().subList(1, explained.shapes().size());
    String shown =
        others.stream()
            .limit(SHOWN_SHAPES)
            .map(o -> o.type() + " in " + o.applications().get(0).path())
            .collect(Collectors.joining(", "));
    String more =
        others.size() > SHOWN_SHAPES
            ? " and " + Count.of(others.size() - SHOWN_SHAPES, "more shape")
            : "";
    return "elsewhere " + shown + more;
  }

  private static void axes(Applied applied, List<String> lines) {
    int width = applied.axes().stream().mapToInt(a -> a.size().toString().length()).max().orElse(0);
    for (LineShapes.Story story : applied.axes()) {
      String size = story.size().toString();
      String margin = "  " + size + " ".repeat(width - size.length()) + "  ";
      for (LineShapes.Step step : story.steps()) {
        String before = margin.isBlank() ? "from " + step.size() + ": " : "";
        lines.add(margin + before + Printable.line(step.rule()));
        margin = " ".repeat(width + 4);
      }
    }
  }

  private List<String> where(Applied applied) {
    List<String> lines = new ArrayList<>();
    Application first = applied.applications().get(0);
    if (!first.name().isEmpty()) {
      String others =
          applied.applications().size() > 1
              ? ", and " + Count.of(applied.applications().size() - 1, "more application")
              : "";
      String paths =
          applied.applications().stream()
              .map(Application::path)
              .filter(path -> !path.isEmpty())
              .distinct()
              .limit(SHOWN_APPLICATIONS)
              .collect(Collectors.joining(", "));
      lines.add("in " + first.name() + (paths.isEmpty() ? "" : " (" + paths + ")") + others);
    }
    for (LineShapes.Name name : applied.names()) {
      lines.add(
          "%s = %s: axis %d of what is given at %s"
              .formatted(name.name(), name.size(), name.axis(), place(name.given())));
    }
    return lines;
  }

  private static String place(Span span) {
    return span.exists() ? span.file() + ":" + span.line() : "its declaration";
  }

  /** The text of an expression, the first line of it. */
  private String source(Span span) {
    String first = text.get(span.line() - 1);
    boolean one = span.line() == span.endLine();
    int end = one ? Math.min(span.endColumn() - 1, first.length()) : first.length();
    return first.substring(Math.min(span.column() - 1, end), end).strip() + (one ? "" : " …");
  }

  // ---- JSON

  private void json(JsonGenerator json) throws IOException {
    json.writeStringField("file", file);
    json.writeNumberField("line", line);
    json.writeArrayFieldStart("expressions");
    for (Explained explained : found) {
      json.writeStartObject();
      json.writeNumberField("column", explained.place().column());
      json.writeNumberField("end_line", explained.place().endLine());
      json.writeNumberField("end_column", explained.place().endColumn());
      json.writeBooleanField("stage", explained.stage());
      json.writeArrayFieldStart("shapes");
      for (Applied applied : explained.shapes()) {
        shape(json, applied);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void shape(JsonGenerator json, Applied applied) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", applied.type().toString());
    json.writeArrayFieldStart("paths");
    for (Application application : applied.applications()) {
      json.writeString(application.path());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("names");
    for (LineShapes.Name name : applied.names()) {
      json.writeStringField(name.name(), name.size().toString());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("axes");
    for (LineShapes.Story story : applied.axes()) {
      json.writeStartObject();
      json.writeStringField("size", story.size().toString());
      json.writeArrayFieldStart("steps");
      for (LineShapes.Step step : story.steps()) {
        json.writeStartObject();
        json.writeStringField("size", step.size().toString());
        json.writeStringField("rule", step.rule());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
