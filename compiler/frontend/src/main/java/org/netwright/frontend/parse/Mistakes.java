package org.netwright.frontend.parse;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.netwright.spi.diagnostic.Diagnostic;

/** Words what the parser stumbled over: the frequent cases one by one, the rest in general. */
final class Mistakes {
  /** In the order of trust: the first that recognizes a mistake words it. */
  private static final List<Function<Mistake, Optional<Diagnostic>>> FREQUENT =
      List.of(
          WordMistakes::describe,
          BracketMistakes::describe,
          HeaderMistakes::describe,
          StatementMistakes::describe,
          ValueMistakes::describe);

  private final SourceText source;
  private final Problems problems;

  Mistakes(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  void report(Parser parser, Token found, IntervalSet expected) {
    if (problems.isFull()) {
      problems.addUnseen();
      return;
    }
    Mistake mistake =
        new Mistake(parser.getContext(), parser.getTokenStream(), found, expected, source);
    problems.add(
        FREQUENT.stream()
            .flatMap(each -> each.apply(mistake).stream())
            .findFirst()
            .orElseGet(
                () ->
                    SyntaxMessages.unexpected(
                        mistake.place(), Expected.describe(expected), mistake.foundName())));
  }
}
