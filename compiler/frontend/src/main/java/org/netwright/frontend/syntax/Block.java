package org.netwright.frontend.syntax;

import java.util.List;
import org.netwright.spi.source.Span;

/** {@code { … }}: statements, or one expression. */
public record Block(List<Statement> statements, Span span) implements Node {
  public Block {
    statements = List.copyOf(statements);
  }
}
