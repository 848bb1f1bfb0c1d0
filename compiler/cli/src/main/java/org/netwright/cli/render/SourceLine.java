package org.netwright.cli.render;

import org.netwright.cli.terminal.Printable;

/**
 * One line of a source file as it is shown: tabs widened, nothing in it that could steer the
 * terminal, and of a very long line only the part around what is marked.
 */
final class SourceLine {
  private static final int WIDEST = 110;
  private static final int BEFORE_MARK = 40;
  private static final String CUT = "...";

  private final String text;
  private final int from;
  private final int to;

  /**
   * @param text the whole line without its end
   * @param mark the column (from 1) that must be seen
   */
  SourceLine(String text, int mark) {
    this.text = text;
    if (Printable.width(text) <= WIDEST) {
      from = 0;
      to = text.length();
    } else {
      int start = Math.max(0, Math.min(mark - 1, text.length()) - BEFORE_MARK);
      from = whole(start);
      to = whole(Math.min(text.length(), start + WIDEST - 2 * CUT.length()));
    }
  }

  String shown() {
    return (from > 0 ? CUT : "")
        + Printable.line(text.substring(from, to))
        + (to < text.length() ? CUT : "");
  }

  /** The first marked column (from 0) on the screen. */
  int start(int column) {
    return (from > 0 ? CUT.length() : 0) + Printable.width(text.substring(from, inside(column)));
  }

  /** How many columns on the screen the stretch takes; an empty one takes one. */
  int width(int column, int endColumn) {
    int a = inside(column);
    int b = Math.max(a, inside(endColumn));
    return Math.max(1, Printable.width(text.substring(a, b)));
  }

  /** The column (from 1) behind the last character. */
  int endColumn() {
    return text.length() + 1;
  }

  /** The column (from 1) of the first character that is not blank. */
  int firstColumn() {
    return text.length() - text.stripLeading().length() + 1;
  }

  private int inside(int column) {
    return Math.max(from, Math.min(to, whole(Math.max(0, Math.min(text.length(), column - 1)))));
  }

  /** An index that does not cut a surrogate pair. */
  private int whole(int index) {
    boolean between =
        index > 0
            && index < text.length()
            && Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return between ? index - 1 : index;
  }
}
