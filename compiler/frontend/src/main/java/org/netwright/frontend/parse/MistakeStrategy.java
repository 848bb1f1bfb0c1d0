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
import org.antlr.v4.runtime.TokenStream;
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
    Token found = e.getOffendingToken();
    boolean ahead = e instanceof NoViableAltException noWay && noWay.getStartToken() != found;
    say(parser, found, ahead ? new IntervalSet() : e.getExpectedTokens());
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
    boolean entered =
        context.getStart().getType() == NetLexer.OPEN_BRACE
            && parser.getCurrentToken() != context.getStart();
    if (context instanceof NetParser.FileContext) {
      resume(parser, NetParser.RULE_declaration, Token.EOF);
    } else if (context instanceof NetParser.BlockContext && entered) {
      resume(parser, NetParser.RULE_statement, NetLexer.CLOSE_BRACE);
    } else if (context instanceof NetParser.RulesContext && entered) {
      resume(parser, NetParser.RULE_transferRule, NetLexer.CLOSE_BRACE);
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

  /**
   * Between two statements or declarations: whatever does not belong there is passed over.
   *
   * @param item the rule of what the list at hand consists of
   * @param end the token behind the list
   */
  private void resume(Parser parser, int item, int end) {
    boolean file = item == NetParser.RULE_declaration;
    TokenStream tokens = parser.getTokenStream();
    ATN atn = parser.getInterpreter().atn;
    IntervalSet expected = atn.nextTokens(atn.states.get(parser.getState()));
    if (!expected.contains(tokens.LA(1))) {
      damageLast(parser.getContext());
      say(parser, tokens.LT(1), expected);
      skip(parser, file);
    }
    if (tokens.LA(1) != NetLexer.LINE_END
        || atn.nextTokens(atn.ruleToStartState[item]).contains(tokens.LA(2))) {
      return;
    }
    IntervalSet begins = new IntervalSet(atn.nextTokens(atn.ruleToStartState[item]));
    begins.add(end);
    begins.add(NetLexer.LINE_END);
    while (tokens.LA(1) == NetLexer.LINE_END && !begins.contains(tokens.LA(2))) {
      endErrorCondition(parser);
      say(parser, tokens.LT(2), begins);
      parser.consume();
      skip(parser, file);
    }
  }

  /** What stands before a mistake between two items belongs to it. */
  private void damageLast(ParserRuleContext list) {
    for (int i = list.getChildCount() - 1; i >= 0; i--) {
      if (list.getChild(i) instanceof ParserRuleContext item) {
        damage(item);
        return;
      }
    }
  }

  private void say(Parser parser, Token found, IntervalSet expected) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      mistakes.report(parser, found, expected);
    }
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
    Token next = parser.getTokenStream().LT(2);
    return token.getType() == NetLexer.LINE_END
        && (startsDeclaration(next.getType()) || isMeantAsDeclaration(next));
  }

  /** A word at the very start of a line, outside every block, is a declaration gone wrong. */
  private static boolean isMeantAsDeclaration(Token token) {
    boolean word = Mistake.isName(token) || token.getType() <= NetLexer.CHECK;
    return word && token.getType() > 0 && token.getCharPositionInLine() == 0;
  }

  private static boolean startsDeclaration(int type) {
    return type >= NetLexer.USE && type <= NetLexer.EXTERNAL
        || type == NetLexer.DATA
        || type == NetLexer.TEST;
  }
}
