package org.netwright.frontend.check;

import org.netwright.frontend.Limits;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** The sentences about values known when compiling that grow too large (NW363 to NW367). */
final class StaticBoundMessages {
  private StaticBoundMessages() {}

  static Diagnostic tooManyElements(long count, int limit, Span span) {
    return Diagnostic.error(
            "NW363",
            span,
            ("with this value the lists, tuples and strings made so far hold %d elements and"
                    + " characters, more than %d")
                .formatted(count, limit))
        .with(Limits.Key.STATIC_ELEMENTS.hint());
  }

  static Diagnostic valueTooDeep(Span span, int limit) {
    return Diagnostic.error(
            "NW366", span, "lists and tuples lie more than " + limit + " deep in one another")
        .with(Limits.Key.NESTING.hint());
  }

  static Diagnostic evaluationTooDeep(Span span, int limit) {
    return Diagnostic.error(
            "NW367",
            span,
            "to know this value, more than " + limit + " others must be known, each for the next")
        .with(Limits.Key.NESTING.hint());
  }
}
