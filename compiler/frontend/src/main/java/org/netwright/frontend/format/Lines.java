package org.netwright.frontend.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a layout. Comments behind code are placed at the end: on neighbouring lines they
 * stand below one another, as far to the left as an author put one of them, and at least two blanks
 * behind the code.
 */
final class Lines {
  private static final int GAP = 2;

  private final List<String> code = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private Comment comment = Comment.NONE;

  /** A comment behind code and the column at which the author put it. */
  private record Comment(String text, int column) {
    private static final Comment NONE = new Comment("", 0);
  }

  /** The column where the next word would stand. */
  int column() {
    return line.length();
  }

  void write(String text) {
    line.append(text);
  }

  void comment(String text, int column) {
    comment = new Comment(text, column);
  }

  /** Ends the line and starts another, behind an empty one if there is to be one. */
  void next(boolean empty, int indent) {
    end();
    if (empty) {
      code.add("");
      comments.add(Comment.NONE);
    }
    line.append(" ".repeat(indent));
  }

  private void end() {
    code.add(line.toString().stripTrailing());
    comments.add(comment);
    line.setLength(0);
    comment = Comment.NONE;
  }

  /** The whole text. */
  String text() {
    end();
    StringBuilder text = new StringBuilder();
    for (int first = 0; first < code.size(); ) {
      int last = first;
      while (last < code.size() && comments.get(last) != Comment.NONE) {
        last++;
      }
      if (last == first) {
        text.append(code.get(first)).append('\n');
        first++;
      } else {
        run(text, first, last);
        first = last;
      }
    }
    return text.toString().isBlank() ? "" : text.toString();
  }

  private void run(StringBuilder text, int first, int last) {
    int wanted = Integer.MAX_VALUE;
    int needed = 0;
    for (int i = first; i < last; i++) {
      wanted = Math.min(wanted, comments.get(i).column());
      needed = Math.max(needed, code.get(i).length() + GAP);
    }
    int column = Math.max(wanted, needed);
    for (int i = first; i < last; i++) {
      String words = code.get(i);
      text.append(words).append(" ".repeat(column - words.length()));
      text.append(comments.get(i).text()).append('\n');
    }
  }
}
