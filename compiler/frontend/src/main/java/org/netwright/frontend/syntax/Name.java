package org.netwright.frontend.syntax;

import org.netwright.spi.source.Span;

/** A word and its place. */
public record Name(String text, Span span) implements Node {
  @Override
  public String toString() {
    return text;
  }
}
