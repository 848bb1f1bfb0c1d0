package org.netwright.frontend.format;

import java.util.List;
import java.util.Set;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;

/** Where a line may end, and where it must. */
final class Breaks {
  /** What goes on with the line above when it stands at the start of one. */
  private static final Set<String> GOES_ON =
      Set.of(
          "as",
          "for",
          "on",
          "from",
          "using",
          "over",
          "except",
          "by",
          "where",
          "until",
          "tabulate",
          "-",
          "*",
          "**");

  private final List<Lexeme> lexemes;

  Breaks(List<Lexeme> lexemes) {
    this.lexemes = lexemes;
  }

  /** Whether the author's line break between two neighbours inside a statement is kept. */
  boolean mayBreak(Lexeme before, Lexeme after) {
    return switch (after.part()) {
      case PIPE, ARROW, OPERATOR -> true;
      case CLAUSE -> !before.opens();
      case CLOSE, CLOSE_BLOCK, COMMA, SUFFIX, JOINT, OPEN_APPLIED, OPEN_BODY, COLON, ASSIGN ->
          false;
      default ->
          switch (before.part()) {
            case COMMA, OPERATOR, ASSIGN, OPEN, OPEN_APPLIED, COLON -> true;
            default -> false;
          };
    };
  }

  /** Whether a line break lies between two lexemes that have nothing but comments between them. */
  boolean isBroken(int before, int after) {
    return lexemes.get(after).line() > lexemes.get(before).line();
  }

  /** Whether what a bracket opens begins on a line of its own. */
  boolean isSpread(int opening) {
    Lexeme bracket = lexemes.get(opening);
    int closing = bracket.partner();
    if (closing < 0 || closing == opening + 1) {
      return false;
    }
    boolean first = isBroken(opening, opening + 1) || lexemes.get(opening + 1).isComment();
    if (bracket.part() != Part.OPEN_BODY && bracket.part() != Part.OPEN_BLOCK) {
      return first;
    }
    return first || isBroken(closing - 1, closing) || holdsLines(opening, closing);
  }

  /** Whether statements of a block stand on lines of their own. */
  private boolean holdsLines(int opening, int closing) {
    int word = opening;
    boolean separated = false;
    for (int i = opening + 1; i < closing; i++) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.part() == Part.SEPARATOR) {
        separated = true;
      } else if (!lexeme.isComment()) {
        if (separated && isBroken(word, i)) {
          return true;
        }
        separated = false;
        word = lexeme.opens() && lexeme.partner() > i ? lexeme.partner() : i;
        i = word;
      }
    }
    return false;
  }

  /** Whether a statement needs a semicolon in front although it begins a line. */
  static boolean wouldGoOn(Lexeme first) {
    return GOES_ON.contains(first.text());
  }
}
