package org.netwright.frontend.check;

import java.util.Collection;
import java.util.List;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about steps, clocks and definitions (NW391 to NW395, NW502). */
final class StepMessages {
  private StepMessages() {}

  static Diagnostic noTensorHere(Span span) {
    return Diagnostic.error(
        "NW395", span, "a tensor cannot be computed here, only values known when compiling");
  }

  static Diagnostic noClock(Span span) {
    return Diagnostic.error("NW391", span, "there is no clock here")
        .with(Hint.of("`now` and schedules stand in `train` and in options of optimizers"));
  }

  static Diagnostic noClockMember(String name, Collection<String> members, Span span) {
    return Diagnostic.error(
        "NW391", span, "`now` has no `%s`; it has %s".formatted(name, String.join(", ", members)));
  }

  static Diagnostic notDefined(String kind, Symbol symbol, Span span) {
    return Diagnostic.error(
        "NW502",
        span,
        "the header of %s declares the %s `%s`, and nothing defines it"
            .formatted(symbol.unit().imported(), kind, symbol.name()));
  }

  static Diagnostic sweepNotRun(String name, Span span) {
    return Diagnostic.error(
            "NW398", span, "`%s` is a sweep, and a sweep is only checked so far".formatted(name))
        .with(Hint.of("train its recipe once for each value, with `--set`"));
  }

  static Diagnostic notInFile(String name, String file, List<String> known) {
    Diagnostic found =
        Diagnostic.error(
            "NW393", Span.NONE, "%s declares no `%s` to use here".formatted(file, name));
    return known.isEmpty()
        ? found
        : found.with(
            Hint.of(
                NearMiss.of(name, known)
                    .map(n -> "did you mean `" + n + "`?")
                    .orElse("there are " + String.join(", ", known))));
  }

  static Diagnostic unknownTerm(String word, Span span, Collection<String> known) {
    Diagnostic found =
        Diagnostic.error("NW394", span, "`%s` is neither a role nor a storage".formatted(word));
    return found.with(
        Hint.of(
            NearMiss.of(word, known)
                .map(n -> "did you mean `" + n + "`?")
                .orElse("known here are " + String.join(", ", known))));
  }
}
