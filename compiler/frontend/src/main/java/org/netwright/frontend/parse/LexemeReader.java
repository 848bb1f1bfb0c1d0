package org.netwright.frontend.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.netwright.frontend.parse.Lexeme.Part;
import org.netwright.grammar.NetLexer;
import org.netwright.grammar.NetParser;

/** Gives each token of a text its part in the sentence that the parser found. */
final class LexemeReader {
  private final List<Token> tokens;
  private final Part[] parts;
  private final int[] pipes;
  private final boolean[] listing;

  private LexemeReader(List<Token> tokens) {
    this.tokens = tokens;
    this.parts = new Part[tokens.size()];
    this.pipes = new int[tokens.size()];
    this.listing = new boolean[tokens.size()];
    Arrays.fill(pipes, -1);
    for (Token token : tokens) {
      parts[token.getTokenIndex()] = usual(token);
    }
  }

  /** The lexemes of a file, comments among them, in the order of the text. */
  static List<Lexeme> read(List<Token> tokens, NetParser.FileContext file) {
    LexemeReader reader = new LexemeReader(tokens);
    reader.walk(file);
    return reader.lexemes();
  }

  /** The lexemes of a text whose sentences are not known. */
  static List<Lexeme> read(List<Token> tokens) {
    return new LexemeReader(tokens).lexemes();
  }

  /** A loop and no recursion: the tree may be as deep as the text allows. */
  private void walk(ParserRuleContext root) {
    Deque<ParserRuleContext> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      ParserRuleContext context = open.pop();
      if (context.children == null) {
        continue;
      }
      for (ParseTree child : context.children) {
        if (child instanceof ParserRuleContext inner) {
          open.push(inner);
        } else if (child instanceof TerminalNode leaf && leaf.getSymbol().getTokenIndex() >= 0) {
          int index = leaf.getSymbol().getTokenIndex();
          parts[index] = part(leaf.getSymbol(), context);
          listing[index] = isListing(context);
          if (parts[index] == Part.PIPE) {
            pipes[index] = context.getStart().getTokenIndex();
          }
        }
      }
    }
  }

  private static Part part(Token token, ParserRuleContext context) {
    return switch (token.getType()) {
      case NetLexer.STAR, NetLexer.POWER ->
          context instanceof NetParser.StepContext || context instanceof NetParser.AtomContext
              ? Part.NAME
              : Part.OPERATOR;
      case NetLexer.MINUS ->
          context instanceof NetParser.NegativeContext ? Part.PREFIX : Part.OPERATOR;
      case NetLexer.COLON -> context instanceof NetParser.IndexContext ? Part.NAME : Part.COLON;
      case NetLexer.ARROW ->
          context instanceof NetParser.TupleTypeContext ? Part.OPERATOR : Part.ARROW;
      case NetLexer.IF -> context instanceof NetParser.ListOfContext ? Part.CLAUSE : Part.KEYWORD;
      case NetLexer.OPEN_PAREN, NetLexer.OPEN_BRACKET -> bracket(context);
      case NetLexer.OPEN_BRACE -> brace(context);
      case NetLexer.CLOSE_BRACE ->
          context instanceof NetParser.UseDeclarationContext ? Part.CLOSE : Part.CLOSE_BLOCK;
      default -> isName(context) ? Part.NAME : usual(token);
    };
  }

  private static boolean isName(ParserRuleContext context) {
    return context instanceof NetParser.NameContext
        || context instanceof NetParser.WordContext
        || context instanceof NetParser.SoftWordContext
        || context instanceof NetParser.TypeWordContext;
  }

  private static Part bracket(ParserRuleContext context) {
    boolean applied =
        context instanceof NetParser.CallSuffixContext
            || context instanceof NetParser.IndexSuffixContext
            || context instanceof NetParser.SegmentContext
            || context instanceof NetParser.ListTypeContext
            || context instanceof NetParser.ParametersContext
                && !(context.getParent() instanceof NetParser.PredictStatementContext)
            || context instanceof NetParser.ShapeContext
                && context.getParent() instanceof NetParser.WordTypeContext;
    return applied ? Part.OPEN_APPLIED : Part.OPEN;
  }

  private static Part brace(ParserRuleContext context) {
    if (context instanceof NetParser.UseDeclarationContext) {
      return Part.OPEN_APPLIED;
    }
    boolean body =
        context instanceof NetParser.RulesContext
            || context instanceof NetParser.BlockContext
                && (context.getParent() instanceof NetParser.StatementContext
                    || context.getParent().getParent() instanceof NetParser.DeclarationContext);
    return body ? Part.OPEN_BODY : Part.OPEN_BLOCK;
  }

  /** Whether a comma changes nothing behind the last thing in the brackets of a rule. */
  private static boolean isListing(ParserRuleContext context) {
    if (context instanceof NetParser.TupleContext tuple) {
      return tuple.tupleItem().size() > 1
          || tuple.tupleItem().size() == 1 && tuple.tupleItem(0).ASSIGN() != null;
    } else if (context instanceof NetParser.ListOfContext list) {
      return list.clause().isEmpty() && !list.element().isEmpty();
    } else if (context instanceof NetParser.CallSuffixContext call) {
      return !call.argument().isEmpty();
    } else if (context instanceof NetParser.ParametersContext parameters) {
      return !parameters.parameter().isEmpty();
    } else if (context instanceof NetParser.ShapeContext shape) {
      return !shape.dim().isEmpty();
    } else if (context instanceof NetParser.TupleTypeContext tuple) {
      return !tuple.typeField().isEmpty();
    }
    return context instanceof NetParser.IndexSuffixContext
        || context instanceof NetParser.PatternContext
        || context instanceof NetParser.UseDeclarationContext
        || context instanceof NetParser.SelectionContext;
  }

  private static Part usual(Token token) {
    return switch (token.getType()) {
      case NetLexer.COMMENT -> Part.COMMENT;
      case NetLexer.DOC -> Part.DOC;
      case NetLexer.LINE_END -> Part.SEPARATOR;
      case NetLexer.INT, NetLexer.FLOAT, NetLexer.DURATION -> Part.NUMBER;
      case NetLexer.STRING -> Part.STRING;
      case NetLexer.PIPE -> Part.PIPE;
      case NetLexer.ARROW -> Part.ARROW;
      case NetLexer.QUESTION, NetLexer.ELLIPSIS -> Part.SUFFIX;
      case NetLexer.RANGE, NetLexer.DOT, NetLexer.INSIDE -> Part.JOINT;
      case NetLexer.COMMA -> Part.COMMA;
      case NetLexer.COLON -> Part.COLON;
      case NetLexer.ASSIGN -> Part.ASSIGN;
      case NetLexer.BANG -> Part.PREFIX;
      case NetLexer.OPEN_PAREN, NetLexer.OPEN_BRACKET -> Part.OPEN;
      case NetLexer.OPEN_BRACE -> Part.OPEN_BLOCK;
      case NetLexer.CLOSE_PAREN, NetLexer.CLOSE_BRACKET -> Part.CLOSE;
      case NetLexer.CLOSE_BRACE -> Part.CLOSE_BLOCK;
      case NetLexer.USING,
          NetLexer.OVER,
          NetLexer.EXCEPT,
          NetLexer.ON,
          NetLexer.AS,
          NetLexer.FROM,
          NetLexer.BY,
          NetLexer.WHERE,
          NetLexer.UNTIL,
          NetLexer.TABULATE,
          NetLexer.FOR ->
          Part.CLAUSE;
      case NetLexer.NAME -> Part.NAME;
      default -> isWord(token) ? Part.KEYWORD : Part.OPERATOR;
    };
  }

  private static boolean isWord(Token token) {
    return !token.getText().isEmpty() && Character.isLetter(token.getText().charAt(0));
  }

  private List<Lexeme> lexemes() {
    int[] places = new int[tokens.size()];
    int count = 0;
    for (Token token : tokens) {
      places[token.getTokenIndex()] = count;
      count += isKept(token) ? 1 : 0;
    }
    int[] partners = partners();
    List<Lexeme> lexemes = new ArrayList<>(count);
    for (Token token : tokens) {
      if (isKept(token)) {
        int index = token.getTokenIndex();
        int partner = pipes[index] >= 0 ? pipes[index] : partners[index];
        boolean marked = token.getStopIndex() >= token.getStartIndex();
        lexemes.add(
            new Lexeme(
                parts[index],
                marked ? token.getText() : "",
                token.getStartIndex(),
                token.getLine(),
                token.getCharPositionInLine(),
                partner < 0 ? -1 : places[partner],
                listing[index]));
      }
    }
    return lexemes;
  }

  private static boolean isKept(Token token) {
    return token.getType() != Token.EOF && token.getType() != NetLexer.BLANK;
  }

  private int[] partners() {
    int[] partners = new int[tokens.size()];
    Arrays.fill(partners, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (Token token : tokens) {
      int index = token.getTokenIndex();
      switch (parts[index]) {
        case OPEN, OPEN_APPLIED, OPEN_BODY, OPEN_BLOCK -> open.push(index);
        case CLOSE, CLOSE_BLOCK -> {
          if (!open.isEmpty()) {
            int other = open.pop();
            partners[index] = other;
            partners[other] = index;
          }
        }
        default -> {
          // Nothing that opens or closes.
        }
      }
    }
    return partners;
  }
}
