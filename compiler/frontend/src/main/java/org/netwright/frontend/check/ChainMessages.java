package org.netwright.frontend.check;

import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** The sentences about the chain of a {@code minimize} (NW427, NW550, NW551). */
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

  static Diagnostic readFromTwo(String parameter, Span second, Span first) {
    return Diagnostic.error(
            "NW550",
            second,
            "two optimizers each say what `evaluate` and `predict` read for " + parameter)
        .with(new Related(first, "the other is here"))
        .with(Hint.of("average once: leave one of the two out"));
  }

  static Diagnostic otherValuesOfOneBatch(String optimizer, Span span) {
    return Diagnostic.error(
            "NW551",
            span,
            "`%s` asks for the gradient at other values, which one batch gives, and the gradients here are averages over several"
                .formatted(optimizer))
        .with(Hint.of("take a larger batch in place of `accumulate`"));
  }
}
