package org.netwright.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.render.Excerpt.Mark;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/**
 * Diagnostics for a person: what is wrong, the lines it is about with the places marked, and the
 * way out with the text as it would be then.
 */
public final class DiagnosticText {
  private static final int EDITED_LINES = 6;
  private final Palette palette;

  public DiagnosticText(Palette palette) {
    this.palette = palette;
  }

  /**
   * @param texts what stands in the files, by the name in the spans; a place in a file that is not
   *     there is named without its lines
   */
  public List<String> lines(Diagnostic diagnostic, Map<String, String> texts) {
    List<String> lines = new ArrayList<>(heading(diagnostic));
    Map<String, Excerpt> excerpts = excerpts(diagnostic, texts);
    int margin =
        Math.max(1, excerpts.values().stream().mapToInt(Excerpt::widestNumber).max().orElse(1));
    places(diagnostic)
        .forEach(
            (file, place) -> {
              lines.add("  " + palette.paint(Ink.PLACE, place));
              Excerpt excerpt = excerpts.get(file);
              if (excerpt != null) {
                lines.addAll(excerpt.drawn(margin));
              } else {
                unseen(diagnostic, file).forEach(lines::add);
              }
            });
    diagnostic.hint().ifPresent(hint -> lines.addAll(hint(hint, texts, margin)));
    return lines;
  }

  private List<String> heading(Diagnostic diagnostic) {
    String word = diagnostic.isError() ? "error" : "warning";
    String kind = palette.paint(ink(diagnostic), word + " " + Printable.line(diagnostic.code()));
    return indented(kind + "  ", diagnostic.message(), "  ", Ink.TITLE);
  }

  private static Ink ink(Diagnostic diagnostic) {
    return diagnostic.isError() ? Ink.ERROR : Ink.WARNING;
  }

  /** A sentence is one line; the words of somebody else may be more. */
  private List<String> indented(String before, String words, String further, Ink ink) {
    List<String> lines = new ArrayList<>();
    for (String line : words.lines().toList()) {
      String shown = palette.paint(ink, Printable.line(line));
      lines.add(lines.isEmpty() ? before + shown : further + shown);
    }
    return lines.isEmpty() ? List.of(before.stripTrailing()) : lines;
  }

  /** The files in the order in which they are drawn, the diagnostic's own first. */
  private static Map<String, String> places(Diagnostic diagnostic) {
    Map<String, String> places = new LinkedHashMap<>();
    place(places, diagnostic.span());
    diagnostic.related().forEach(related -> place(places, related.span()));
    return places;
  }

  private static void place(Map<String, String> places, Span span) {
    if (!span.file().isEmpty()) {
      places.putIfAbsent(
          span.file(), Printable.line(span.exists() ? span.toString() : span.file()));
    }
  }

  private Map<String, Excerpt> excerpts(Diagnostic diagnostic, Map<String, String> texts) {
    Map<String, Excerpt> excerpts = new LinkedHashMap<>();
    excerpt(excerpts, diagnostic.span(), texts)
        .ifPresent(e -> e.mark(diagnostic.span(), Mark.PRIMARY, ink(diagnostic), ""));
    for (Related related : diagnostic.related()) {
      excerpt(excerpts, related.span(), texts)
          .ifPresent(e -> e.mark(related.span(), Mark.RELATED, related.message()));
    }
    return excerpts;
  }

  private Optional<Excerpt> excerpt(
      Map<String, Excerpt> excerpts, Span span, Map<String, String> texts) {
    String text = texts.get(span.file());
    if (text == null || !span.exists()) {
      return Optional.empty();
    }
    return Optional.of(excerpts.computeIfAbsent(span.file(), file -> new Excerpt(text, palette)));
  }

  /** What is said about a file whose text is not at hand. */
  private List<String> unseen(Diagnostic diagnostic, String file) {
    return diagnostic.related().stream()
        .filter(related -> related.span().file().equals(file))
        .map(
            related ->
                "    "
                    + palette.paint(
                        Ink.RELATED, Printable.line(related.span() + " " + related.message())))
        .toList();
  }

  private List<String> hint(Hint hint, Map<String, String> texts, int margin) {
    List<String> lines =
        new ArrayList<>(
            indented(palette.paint(Ink.HINT, "  hint: "), hint.message(), "        ", Ink.TEXT));
    hint.edit().ifPresent(edit -> edited(edit, texts, margin).forEach(lines::add));
    return lines;
  }

  /** The lines that an edit touches, as they are after it. */
  private List<String> edited(Edit edit, Map<String, String> texts, int margin) {
    String text = texts.get(edit.span().file());
    if (text == null || !edit.span().exists()) {
      return List.of();
    }
    TextEdit change = new TextEdit(text, edit);
    if (change.changedLines() > EDITED_LINES) {
      return List.of();
    }
    Excerpt excerpt = new Excerpt(change.after(), palette);
    for (int line = change.firstLine(); line <= change.lastLine(); line++) {
      excerpt.show(line);
    }
    change.added().forEach(span -> excerpt.mark(span, Mark.ADDED, ""));
    return excerpt.drawn(margin);
  }
}
