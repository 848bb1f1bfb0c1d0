package org.netwright.frontend.graph;

import java.util.Optional;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/**
 * Says that operands or attributes do not fit a primitive. Shape rules know no place in the text;
 * whoever asked them adds it.
 */
final class ShapeMisfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String sentence;
  private final String hint;

  /** An empty hint is none. */
  ShapeMisfit(String code, String sentence, String hint) {
    super(sentence);
    this.code = code;
    this.sentence = sentence;
    this.hint = hint;
  }

  String sentence() {
    return sentence;
  }

  Diagnostic at(Span span) {
    Diagnostic diagnostic = Diagnostic.error(code, span, sentence);
    return Optional.of(hint)
        .filter(h -> !h.isEmpty())
        .map(h -> diagnostic.with(Hint.of(h)))
        .orElse(diagnostic);
  }
}
