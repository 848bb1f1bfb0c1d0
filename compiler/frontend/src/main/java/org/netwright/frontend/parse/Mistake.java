package org.netwright.frontend.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.netwright.grammar.NetLexer;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.source.Span;

/**
 * A token that does not fit, and what stands around it.
 *
 * @param rule the innermost rule that the parser was reading
 * @param tokens positioned before the token that was found
 */
record Mistake(
    ParserRuleContext rule,
    TokenStream tokens,
    Token found,
    IntervalSet expected,
    SourceText source) {

  int type() {
    return found.getType();
  }

  boolean found(int... types) {
    return isOneOf(found.getType(), types);
  }

  /** What was found, as a reader would call it; a string ends its expressions with a brace. */
  String foundName() {
    boolean inString = type() == Token.EOF && found.getStartIndex() < source.text().length();
    return inString ? "`}`" : Expected.name(found);
  }

  boolean expects(int type) {
    return expected.contains(type);
  }

  boolean expectsValue() {
    return expected.contains(NetLexer.INT);
  }

  boolean in(Class<? extends RuleContext> kind) {
    return kind.isInstance(rule);
  }

  boolean under(Class<? extends RuleContext> kind) {
    return kind.isInstance(rule.getParent());
  }

  /** The nearest rule of a kind around the mistake. */
  <C extends RuleContext> Optional<C> around(Class<C> kind) {
    for (RuleContext at = rule; at != null; at = at.getParent()) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
    }
    return Optional.empty();
  }

  /** The visible tokens before the one that was found, nearest first. */
  Stream<Token> backwards() {
    return IntStream.iterate(found.getTokenIndex() - 1, index -> index >= 0, index -> index - 1)
        .mapToObj(tokens::get)
        .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL);
  }

  /** The n-th visible token before the one that was found, from 1. */
  Optional<Token> before(int n) {
    return backwards().skip(n - 1L).findFirst();
  }

  boolean before(int n, int... types) {
    return before(n).filter(token -> isOneOf(token.getType(), types)).isPresent();
  }

  /** Whether the n-th token before begins a statement or a declaration. */
  boolean begins(int n) {
    Optional<Token> earlier = before(n + 1);
    return earlier.isEmpty()
        || isOneOf(earlier.get().getType(), NetLexer.LINE_END, NetLexer.OPEN_BRACE);
  }

  Span place() {
    return source.span(found);
  }

  Span place(Token token) {
    return source.span(token);
  }

  /** The place of no width behind the last token that fits. */
  Span behind() {
    Token last = before(1).orElse(found);
    int end = Math.max(last.getStopIndex() + 1, last.getStartIndex());
    return source.span(end, end);
  }

  /** The place of no width before a token. */
  Span ahead(Token token) {
    return source.span(token.getStartIndex(), token.getStartIndex());
  }

  Edit replace(Token token, String text) {
    return new Edit(source.span(token), text);
  }

  Edit insertBefore(Token token, String text) {
    return new Edit(ahead(token), text);
  }

  String text(Token first, Token last) {
    return source.text().substring(first.getStartIndex(), last.getStopIndex() + 1);
  }

  /** The innermost bracket that is open where the mistake stands. */
  Optional<Token> openBracket() {
    Deque<Integer> closed = new ArrayDeque<>();
    for (Token token : (Iterable<Token>) backwards()::iterator) {
      int type = token.getType();
      int closer = closerOf(type);
      if (isCloser(type)) {
        closed.push(type);
      } else if (closer != 0 && closed.isEmpty()) {
        return Optional.of(token);
      } else if (closer != 0 && closed.peek() == closer) {
        closed.pop();
      }
    }
    return Optional.empty();
  }

  static boolean isCloser(int type) {
    return isOneOf(type, NetLexer.CLOSE_PAREN, NetLexer.CLOSE_BRACKET, NetLexer.CLOSE_BRACE);
  }

  /** The closing bracket for an opening one, else 0. */
  static int closerOf(int opener) {
    return switch (opener) {
      case NetLexer.OPEN_PAREN -> NetLexer.CLOSE_PAREN;
      case NetLexer.OPEN_BRACKET -> NetLexer.CLOSE_BRACKET;
      case NetLexer.OPEN_BRACE -> NetLexer.CLOSE_BRACE;
      default -> 0;
    };
  }

  static boolean isOneOf(int type, int... types) {
    for (int each : types) {
      if (type == each) {
        return true;
      }
    }
    return false;
  }

  /** Whether a token could begin a value. */
  static boolean beginsValue(Token token) {
    return isOneOf(
            token.getType(),
            NetLexer.INT,
            NetLexer.FLOAT,
            NetLexer.DURATION,
            NetLexer.STRING,
            NetLexer.OPEN_PAREN,
            NetLexer.OPEN_BRACKET,
            NetLexer.TRUE,
            NetLexer.FALSE,
            NetLexer.NONE,
            NetLexer.IT,
            NetLexer.NOT,
            NetLexer.SELECT)
        || isName(token);
  }

  /** Whether a token is a word that the parser takes as the name of a value. */
  static boolean isName(Token token) {
    int type = token.getType();
    return type == NetLexer.NAME || type >= NetLexer.DATA && type <= NetLexer.BETTER;
  }

  static boolean isOperator(int type) {
    return isOneOf(
        type,
        NetLexer.PLUS,
        NetLexer.MINUS,
        NetLexer.STAR,
        NetLexer.SLASH,
        NetLexer.FLOOR_DIVIDE,
        NetLexer.PERCENT,
        NetLexer.POWER,
        NetLexer.COALESCE,
        NetLexer.RANGE,
        NetLexer.AND,
        NetLexer.OR,
        NetLexer.EQUAL,
        NetLexer.NOT_EQUAL,
        NetLexer.LESS,
        NetLexer.LESS_EQUAL,
        NetLexer.GREATER,
        NetLexer.GREATER_EQUAL);
  }
}
