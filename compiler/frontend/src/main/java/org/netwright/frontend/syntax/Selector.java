package org.netwright.frontend.syntax;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.source.Span;

/** The one pattern grammar of paths (definitions C1), and terms over roles and storage (C6). */
public sealed interface Selector extends Node {
  record Not(Selector operand, Span span) implements Selector {}

  record And(Selector left, Selector right, Span span) implements Selector {}

  record Or(Selector left, Selector right, Span span) implements Selector {}

  /** {@code head.**.(down | up)[0]}; a bare word may be a role or storage word. */
  record Path(List<Segment> segments, Span span) implements Selector {
    public Path {
      segments = List.copyOf(segments);
    }
  }

  record Segment(
      Kind kind,
      Optional<Name> word,
      Optional<Selector> choice,
      List<Expression> indices,
      Span span)
      implements Node {
    public enum Kind {
      WORD,
      /** {@code *}: one segment. */
      ONE,
      /** {@code **}: any number of segments. */
      ANY,
      /** {@code (a | b)}. */
      CHOICE
    }
  }
}
