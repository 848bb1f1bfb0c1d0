package org.netwright.cli.manual;

import java.util.ArrayList;
import java.util.List;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;

/** A page for a terminal: its paragraphs filled to the width, its examples set in. */
public final class ExplanationText {
  private static final String INDENT = "    ";
  private final Palette palette;
  private final int width;

  /**
   * @param columns the width of the terminal; lines become no wider than is comfortable to read
   */
  public ExplanationText(Palette palette, int columns) {
    this.palette = palette;
    this.width = Math.min(Math.max(columns, 40), 100);
  }

  public List<String> lines(ExplanationPage page) {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    boolean program = false;
    for (String line : page.markdown().strip().lines().toList()) {
      if (line.startsWith("```")) {
        inside = !inside;
        program = line.startsWith("```net") || line.startsWith("```header");
      } else if (inside) {
        String shown = Printable.line(line);
        lines.add(shown.isEmpty() ? "" : INDENT + (program ? colored(shown) : shown));
      } else if (line.startsWith("# ")) {
        lines.add(palette.paint(Ink.TITLE, line.substring(2)));
      } else if (line.isEmpty()) {
        lines.add("");
      } else {
        lines.addAll(filled(line));
      }
    }
    return lines;
  }

  private String colored(String line) {
    StringBuilder text = new StringBuilder();
    for (ProgramPieces.Piece piece : ProgramPieces.of(line)) {
      text.append(palette.paint(ink(piece.look()), piece.text()));
    }
    return text.toString();
  }

  private static Ink ink(ProgramPieces.Look look) {
    return switch (look) {
      case PLAIN -> Ink.TEXT;
      case WORD -> Ink.KEYWORD;
      case BUILT -> Ink.BUILT;
      case NUMBER -> Ink.NUMBER;
      case STRING -> Ink.STRING;
      case COMMENT -> Ink.MARGIN;
    };
  }

  private List<String> filled(String paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
