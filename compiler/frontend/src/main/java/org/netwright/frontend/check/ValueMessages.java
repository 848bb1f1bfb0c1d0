package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** The sentences about taps, parts, and values that hold layers (NW451 to NW459). */
final class ValueMessages {
  private ValueMessages() {}

  private static String quoted(List<String> names) {
    return names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
  }

  // ---- taps (NW451 to NW453)

  static Diagnostic nothingInside(String name, Span span) {
    return Diagnostic.error(
            "NW451",
            span,
            "`%s` is not bound by a `let` to an application, a loop or a pipe, so there is nothing to look into"
                .formatted(name))
        .with(Hint.of("bind what is looked into: `let y = x |> …`, then `y@path`"));
  }

  static Diagnostic noTap(String name, String pattern, List<String> nearest, Span span) {
    Diagnostic found =
        Diagnostic.error(
            "NW452", span, "nothing inside `%s` is called `%s`".formatted(name, pattern));
    return found.with(
        Hint.of(
            nearest.isEmpty()
                ? "`@` reads a `let` or the result of a layer of what is elaborated there, and it holds neither"
                : "the nearest are " + quoted(nearest)));
  }

  static Diagnostic insideRolled(String path, Span span) {
    return Diagnostic.error(
            "NW453",
            span,
            "`%s` lies in a loop that is rolled, and has no single value outside".formatted(path))
        .with(Hint.of("let the loop return it, or write `recur`, which is unrolled"));
  }

  // ---- parts (NW454 to NW457)

  static Diagnostic hyperparameter(
      String name, String owner, Symbol symbol, Denotation value, Span span) {
    return Diagnostic.error(
            "NW454",
            span,
            "`%s` is a hyperparameter of %s, here %s, and no part of `%s`"
                .formatted(name, symbol.name(), Shown.value(value), owner))
        .with(Hint.of("members are parts and parameters; give the number a name of its own"));
  }

  static Diagnostic partNeedsInput(
      String name, String owner, String input, Span declared, Span span) {
    return Diagnostic.error(
            "NW455",
            span,
            "`%s` of `%s` depends on `%s`, which is known once `%s` has been applied"
                .formatted(name, owner, input, owner))
        .with(new Related(declared, "`" + name + "` is made here"))
        .with(Hint.of("apply `%s` first".formatted(owner)));
  }

  static Diagnostic outsideLoop(long from, long to, long size, Span span) {
    String asked = to == from + 1 ? Long.toString(from) : from + ".." + to;
    return Diagnostic.error(
        "NW456",
        span,
        "%s lies outside of a loop of %d iterations, which are counted from 0"
            .formatted(asked, size));
  }

  static Diagnostic noParameters(
      String shown, Optional<Denotation> term, List<String> paths, Span span) {
    Diagnostic found =
        Diagnostic.error(
            "NW457",
            span,
            term.isPresent() && !paths.isEmpty()
                ? "no parameter of `%s` is meant by `%s`".formatted(shown, text(term.get()))
                : "`%s` has no parameters yet".formatted(shown));
    if (paths.isEmpty()) {
      return found.with(Hint.of("its parameters are known once it has been applied"));
    }
    return found.with(
        Hint.of(
            "the nearest are "
                + quoted(NearPaths.of(term.map(ValueMessages::text).orElse(""), paths))));
  }

  private static String text(Denotation term) {
    return term instanceof Denotation.PatternDenotation pattern
        ? Source.pattern(pattern.pattern().path())
        : term instanceof Denotation.WordDenotation word ? word.word() : Shown.value(term);
  }

  static Diagnostic noTerm(String text, Span span) {
    return Diagnostic.error("NW457", span, "`%s` is no term over parameters".formatted(text))
        .with(Hint.of("a term is a role, a storage word or a pattern such as `**.kernel`"));
  }

  static Diagnostic parametersForm(Span span) {
    return Diagnostic.error(
        "NW457",
        span,
        "`parameters` takes a net or a built layer, and perhaps a term: `parameters(net, kernel)`");
  }
}
