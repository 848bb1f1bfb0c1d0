package org.netwright.cli.language;

import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Parser;
import org.netwright.spi.source.Span;

/** The text of an open file as one edit left it. */
final class Document {
  private final String uri;
  private final String file;
  private final String text;
  private final int[] lineStarts;

  /**
   * @param uri what the editor calls it
   * @param file what the compiler calls it
   */
  Document(String uri, String file, String text) {
    this.uri = uri;
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = at + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  String uri() {
    return uri;
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  /** The words and signs, read anew at each call. */
  List<Lexeme> lexemes() {
    return Parser.lexemes(file, text, Limits.DEFAULT);
  }

  /** The same without the sentences that they form, for an answer that must not wait. */
  List<Lexeme> words() {
    return Parser.words(file, text, Limits.DEFAULT);
  }

  Document changed(List<TextDocumentContentChangeEvent> changes) {
    Document now = this;
    for (TextDocumentContentChangeEvent change : changes) {
      Range range = change.getRange();
      String next =
          range == null
              ? change.getText()
              : now.text.substring(0, now.offset(range.getStart()))
                  + change.getText()
                  + now.text.substring(now.offset(range.getEnd()));
      now = new Document(uri, file, next);
    }
    return now;
  }

  int offset(Position position) {
    if (position.getLine() >= lineStarts.length) {
      return text.length();
    }
    int start = lineStarts[position.getLine()];
    int next = position.getLine() + 1;
    int end = next < lineStarts.length ? lineStarts[next] : text.length();
    return Math.min(start + Math.max(0, position.getCharacter()), end);
  }

  Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line, offset - lineStarts[line]);
  }

  Range whole() {
    return new Range(new Position(0, 0), position(text.length()));
  }

  /** The text between two positions. */
  String text(Range range) {
    return text.substring(offset(range.getStart()), Math.max(0, offset(range.getEnd())));
  }

  static Range range(Span span) {
    if (!span.exists()) {
      return new Range(new Position(0, 0), new Position(0, 0));
    }
    return new Range(
        new Position(span.line() - 1, span.column() - 1),
        new Position(span.endLine() - 1, span.endColumn() - 1));
  }

  static boolean contains(Span span, Position position) {
    int line = position.getLine() + 1;
    int column = position.getCharacter() + 1;
    boolean behind = line > span.line() || line == span.line() && column >= span.column();
    boolean before = line < span.endLine() || line == span.endLine() && column <= span.endColumn();
    return span.exists() && behind && before;
  }
}
