package org.netwright.cli.render;

import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.source.Span;

/** A text after an edit, and where the new part of it stands. */
final class TextEdit {
  private final String after;
  private final Edit edit;
  private final List<String> replacement;

  TextEdit(String text, Edit edit) {
    this.edit = edit;
    Span span = edit.span();
    int from = offset(text, span.line(), span.column());
    int to = Math.max(from, offset(text, span.endLine(), span.endColumn()));
    this.after = text.substring(0, from) + edit.replacement() + text.substring(to);
    this.replacement = List.of(edit.replacement().split("\n", -1));
  }

  String after() {
    return after;
  }

  int firstLine() {
    return edit.span().line();
  }

  int lastLine() {
    return firstLine() + replacement.size() - 1;
  }

  int changedLines() {
    return replacement.size();
  }

  /** The stretches of the new text that the edit brought, one a line. */
  List<Span> added() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < replacement.size(); i++) {
      int column = i == 0 ? edit.span().column() : 1;
      int length = replacement.get(i).length();
      if (length > 0) {
        int line = firstLine() + i;
        spans.add(new Span(edit.span().file(), line, column, line, column + length));
      }
    }
    return spans;
  }

  /** The index of a place in a text; one behind the end of a line is the end of that line. */
  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    return Math.min(start + column - 1, end < 0 ? text.length() : end);
  }
}
