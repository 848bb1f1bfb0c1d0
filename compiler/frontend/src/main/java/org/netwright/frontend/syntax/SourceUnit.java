package org.netwright.frontend.syntax;

import java.util.List;
import org.netwright.spi.source.Span;

/** A whole file: its declarations in the order of the text. */
public record SourceUnit(String file, List<Declaration> declarations, Span span) implements Node {
  public SourceUnit {
    declarations = List.copyOf(declarations);
  }
}
