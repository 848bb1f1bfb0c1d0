package org.netwright.frontend.parse;

import static org.netwright.grammar.NetLexer.*;

import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.netwright.grammar.NetParser;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;

/** Mistakes inside values: pipes, operators without an operand, forgotten commas. */
final class ValueMistakes {
  private ValueMistakes() {}

  static Optional<Diagnostic> describe(Mistake mistake) {
    if (mistake.before(1, PIPE)) {
      return Optional.of(missingStage(mistake));
    }
    Optional<Diagnostic> pipe = operatorBehindStage(mistake);
    if (pipe.isPresent()) {
      return pipe;
    }
    Optional<Token> last = mistake.before(1);
    if (mistake.expectsValue()
        && last.isPresent()
        && (Mistake.isOperator(last.get().getType()) || last.get().getType() == ASSIGN)) {
      if (mistake.found(PLUS) && last.get().getType() == PLUS) {
        return Optional.of(BlockMessages.increment(mistake.place(last.get()), "+"));
      }
      return Optional.of(
          BlockMessages.missingOperand(
              mistake.place(last.get()), last.get().getText(), mistake.foundName()));
    }
    Optional<Diagnostic> bare = bareArguments(mistake);
    return bare.isPresent() ? bare : missingComma(mistake);
  }

  private static Diagnostic missingStage(Mistake mistake) {
    Token pipe = mistake.before(1).orElse(mistake.found());
    return mistake.found(PIPE)
        ? BlockMessages.emptyStage(mistake.place(), mistake.replace(mistake.found(), ""))
        : BlockMessages.missingStage(
            mistake.place(pipe), mistake.foundName(), mistake.replace(pipe, ""));
  }

  /** {@code x |> f() + y}: the pipe goes into parentheses. */
  private static Optional<Diagnostic> operatorBehindStage(Mistake mistake) {
    if (!Mistake.isOperator(mistake.type())) {
      return Optional.empty();
    }
    boolean pipe = false;
    int depth = 0;
    Token first = null;
    for (Token token : (Iterable<Token>) mistake.backwards()::iterator) {
      int type = token.getType();
      if (depth == 0 && endsPipe(type)) {
        break;
      }
      depth += Mistake.isCloser(type) ? 1 : Mistake.closerOf(type) != 0 ? -1 : 0;
      pipe |= depth == 0 && type == PIPE;
      first = token;
    }
    return pipe && first != null ? Optional.of(sumBehindStage(mistake, first)) : Optional.empty();
  }

  private static boolean endsPipe(int type) {
    return Mistake.closerOf(type) != 0
        || Mistake.isOneOf(
            type, LINE_END, COMMA, COLON, ASSIGN, RETURN, USING, REPORT, MINIMIZE, ON, FROM);
  }

  private static Diagnostic sumBehindStage(Mistake mistake, Token start) {
    Token end = mistake.before(1).orElse(mistake.found());
    String text = "(" + mistake.text(start, end) + ")";
    return BlockMessages.operatorBehindStage(
        mistake.place(),
        mistake.found().getText(),
        new Edit(mistake.source().span(start, end), text));
  }

  /** {@code x |> slice g}: arguments without parentheses. */
  private static Optional<Diagnostic> bareArguments(Mistake mistake) {
    boolean stage =
        mistake.before(1).filter(Mistake::isName).isPresent() && mistake.before(2, PIPE);
    if (stage && mistake.before(1).filter(t -> t.getText().equals("lambda")).isPresent()) {
      return Optional.of(BlockMessages.pythonFunction(mistake.place(mistake.before(1).get())));
    }
    return stage && Mistake.beginsValue(mistake.found())
        ? Optional.of(
            BlockMessages.bareArguments(
                mistake.place(), mistake.before(1).map(Token::getText).orElse("")))
        : Optional.empty();
  }

  private static Optional<Diagnostic> missingComma(Mistake mistake) {
    boolean fits =
        (Mistake.beginsValue(mistake.found()) || mistake.found(ELSE))
            && !mistake.before(1, OPEN_PAREN, OPEN_BRACKET, OPEN_BRACE, COMMA);
    return fits
        ? itemsOf(mistake)
            .map(
                items ->
                    SyntaxMessages.missingComma(
                        mistake.place(), items, new Edit(mistake.behind(), ",")))
        : Optional.empty();
  }

  /** What the commas of the rule at hand separate. */
  private static Optional<String> itemsOf(Mistake mistake) {
    if (mistake.in(NetParser.CallSuffixContext.class)) {
      return Optional.of("arguments");
    }
    if (mistake.in(NetParser.ListOfContext.class)) {
      return Optional.of("elements");
    }
    if (mistake.in(NetParser.TupleContext.class) || mistake.in(NetParser.TupleTypeContext.class)) {
      return Optional.of("fields");
    }
    if (mistake.in(NetParser.ShapeContext.class)) {
      return Optional.of("dimensions");
    }
    if (mistake.in(NetParser.SelectionContext.class)) {
      return Optional.of("arms");
    }
    return mistake.in(NetParser.PatternContext.class) ? Optional.of("names") : Optional.empty();
  }
}
