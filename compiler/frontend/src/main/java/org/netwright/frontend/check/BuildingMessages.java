package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.frontend.Limits;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** The sentences about building and applying layers (NW330 to NW339). */
final class BuildingMessages {
  private BuildingMessages() {}

  static Diagnostic withoutParentheses(String name, Span span) {
    return Diagnostic.error("NW330", span, "`%s` is a layer that is not built yet".formatted(name))
        .with(Hint.of("write `%s()`".formatted(name), new Edit(span, name + "()")));
  }

  static Diagnostic builderForInstance(String parameter, BuilderDenotation builder, Span span) {
    String name = Shown.builderName(builder);
    return Diagnostic.error(
            "NW330",
            span,
            "`%s` is used as one instance, and `%s` is not built yet".formatted(parameter, name))
        .with(Hint.of("write `%s()`".formatted(name), new Edit(span, name + "()")));
  }

  static Diagnostic instanceForBuilder(String name, Span span) {
    return Diagnostic.error(
            "NW331",
            span,
            "a parameter in UpperCamel builds anew at each use, and this %s is built already"
                .formatted(name))
        .with(Hint.of("give the constructor itself: `%s`".formatted(name)));
  }

  static Diagnostic buildsNowhere(String name, Span span) {
    return Diagnostic.error(
            "NW332", span, "nothing here can own the parameters of `%s`".formatted(name))
        .with(Hint.of("build it in a layer, or as a `net` of a recipe"));
  }

  static Diagnostic notApplicable(Denotation value, Span span) {
    return Diagnostic.error("NW333", span, "%s cannot be applied".formatted(Shown.kind(value)));
  }

  static Diagnostic notApplicableThing(Symbol symbol, Optional<Symbol> layer, Span span) {
    Diagnostic found =
        Diagnostic.error(
            "NW333",
            span,
            "the %s `%s` is no stage of this pipe".formatted(symbol.kindWord(), symbol.name()));
    return layer
        .map(
            other ->
                found.with(
                    Hint.of(
                        "the layer is called `%s`".formatted(other.name()),
                        new Edit(firstOf(span, symbol.name().length()), other.name()))))
        .orElse(found);
  }

  /** What is declared and gives no value: a recipe, a sweep. */
  static Diagnostic noCall(Symbol symbol, Span span) {
    Diagnostic found =
        Diagnostic.error(
            "NW333",
            span,
            "the %s `%s` cannot be applied".formatted(symbol.kindWord(), symbol.name()));
    return symbol.kindWord().equals("recipe")
        ? found.with(Hint.of("`run %s(…)` runs it inside another recipe".formatted(symbol.name())))
        : found;
  }

  private static Span firstOf(Span span, int length) {
    return new Span(span.file(), span.line(), span.column(), span.line(), span.column() + length);
  }

  static Diagnostic noStage(Denotation value, Span span) {
    return Diagnostic.error(
            "NW333", span, "a value cannot flow into %s".formatted(Shown.kind(value)))
        .with(Hint.of("the right side of `|>` is a function, a layer or a block"));
  }

  static Diagnostic blockWithoutIt(Span span) {
    return Diagnostic.error("NW334", span, "this block never uses `it`, the value that flows in")
        .with(Hint.of("such as `it + 1`, or `it.image` where a record flows in"));
  }

  static Diagnostic trainingOutsideTrain(Span span) {
    return Diagnostic.error(
        "NW335", span, "`training = true` is legal in `train` only, and never on a frozen net");
  }

  static Diagnostic tooDeep(Frame frame, int limit) {
    return Diagnostic.error(
            "NW336",
            frame.place(),
            "layers lie more than %d deep in one another; `%s` may build itself without an end"
                .formatted(limit, frame.name()))
        .with(Limits.Key.NESTING.hint());
  }

  static Diagnostic tooManyIterations(Span span, int limit) {
    return Diagnostic.error(
            "NW337", span, "the loops of one elaboration run more than " + limit + " times")
        .with(Limits.Key.ITERATIONS.hint());
  }

  static Diagnostic tooManyApplications(Span span, int limit) {
    return Diagnostic.error(
            "NW368",
            span,
            "layers, functions and blocks are applied more than "
                + limit
                + " times in one elaboration; one may apply itself twice over and over")
        .with(Limits.Key.APPLICATIONS.hint());
  }

  static Diagnostic selfReference(String name, Span use, Span declared) {
    return Diagnostic.error("NW339", use, "`" + name + "` is defined by itself")
        .with(new Related(declared, "declared here"));
  }

  static Diagnostic presetOfNothing(String name, Span span) {
    return Diagnostic.error(
        "NW339", span, "`%s` must be a layer with other defaults".formatted(name));
  }
}
