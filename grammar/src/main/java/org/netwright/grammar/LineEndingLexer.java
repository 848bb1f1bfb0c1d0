package org.netwright.grammar;

import static org.netwright.grammar.NetLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * Decides what a line means before the parser sees it.
 *
 * <ul>
 *   <li>A {@code LINE_END} is put where the end of a line, or a semicolon, ends a statement: not in
 *       round or square brackets, not behind a token that needs more, not before one that cannot
 *       begin a statement.
 *   <li>Words of declarations and statements become names wherever no statement starts, so they
 *       cost the parser nothing.
 *   <li>A word that starts a statement closes round and square brackets that were left open, and a
 *       declaration closes every brace, because neither can stand inside. The closed ones are kept
 *       in {@link #unclosed()}: one message for each, and the rest of the file is read as meant.
 *   <li>Brackets and operators in one another are counted, since everything behind the lexer
 *       recurses over them. At a bound the text ends, and {@link #tooDeep()} says where and which.
 * </ul>
 */
public abstract class LineEndingLexer extends Lexer {
  /** A brace that was still open when a declaration began, and the last token before that. */
  public record Unclosed(Token brace, Token before) {}

  /** The first token beyond a bound. */
  public record TooDeep(Token at, Measure measure) {}

  /** What is counted. */
  public enum Measure {
    /** Brackets and blocks in one another. */
    BRACKETS,
    /** Operators, suffixes and {@code else if} that hang on one another. */
    OPERATORS
  }

  private static final BitSet DECLARATIONS =
      set(USE, CONST, FN, LAYER, MODEL, QUANTIZER, METRIC, RECIPE, SWEEP, EXTERNAL);

  private static final BitSet STATEMENTS =
      set(LET, PARAM, UPDATE, MINIMIZE, REPORT, REQUIRE, RETURN, CHECK);

  private static final BitSet COMPARISONS =
      set(EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL);

  /** Tokens between two operands, the minus apart: it may also begin one. */
  private static final BitSet BETWEEN =
      union(
          COMPARISONS,
          set(PIPE, ARROW, COALESCE, RANGE, DOT, INSIDE, COMMA, COLON, ASSIGN, PLUS, POWER, STAR),
          set(SLASH, FLOOR_DIVIDE, PERCENT, AND, OR, BAR, AMPERSAND, ELSE));

  /** Behind one of these a statement is not over. */
  private static final BitSet NEEDS_MORE =
      union(
          BETWEEN,
          DECLARATIONS,
          STATEMENTS,
          set(MINUS, NOT, BANG, IF, OPEN_PAREN, OPEN_BRACKET, OPEN_BRACE, LINE_END));

  /** None of these begins a statement: a line that begins with one goes on with the line above. */
  private static final BitSet GOES_ON =
      union(
          BETWEEN,
          set(CLOSE_PAREN, CLOSE_BRACKET, CLOSE_BRACE, OPEN_BRACE, SEMICOLON, AS, FOR, ON, FROM),
          set(USING, OVER, EXCEPT, BY, WHERE, UNTIL, TABULATE));

  /** Each of these makes the tree around it one deeper. */
  private static final BitSet DEEPENS =
      union(
          COMPARISONS,
          set(
              PLUS,
              MINUS,
              STAR,
              SLASH,
              FLOOR_DIVIDE,
              PERCENT,
              POWER,
              RANGE,
              COALESCE,
              AND,
              OR,
              NOT),
          set(BANG, BAR, AMPERSAND, DOT, INSIDE, ARROW, IF));

  /** What an operator counts that takes a stack frame for each use. */
  private static final int DESCENT = 3;

  /** What may follow a word of {@link #STATEMENTS} that is a plain name, as in {@code let = 3}. */
  private static final String AFTER_A_NAME = "=:,.)]}+*/%<>?|&@";

  /** An open bracket and how many operators stand in it since its last separator. */
  private static final class Frame {
    private final Token bracket;
    private int operators;

    private Frame(Token bracket) {
      this.bracket = bracket;
    }
  }

  private final Deque<Frame> open = new ArrayDeque<>();
  private final Queue<Token> pending = new ArrayDeque<>();
  private final List<Unclosed> unclosed = new ArrayList<>();
  private int maxBrackets = Integer.MAX_VALUE;
  private int maxOperators = Integer.MAX_VALUE;
  private int topOperators;
  private int operators;
  private Token previous;
  private boolean wildcard;
  private TooDeep tooDeep;

  protected LineEndingLexer(CharStream input) {
    super(input);
  }

  /** Sets the bounds. Without them the text may be as deep as it likes. */
  public void bound(int brackets, int operators) {
    maxBrackets = brackets;
    maxOperators = operators;
  }

  /** The braces that a declaration closed, innermost first. */
  public List<Unclosed> unclosed() {
    return unclosed;
  }

  /** The bound that ended the text early, or null. */
  public TooDeep tooDeep() {
    return tooDeep;
  }

  @Override
  public Token nextToken() {
    if (!pending.isEmpty()) {
      return accept(pending.poll());
    }
    if (tooDeep != null) {
      return emitEOF();
    }
    Token token = super.nextToken();
    if (token.getChannel() != Token.DEFAULT_CHANNEL || token.getType() == Token.EOF) {
      return token;
    }
    if (previous != null && token.getLine() > previous.getLine()) {
      endLine(token);
    }
    pending.add(token);
    return accept(pending.poll());
  }

  /** Queues what the line break before a token stands for. */
  private void endLine(Token token) {
    if (startsDeclaration(token) && inBlock()) {
      while (open.peekLast().bracket.getType() != OPEN_BRACE) {
        operators -= open.removeLast().operators;
      }
      pending.add(insert(LINE_END, "end of line"));
      for (Frame frame : open) {
        if (frame.bracket.getType() == OPEN_BRACE) {
          unclosed.add(new Unclosed(frame.bracket, previous));
          pending.add(insert(CLOSE_BRACE, "}"));
        }
      }
      pending.add(insert(LINE_END, "end of line"));
      return;
    }
    boolean head = startsDeclaration(token) || startsStatement(token);
    while (head && !atStatementLevel()) {
      pop();
    }
    int before = previous.getType();
    boolean between = before != LINE_END && before != OPEN_BRACE && atStatementLevel();
    if (between && (head || !needsMore(before) && !goesOn(token))) {
      pending.add(insert(LINE_END, "end of line"));
    }
  }

  /** A declaration's word counts before a name only; {@code test} before a string. */
  private boolean startsDeclaration(Token token) {
    int next = nextVisible();
    return DECLARATIONS.get(token.getType()) && (Character.isLetter(next) || next == '_')
        || token.getType() == TEST && next == '"';
  }

  private boolean startsStatement(Token token) {
    return STATEMENTS.get(token.getType()) && AFTER_A_NAME.indexOf(nextVisible()) < 0;
  }

  /** Whether a statement cannot be over behind the previous token. */
  private boolean needsMore(int before) {
    return NEEDS_MORE.get(before) && !wildcard;
  }

  /** Whether a token at the start of a line continues the line above. */
  private boolean goesOn(Token token) {
    int type = token.getType();
    if (type == MINUS) {
      return Character.isWhitespace(_input.LA(1));
    }
    if (type == STAR || type == POWER) {
      // `**.bias = fresh` is a rule of its own.
      int next = nextVisible();
      return next != '.' && next != '=';
    }
    return GOES_ON.get(type);
  }

  private boolean inBlock() {
    return open.stream().anyMatch(frame -> frame.bracket.getType() == OPEN_BRACE);
  }

  private boolean atStatementLevel() {
    return open.isEmpty() || open.peek().bracket.getType() == OPEN_BRACE;
  }

  /** The next character that is not blank. */
  private int nextVisible() {
    int ahead = 1;
    while (_input.LA(ahead) > 0 && " \t\r\n".indexOf(_input.LA(ahead)) >= 0) {
      ahead++;
    }
    return _input.LA(ahead);
  }

  /** A token of no width behind the previous one. */
  private Token insert(int type, String text) {
    CommonToken token =
        (CommonToken)
            _factory.create(
                _tokenFactorySourcePair,
                type,
                text,
                Token.DEFAULT_CHANNEL,
                previous.getStopIndex() + 1,
                previous.getStopIndex(),
                previous.getLine(),
                previous.getCharPositionInLine() + previous.getText().length());
    return token;
  }

  private Token accept(Token token) {
    if (token.getType() == SEMICOLON) {
      ((CommonToken) token).setType(LINE_END);
    }
    boolean begins = previous == null || previous.getType() == LINE_END;
    begins |= previous != null && previous.getType() == OPEN_BRACE;
    boolean keyword = DECLARATIONS.get(token.getType()) || STATEMENTS.get(token.getType());
    if (keyword && !(begins && atStatementLevel())) {
      ((CommonToken) token).setType(NAME);
    }
    boolean star = token.getType() == STAR || token.getType() == POWER;
    wildcard = star && previous != null && startsOperand(previous.getType());
    count(token);
    previous = token;
    return tooDeep == null ? token : emitEOF();
  }

  /** Whether an operand follows a token: there {@code *} is a pattern and no operator. */
  private static boolean startsOperand(int type) {
    return NEEDS_MORE.get(type) || type == UNUSED;
  }

  private void count(Token token) {
    switch (token.getType()) {
      case OPEN_PAREN, OPEN_BRACKET, OPEN_BRACE -> {
        open.push(new Frame(token));
        if (open.size() > maxBrackets) {
          stop(token, Measure.BRACKETS);
        }
      }
      case CLOSE_BRACE -> {
        while (!open.isEmpty() && pop() != OPEN_BRACE) {
          // What was left open inside ends with the block.
        }
        deepen(token);
      }
      case CLOSE_PAREN, CLOSE_BRACKET -> {
        int matching = token.getType() == CLOSE_PAREN ? OPEN_PAREN : OPEN_BRACKET;
        if (!open.isEmpty() && open.peek().bracket.getType() == matching) {
          pop();
        }
        deepen(token);
      }
      case COMMA, PIPE, LINE_END -> flatten();
      default -> {
        if (DEEPENS.get(token.getType())) {
          deepen(token);
        }
      }
    }
  }

  private int pop() {
    Frame frame = open.pop();
    operators -= frame.operators;
    return frame.bracket.getType();
  }

  /** Counts an operator; one that the parser descends for, and does not walk, counts more. */
  private void deepen(Token token) {
    int weight = descends(token) ? DESCENT : 1;
    operators += weight;
    if (open.isEmpty()) {
      topOperators += weight;
    } else {
      open.peek().operators += weight;
    }
    if (operators > maxOperators) {
      stop(token, Measure.OPERATORS);
    }
  }

  private boolean descends(Token token) {
    return switch (token.getType()) {
      case NOT, BANG, POWER, COALESCE, ARROW -> true;
      case MINUS -> previous != null && NEEDS_MORE.get(previous.getType());
      default -> false;
    };
  }

  /** A separator: what follows hangs beside what came before, not below it. */
  private void flatten() {
    if (open.isEmpty()) {
      operators -= topOperators;
      topOperators = 0;
    } else {
      operators -= open.peek().operators;
      open.peek().operators = 0;
    }
  }

  private void stop(Token token, Measure measure) {
    if (tooDeep == null) {
      tooDeep = new TooDeep(token, measure);
      pending.clear();
    }
  }

  /** Whether no letter, digit or underscore follows. */
  protected boolean endsWord() {
    int next = _input.LA(1);
    return !(Character.isLetterOrDigit(next) || next == '_');
  }

  /** Whether {@code 1.} stands alone: no range, and no member of an int. */
  protected boolean endsNumber() {
    return _input.LA(1) != '.' && endsWord();
  }

  /** Whether {@code .5} is meant as a number: not behind a dot or a range. */
  protected boolean mayStartNumber() {
    if (previous == null) {
      return true;
    }
    int before = previous.getType();
    return before != RANGE && before != ELLIPSIS && before != DOT;
  }

  private static BitSet set(int... types) {
    BitSet result = new BitSet();
    for (int type : types) {
      result.set(type);
    }
    return result;
  }

  private static BitSet union(BitSet... sets) {
    BitSet result = new BitSet();
    for (BitSet each : sets) {
      result.or(each);
    }
    return result;
  }
}
