package org.netwright.frontend.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A stretch of a text for the lexer, in UTF-16 units. Positions are those of the whole text, so a
 * stretch inside a string gives tokens whose places need no correction.
 */
final class TextStream implements CharStream {
  private final String text;
  private final int end;
  private int position;

  TextStream(String text, int start, int end) {
    this.text = text;
    this.position = start;
    this.end = end;
  }

  @Override
  public void consume() {
    if (position >= end) {
      throw new IllegalStateException("the lexer reads beyond the end of the text");
    }
    position++;
  }

  @Override
  public int LA(int offset) {
    int at = offset > 0 ? position + offset - 1 : position + offset;
    return offset == 0 || at < 0 || at >= end ? IntStream.EOF : text.charAt(at);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index, end);
  }

  @Override
  public int size() {
    return end;
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int to = Math.min(interval.b + 1, end);
    return interval.a >= to ? "" : text.substring(interval.a, to);
  }

  @Override
  public String toString() {
    return text;
  }
}
