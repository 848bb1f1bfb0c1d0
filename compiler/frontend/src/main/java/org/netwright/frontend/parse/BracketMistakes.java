package org.netwright.frontend.parse;

import static org.netwright.grammar.NetLexer.*;

import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.source.Span;

/** Brackets that are not closed, or closed without having been opened. */
final class BracketMistakes {
  private BracketMistakes() {}

  static Optional<Diagnostic> describe(Mistake mistake) {
    boolean closer = mistake.found(CLOSE_PAREN, CLOSE_BRACKET, CLOSE_BRACE);
    boolean end = mistake.found(LINE_END, Token.EOF);
    if (!closer && !end) {
      return Optional.empty();
    }
    Optional<Token> open = mistake.openBracket();
    if (open.isEmpty()) {
      return closer ? Optional.of(extra(mistake)) : Optional.empty();
    }
    int opener = open.get().getType();
    if (Mistake.closerOf(opener) == mistake.type()) {
      return Optional.empty();
    }
    if (opener != OPEN_BRACE) {
      return mistake.expectsValue() && end ? Optional.empty() : unclosed(mistake, open.get());
    }
    if (mistake.type() == Token.EOF) {
      return unclosed(mistake, open.get());
    }
    return closer ? Optional.of(extra(mistake)) : Optional.empty();
  }

  private static Diagnostic extra(Mistake mistake) {
    return SyntaxMessages.extraBracket(
        mistake.place(), mistake.found().getText(), mistake.replace(mistake.found(), ""));
  }

  private static Optional<Diagnostic> unclosed(Mistake mistake, Token open) {
    Span behind = mistake.behind();
    String closer =
        switch (open.getType()) {
          case OPEN_PAREN -> ")";
          case OPEN_BRACKET -> "]";
          default -> "\n}";
        };
    return Optional.of(
        SyntaxMessages.unclosedBracket(
            mistake.place(open),
            open.getText(),
            closer.strip(),
            mistake.foundName(),
            new Edit(behind, closer)));
  }
}
