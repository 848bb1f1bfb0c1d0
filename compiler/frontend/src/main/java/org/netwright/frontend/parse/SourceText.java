package org.netwright.frontend.parse;

import java.util.Arrays;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/** A file's text and the places in it. */
final class SourceText {
  private final String file;
  private final String text;
  private final int[] lineStarts;
  private final int firstLine;

  SourceText(String file, String text) {
    this(file, text, 1);
  }

  /**
   * @param firstLine the number of the first line, for a text that is a part of a file
   */
  SourceText(String file, String text, int firstLine) {
    this.firstLine = firstLine;
    this.file = file;
    this.text = text;
    int[] starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        starts[line++] = i + 1;
      }
    }
    this.lineStarts = starts;
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  /** From a position up to, and without, another. */
  Span span(int from, int to) {
    int line = lineOf(from);
    int endLine = lineOf(to);
    return new Span(
        file,
        line + firstLine - 1,
        from - lineStarts[line - 1] + 1,
        endLine + firstLine - 1,
        to - lineStarts[endLine - 1] + 1);
  }

  Span span(Token token) {
    int from = Math.min(token.getStartIndex(), text.length());
    int to = token.getType() == Token.EOF ? from : token.getStopIndex() + 1;
    return span(from, Math.max(from, to));
  }

  Span span(Token first, Token last) {
    return span(first).to(span(last));
  }

  Span span(ParserRuleContext context) {
    Token first = context.getStart();
    Token last = context.getStop();
    return last == null || last.getStopIndex() < first.getStartIndex()
        ? span(first)
        : span(first, last);
  }

  /** A word of the tree from a rule that matches one token. */
  Name name(ParserRuleContext word) {
    return new Name(word.getText(), span(word));
  }

  /** The line of this text that a position lies in, from 1. */
  private int lineOf(int position) {
    int found = Arrays.binarySearch(lineStarts, position);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
