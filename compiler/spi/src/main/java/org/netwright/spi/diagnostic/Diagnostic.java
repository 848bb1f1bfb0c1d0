package org.netwright.spi.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.source.Span;

/**
 * One fact about the user's files: what is wrong, where, the other places involved, and a way out.
 *
 * @param code stable name of the kind, such as {@code NW301}; {@code explain CODE} shows its page
 * @param message one sentence without the place, with the values involved
 */
public record Diagnostic(
    String code,
    Severity severity,
    String message,
    Span span,
    List<Related> related,
    Optional<Hint> hint) {
  public Diagnostic {
    related = List.copyOf(related);
  }

  public static Diagnostic error(String code, Span span, String message) {
    return new Diagnostic(code, Severity.ERROR, message, span, List.of(), Optional.empty());
  }

  public static Diagnostic warning(String code, Span span, String message) {
    return new Diagnostic(code, Severity.WARNING, message, span, List.of(), Optional.empty());
  }

  public Diagnostic with(Related place) {
    List<Related> more = new ArrayList<>(related);
    more.add(place);
    return new Diagnostic(code, severity, message, span, more, hint);
  }

  public Diagnostic with(Hint way) {
    return new Diagnostic(code, severity, message, span, related, Optional.of(way));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
