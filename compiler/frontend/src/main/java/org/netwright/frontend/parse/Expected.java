package org.netwright.frontend.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.netwright.grammar.NetLexer;

/** Names for tokens, one by one and in sets. */
final class Expected {
  private static final int MOST = 4;

  /** Tokens that can almost always stand behind a value; none of them is ever what is missing. */
  private static final IntervalSet CONTINUATIONS =
      new IntervalSet(
          NetLexer.PIPE,
          NetLexer.COALESCE,
          NetLexer.RANGE,
          NetLexer.DOT,
          NetLexer.INSIDE,
          NetLexer.EQUAL,
          NetLexer.NOT_EQUAL,
          NetLexer.LESS,
          NetLexer.LESS_EQUAL,
          NetLexer.GREATER,
          NetLexer.GREATER_EQUAL,
          NetLexer.PLUS,
          NetLexer.MINUS,
          NetLexer.POWER,
          NetLexer.STAR,
          NetLexer.SLASH,
          NetLexer.FLOOR_DIVIDE,
          NetLexer.PERCENT,
          NetLexer.AND,
          NetLexer.OR,
          NetLexer.BAR,
          NetLexer.AMPERSAND,
          NetLexer.QUESTION,
          NetLexer.ELLIPSIS);

  private Expected() {}

  /** A token as a reader would call it. */
  static String name(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> "the end of the text";
      case NetLexer.LINE_END -> token.getText().equals(";") ? "`;`" : "the end of the line";
      default -> "`" + token.getText() + "`";
    };
  }

  /** "a name", "`,` or `)`"; empty when nothing helpful can be said. */
  static String describe(IntervalSet expected) {
    List<String> names = new ArrayList<>();
    boolean value = expected.contains(NetLexer.INT);
    boolean name = expected.contains(NetLexer.NAME);
    if (expected.contains(NetLexer.LET)) {
      names.add("a statement");
    } else if (expected.contains(NetLexer.RECIPE) && !expected.contains(NetLexer.IF)) {
      names.add("a declaration");
    } else if (value) {
      names.add("a value");
    } else if (name) {
      names.add("a name");
    }
    boolean words = value || name || expected.contains(NetLexer.RECIPE);
    for (int type : expected.toArray()) {
      if (names.size() == MOST) {
        break;
      }
      if (!CONTINUATIONS.contains(type) && !(words && opensValue(type))) {
        names.add(name(type));
      }
    }
    return join(names);
  }

  private static boolean opensValue(int type) {
    return type == NetLexer.OPEN_PAREN
        || type == NetLexer.OPEN_BRACKET
        || type > 0 && type <= NetLexer.BETTER
        || type == NetLexer.MINUS
        || type == NetLexer.DURATION
        || type == NetLexer.FLOAT
        || type == NetLexer.INT
        || type == NetLexer.STRING
        || type == NetLexer.NAME;
  }

  private static String name(int type) {
    return switch (type) {
      case Token.EOF -> "the end of the text";
      case NetLexer.LINE_END -> "the end of the line";
      case NetLexer.STRING -> "a string";
      case NetLexer.NAME -> "a name";
      case NetLexer.INT, NetLexer.FLOAT -> "a number";
      case NetLexer.DURATION -> "a duration";
      default -> {
        String literal = NetLexer.VOCABULARY.getLiteralName(type);
        yield literal == null
            ? NetLexer.VOCABULARY.getSymbolicName(type)
            : "`" + literal.substring(1, literal.length() - 1) + "`";
      }
    };
  }

  private static String join(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    String last = names.get(names.size() - 1);
    return String.join(", ", names.subList(0, names.size() - 1)) + " or " + last;
  }
}
