package org.netwright.frontend.parse;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.netwright.grammar.NetLexer;
import org.netwright.grammar.NetParser;

/**
 * What the parser does at a mistake: says it in our words and goes on at the next statement of the
 * block, else at the next declaration of the file. It never invents a brace, which would swallow
 * the declarations that follow.
 */
final class MistakeStrategy extends DefaultErrorStrategy {
  private final Mistakes mistakes;
  private final Set<ParserRuleContext> damaged = Collections.newSetFromMap(new IdentityHashMap<>());

  MistakeStrategy(SourceText source, Problems problems) {
    this.mistakes = new Mistakes(source, problems);
  }

  /** The nearest declaration, statement or rule around each mistake. */
  Set<ParserRuleContext> damaged() {
    return damaged;
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    damage(parser.getContext());
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    Token found = e.getOffendingToken();
    IntervalSet expected = e.getExpectedTokens();
    if (e instanceof NoViableAltException noWay && noWay.getStartToken() != found) {
      expected = new IntervalSet();
    }
    mistakes.report(parser, found, expected);
  }

  private void damage(RuleContext context) {
    for (RuleContext at = context; at != null; at = at.getParent()) {
      if (isResumable(at)) {
        damaged.add((ParserRuleContext) at);
        return;
      }
    }
  }

  private static boolean isResumable(RuleContext context) {
    return context instanceof NetParser.StatementContext
        || context instanceof NetParser.TransferRuleContext
        || context instanceof NetParser.DeclarationContext;
  }

  @Override
  public void sync(Parser parser) {
    ParserRuleContext context = parser.getContext();
    boolean list =
        context instanceof NetParser.BlockContext || context instanceof NetParser.RulesContext;
    boolean entered =
        context.getStart().getType() == NetLexer.OPEN_BRACE
            && parser.getCurrentToken() != context.getStart();
    if (list && entered) {
      resume(parser, false);
    } else if (context instanceof NetParser.FileContext) {
      resume(parser, true);
    } else if (!inErrorRecoveryMode(parser)) {
      check(parser);
    }
  }

  /** That the next token can stand at this point of the rule, or behind the rule. */
  private static void check(Parser parser) {
    ATN atn = parser.getInterpreter().atn;
    IntervalSet next = atn.nextTokens(atn.states.get(parser.getState()));
    if (!next.contains(Token.EPSILON) && !next.contains(parser.getTokenStream().LA(1))) {
      throw new InputMismatchException(parser);
    }
  }

  /** Nothing is left out or put in: what follows a guess is often a second message about it. */
  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    for (RuleContext at = parser.getContext(); at != null; at = at.getParent()) {
      if (isResumable(at)) {
        skip(parser, at instanceof NetParser.DeclarationContext);
        return;
      }
    }
    skip(parser, true);
  }

  /** Between two statements or declarations: whatever does not belong there is passed over. */
  private void resume(Parser parser, boolean file) {
    if (parser.getExpectedTokens().contains(parser.getCurrentToken().getType())) {
      return;
    }
    ParserRuleContext list = parser.getContext();
    ParserRuleContext before =
        list.getRuleContext(
            ParserRuleContext.class, list.getRuleContexts(ParserRuleContext.class).size() - 1);
    if (before != null) {
      damage(before);
    }
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      mistakes.report(parser, parser.getCurrentToken(), parser.getExpectedTokens());
    }
    skip(parser, file);
  }

  private static void skip(Parser parser, boolean file) {
    int depth = 0;
    while (true) {
      int type = parser.getTokenStream().LA(1);
      if (type == Token.EOF || depth == 0 && isPlaceToResume(parser, file)) {
        return;
      }
      if (type == NetLexer.OPEN_BRACE) {
        depth++;
      } else if (type == NetLexer.CLOSE_BRACE && depth > 0) {
        depth--;
      }
      parser.consume();
    }
  }

  private static boolean isPlaceToResume(Parser parser, boolean file) {
    Token token = parser.getTokenStream().LT(1);
    if (!file) {
      return token.getType() == NetLexer.LINE_END || token.getType() == NetLexer.CLOSE_BRACE;
    }
    return token.getType() == NetLexer.LINE_END && startsDeclaration(parser.getTokenStream().LA(2));
  }

  private static boolean startsDeclaration(int type) {
    return type >= NetLexer.USE && type <= NetLexer.EXTERNAL
        || type == NetLexer.DATA
        || type == NetLexer.TEST;
  }
}
