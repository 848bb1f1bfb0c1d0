package org.netwright.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.spi.source.Span;

/** The lines of one file that a diagnostic is about, each mark drawn under its line. */
final class Excerpt {
  private final List<String> lines;
  private final Palette palette;
  private final TreeMap<Integer, List<Underline>> underlines = new TreeMap<>();

  Excerpt(String text, Palette palette) {
    this.lines = List.of(text.split("\n", -1));
    this.palette = palette;
  }

  /** A mark under one line. */
  private record Underline(int column, int endColumn, String sign, Ink ink, String message) {}

  /** What a mark looks like. */
  enum Mark {
    PRIMARY("^", Ink.ERROR),
    RELATED("-", Ink.RELATED),
    ADDED("+", Ink.GOOD);

    private final String sign;
    private final Ink ink;

    Mark(String sign, Ink ink) {
      this.sign = sign;
      this.ink = ink;
    }
  }

  /** Marks a stretch; of one that runs over several lines its two ends. */
  Excerpt mark(Span span, Mark mark, Ink ink, String message) {
    if (span.line() == span.endLine()) {
      add(span.line(), new Underline(span.column(), span.endColumn(), mark.sign, ink, message));
      return this;
    }
    SourceLine first = new SourceLine(line(span.line()), span.column());
    add(span.line(), new Underline(span.column(), first.endColumn(), mark.sign, ink, ""));
    boolean endsBeforeText = span.endColumn() <= 1;
    int last = endsBeforeText ? Math.max(span.line(), span.endLine() - 1) : span.endLine();
    if (last > span.line()) {
      SourceLine end = new SourceLine(line(last), 1);
      int stop = endsBeforeText ? end.endColumn() : span.endColumn();
      add(last, new Underline(Math.min(end.firstColumn(), stop), stop, mark.sign, ink, message));
    }
    return this;
  }

  Excerpt mark(Span span, Mark mark, String message) {
    return mark(span, mark, mark.ink, message);
  }

  /** Shows a line without a mark. */
  Excerpt show(int line) {
    underlines.computeIfAbsent(line, key -> new ArrayList<>());
    return this;
  }

  private void add(int line, Underline underline) {
    underlines.computeIfAbsent(line, key -> new ArrayList<>()).add(underline);
  }

  int widestNumber() {
    return underlines.isEmpty() ? 1 : String.valueOf(underlines.lastKey()).length();
  }

  /**
   * @param margin the width of the column of line numbers
   */
  List<String> drawn(int margin) {
    List<String> drawn = new ArrayList<>();
    int previous = 0;
    for (int line : underlines.keySet()) {
      if (previous > 0 && line == previous + 2) {
        drawn.add(numbered(margin, line - 1, 1));
      } else if (previous > 0 && line > previous + 2) {
        drawn.add(palette.paint(Ink.MARGIN, " ".repeat(margin + 2) + " :"));
      }
      draw(drawn, margin, line);
      previous = line;
    }
    return drawn;
  }

  private void draw(List<String> drawn, int margin, int line) {
    List<Underline> marks = new ArrayList<>(underlines.getOrDefault(line, List.of()));
    marks.sort(Comparator.comparingInt(Underline::column));
    int seen = marks.isEmpty() ? 1 : marks.get(0).column();
    SourceLine source = new SourceLine(line(line), seen);
    drawn.add(numbered(margin, line, seen));
    for (Underline mark : marks) {
      String signs = mark.sign().repeat(source.width(mark.column(), mark.endColumn()));
      String words = mark.message().isEmpty() ? "" : " " + Printable.line(mark.message());
      drawn.add(
          palette.paint(Ink.MARGIN, " ".repeat(margin + 2) + " | ")
              + " ".repeat(source.start(mark.column()))
              + palette.paint(mark.ink(), signs + words));
    }
  }

  private String numbered(int margin, int line, int seen) {
    String number = String.valueOf(line);
    String shown = new SourceLine(line(line), seen).shown();
    String edge = " ".repeat(2 + margin - number.length()) + number + " |";
    return palette.paint(Ink.MARGIN, edge) + (shown.isEmpty() ? "" : " " + shown);
  }

  private String line(int number) {
    String line = number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
