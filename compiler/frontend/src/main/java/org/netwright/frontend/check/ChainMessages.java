package org.netwright.frontend.check;

import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about the chain of a {@code minimize} (NW427). */
final class ChainMessages {
  private ChainMessages() {}

  static Diagnostic misplacedAccumulation(String link, Span span) {
    return Diagnostic.error(
            "NW427",
            span,
            "`%s` averages gradients over several steps, so it stands once, and before the optimizer"
                .formatted(link))
        .with(Hint.of("write `using %s(…) |> Adam(…)`".formatted(link)));
  }
}
