package org.netwright.frontend.syntax;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.source.Span;

/** What a value is bound to: {@code x}, {@code (a, b)}, {@code (label as y, image)}. */
public sealed interface Pattern extends Node {
  record Whole(Name name, Span span) implements Pattern {}

  record Parts(List<Item> items, Span span) implements Pattern {
    public Parts {
      items = List.copyOf(items);
    }
  }

  /** A part; {@code label as y} has the alias {@code y}. */
  record Item(Pattern pattern, Optional<Name> alias, Span span) implements Node {}
}
