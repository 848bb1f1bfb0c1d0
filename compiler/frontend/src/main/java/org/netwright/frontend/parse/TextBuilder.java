package org.netwright.frontend.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.Text.Part;
import org.netwright.spi.source.Span;

/**
 * Builds strings. {@code \" \\ \n \t} mean what they mean in C; {@code \{} and {@code \}} are
 * braces; a brace without a backslash holds an expression, which is read where it stands and may
 * hold no string.
 */
final class TextBuilder {
  /** Brackets of an expression in a string; a message is no place for more. */
  private static final int NESTING = 20;

  private final TreeBuilder tree;

  TextBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Expression.Text text(TerminalNode node) {
    Token token = node.getSymbol();
    return new Reading(token.getStartIndex() + 1, token.getStopIndex()).text(token);
  }

  /** A string that names something and therefore holds no expression. */
  String plain(TerminalNode node) {
    Expression.Text text = text(node);
    StringBuilder result = new StringBuilder();
    for (Part part : text.parts()) {
      if (part.expression().isPresent()) {
        Span place = part.expression().get().span();
        tree.problems().add(CharacterMessages.expressionInName(place));
      }
      result.append(part.text());
    }
    return result.toString();
  }

  /** One string while it is read. */
  private final class Reading {
    private final String text = tree.source().text();
    private final int end;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    Reading(int start, int end) {
      this.at = start;
      this.end = end;
    }

    Expression.Text text(Token token) {
      while (at < end) {
        char c = text.charAt(at);
        if (c == '\\') {
          escape();
        } else if (c == '{') {
          expression();
        } else if (c == '}') {
          tree.problems().add(CharacterMessages.loneBrace(tree.source().span(at, at + 1), "}"));
          at++;
        } else {
          literal.append(c);
          at++;
        }
      }
      endLiteral();
      return new Expression.Text(parts, tree.source().span(token));
    }

    private void endLiteral() {
      if (!literal.isEmpty()) {
        parts.add(new Part(literal.toString(), Optional.empty()));
        literal.setLength(0);
      }
    }

    private void escape() {
      int length = Character.charCount(text.codePointAt(at + 1));
      char c = text.charAt(at + 1);
      switch (c) {
        case 'n' -> literal.append('\n');
        case 't' -> literal.append('\t');
        case '"', '\\', '{', '}' -> literal.append(c);
        default -> {
          Span span = tree.source().span(at, at + 1 + length);
          tree.problems()
              .add(CharacterMessages.unknownEscape(span, text.substring(at, at + 1 + length)));
        }
      }
      at += 1 + length;
    }

    private void expression() {
      int close = closing();
      if (close < 0) {
        tree.problems().add(CharacterMessages.loneBrace(tree.source().span(at, at + 1), "{"));
        at = end;
        return;
      }
      if (text.substring(at + 1, close).isBlank()) {
        tree.problems().add(CharacterMessages.emptyBraces(tree.source().span(at, close + 1)));
      } else {
        endLiteral();
        Reader.value(tree.source(), at + 1, close, tree.problems(), NESTING)
            .ifPresent(value -> parts.add(new Part("", Optional.of(value))));
      }
      at = close + 1;
    }

    /** The brace that matches the one at the current position, or -1. */
    private int closing() {
      int depth = 0;
      for (int i = at; i < end; i++) {
        char c = text.charAt(i);
        if (c == '{') {
          depth++;
        } else if (c == '}' && --depth == 0) {
          return i;
        }
      }
      return -1;
    }
  }
}
