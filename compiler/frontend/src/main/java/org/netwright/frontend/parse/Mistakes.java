package org.netwright.frontend.parse;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.netwright.grammar.NetLexer;

/** Words what the parser stumbled over. */
final class Mistakes {
  private final SourceText source;
  private final Problems problems;

  Mistakes(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  static boolean startsDeclaration(int type) {
    return switch (type) {
      case NetLexer.USE,
          NetLexer.CONST,
          NetLexer.FN,
          NetLexer.LAYER,
          NetLexer.MODEL,
          NetLexer.QUANTIZER,
          NetLexer.METRIC,
          NetLexer.RECIPE,
          NetLexer.SWEEP,
          NetLexer.EXTERNAL,
          NetLexer.DATA,
          NetLexer.TEST ->
          true;
      default -> false;
    };
  }

  void report(ParserRuleContext context, TokenStream tokens, Token found, IntervalSet expected) {
    problems.add(
        SyntaxMessages.unexpected(
            source.span(found), Expected.describe(expected), Expected.name(found)));
  }
}
