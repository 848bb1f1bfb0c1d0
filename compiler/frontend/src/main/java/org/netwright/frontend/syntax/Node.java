package org.netwright.frontend.syntax;

import org.netwright.spi.source.Span;

/** A piece of the tree; side tables are keyed by its identity. */
public interface Node {
  Span span();
}
