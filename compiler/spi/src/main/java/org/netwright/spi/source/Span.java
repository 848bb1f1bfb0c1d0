package org.netwright.spi.source;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of text in a file: from its first character up to, and without, its last. Lines and
 * columns count from 1, columns in UTF-16 units. {@link #NONE} stands for things that no text made.
 */
public record Span(String file, int line, int column, int endLine, int endColumn) {
  public static final Span NONE = new Span("", 0, 0, 0, 0);

  public boolean exists() {
    return line > 0;
  }

  /** The stretch from the start of this one to the end of {@code last}; both lie in one file. */
  public Span to(Span last) {
    return new Span(file, line, column, last.endLine, last.endColumn);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || other instanceof Span span
            && line == span.line
            && column == span.column
            && endLine == span.endLine
            && endColumn == span.endColumn
            && file.equals(span.file);
  }

  @Override
  public int hashCode() {
    return (31 * line + column) * 31 + file.hashCode();
  }

  @Override
  public String toString() {
    return exists() ? file + ":" + line + ":" + column : "(no place)";
  }
}
