package org.netwright.frontend.format;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * Brings a text into the one layout. It works on the words and signs, not on the tree: comments
 * keep their places, and the author's line breaks stay where {@link Breaks} allows them; blanks,
 * indentation and empty lines follow from them alone. The layout of a layout is itself.
 */
public final class Formatter {
  private Formatter() {}

  /**
   * The text in the one layout, with line feeds and a line end behind the last line.
   *
   * @throws DiagnosticException when the text has mistakes; it can then not be laid out
   */
  public static String format(String file, String text, Limits limits) {
    Parsed parsed = Parser.parse(file, text, limits);
    if (parsed.hasErrors()) {
      throw new DiagnosticException(parsed.diagnostics());
    }
    List<Lexeme> before = Parser.lexemes(file, text, limits);
    String laidOut = new Layout(before).print();
    List<Lexeme> after = Parser.lexemes(file, laidOut, limits);
    if (!meaning(before).equals(meaning(after))) {
      throw new IllegalStateException(
          "a layout keeps every word of " + file + ", and this one would not");
    }
    return laidOut;
  }

  /** What a layout must keep: all but the marks between statements and a comma at an end. */
  private static List<String> meaning(List<Lexeme> lexemes) {
    List<String> kept = new ArrayList<>(lexemes.size());
    boolean separated = false;
    for (int i = 0; i < lexemes.size(); i++) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.part() == Part.SEPARATOR) {
        separated = true;
      } else if (lexeme.isComment()) {
        kept.add(lexeme.text().stripTrailing());
      } else if (lexeme.part() != Part.COMMA || !endsList(lexemes, i)) {
        if (separated && !lexeme.closes()) {
          kept.add(";");
        }
        kept.add(lexeme.part() + Layout.text(lexeme));
        separated = false;
      }
    }
    return kept;
  }

  private static boolean endsList(List<Lexeme> lexemes, int comma) {
    int next = comma + 1;
    while (next < lexemes.size() && lexemes.get(next).isComment()) {
      next++;
    }
    return next < lexemes.size() && lexemes.get(next).closes();
  }
}
