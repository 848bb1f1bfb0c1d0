package org.netwright.frontend.format;

import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;

/** What is open at a place of the text: the file itself, a block, or a bracket. */
final class Frame {
  /** How much further to the right what a block or a spread bracket holds stands. */
  static final int STEP = 4;

  /** How much further to the right a pipe goes on below the place where it began. */
  private static final int PIPE_STEP = 2;

  private final boolean statements;
  private final boolean spread;
  private final int content;
  private final int outer;

  /** Where the words behind {@code where} stand, once there is one; else -1. */
  private int constraints = -1;

  /** The column of the first word of this statement or of these brackets in the author's text. */
  private int author;

  private Frame(boolean statements, boolean spread, int content, int outer, int author) {
    this.statements = statements;
    this.spread = spread;
    this.content = content;
    this.outer = outer;
    this.author = author;
  }

  static Frame file() {
    return new Frame(true, true, 0, 0, 0);
  }

  /**
   * @param base what the line of the bracket is indented by
   * @param column where the next word of that line stands
   */
  static Frame of(Lexeme bracket, boolean spread, int base, int column, int author) {
    int content = spread ? base + STEP : column;
    boolean block = bracket.part() == Part.OPEN_BODY || bracket.part() == Part.OPEN_BLOCK;
    return new Frame(block && !bracket.listing(), spread, content, base, author);
  }

  boolean holdsStatements() {
    return statements;
  }

  boolean isSpread() {
    return spread;
  }

  /** The column of what it holds. */
  int content() {
    return content;
  }

  /** The column of the closing bracket of a spread one. */
  int outer() {
    return outer;
  }

  /** The column of a line that begins in the middle of what it holds. */
  int continuation(Lexeme before, Lexeme first) {
    if (before.part() == Part.COMMA) {
      return constraints >= 0 ? constraints : content + (holdsStatements() ? STEP : 0);
    }
    boolean clause = first.part() == Part.CLAUSE || before.opens();
    return holdsStatements() || spread && !clause ? content + STEP : content;
  }

  int pipe() {
    return content + PIPE_STEP;
  }

  int authorsPipe() {
    return author + PIPE_STEP;
  }

  void begin(Lexeme first) {
    author = first.column();
    constraints = -1;
  }

  void constrain(int column) {
    constraints = column;
  }
}
