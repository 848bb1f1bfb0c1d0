package org.netwright.cli.language;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;

/**
 * The call in whose brackets a place of a text lies, found from the words alone: while one types,
 * the text is rarely whole.
 *
 * @param callee its name
 * @param applied whether the place is in the second list
 * @param piped whether the first argument flows in
 * @param index how many arguments stand before the place
 * @param named the name of the argument at the place, if it has one; else empty
 */
record CallContext(String callee, boolean applied, boolean piped, int index, String named) {

  static Optional<CallContext> at(List<Lexeme> lexemes, int offset) {
    int depth = 0;
    int index = 0;
    String named = "";
    for (int i = before(lexemes, offset); i >= 0; i--) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.closes()) {
        depth++;
      } else if (lexeme.opens() && depth > 0) {
        depth--;
      } else if (lexeme.opens()) {
        return lexeme.text().equals("(") ? of(lexemes, i, index, named) : Optional.empty();
      } else if (depth == 0 && lexeme.part() == Part.COMMA) {
        index++;
      } else if (depth == 0 && index == 0 && lexeme.part() == Part.ASSIGN && i > 0) {
        named = lexemes.get(i - 1).text();
      }
    }
    return Optional.empty();
  }

  /** The last lexeme that ends at or before an offset. */
  static int before(List<Lexeme> lexemes, int offset) {
    int at = -1;
    for (int i = 0; i < lexemes.size(); i++) {
      if (lexemes.get(i).start() < offset && lexemes.get(i).end() <= offset) {
        at = i;
      }
    }
    return at;
  }

  private static Optional<CallContext> of(
      List<Lexeme> lexemes, int opening, int index, String named) {
    int target = opening - 1;
    boolean applied = false;
    if (target >= 0 && lexemes.get(target).closes() && lexemes.get(target).partner() > 0) {
      applied = true;
      target = lexemes.get(target).partner() - 1;
    }
    if (target < 0 || lexemes.get(target).part() != Part.NAME) {
      return Optional.empty();
    }
    boolean piped = target > 0 && lexemes.get(target - 1).part() == Part.PIPE;
    return Optional.of(new CallContext(lexemes.get(target).text(), applied, piped, index, named));
  }
}
