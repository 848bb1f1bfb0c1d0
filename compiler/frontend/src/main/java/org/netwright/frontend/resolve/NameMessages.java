package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** The sentences about names, imports and paths (NW2xx). */
public final class NameMessages {
  private NameMessages() {}

  public static Diagnostic noFile(String file) {
    return Diagnostic.error("NW200", Span.NONE, "there is no file `" + file + "`");
  }

  static Diagnostic unknownName(String name, Span span, Optional<String> nearest) {
    return withNearest(
        Diagnostic.error("NW201", span, "nothing here is called `" + name + "`"), span, nearest);
  }

  /** A word of another language or library. */
  static Diagnostic foreignName(String name, Span span, ForeignWords.Word word) {
    return Diagnostic.error("NW201", span, "nothing here is called `" + name + "`")
        .with(
            word.ours()
                .map(ours -> Hint.of(word.hint(), new Edit(span, ours)))
                .orElse(Hint.of(word.hint())));
  }

  /** The usual name of a parameter, which nothing declares. */
  static Diagnostic undeclaredParameter(String name, Span span) {
    return Diagnostic.error("NW201", span, "nothing here is called `" + name + "`")
        .with(
            Hint.of(
                "a parameter is declared first, such as `param %s: [C] = ones() as %s`"
                    .formatted(name, name)));
  }

  static Diagnostic missingImport(Symbol symbol, Span span, Optional<Span> uses) {
    String use = "use " + symbol.unit().imported() + ".{" + symbol.name() + "}";
    Diagnostic found =
        Diagnostic.error(
            "NW202",
            span,
            "`%s` is in %s, which this file does not use"
                .formatted(symbol.name(), symbol.unit().imported()));
    return found.with(
        uses.map(place -> Hint.of("add `" + use + "`", new Edit(place, use + "\n")))
            .orElse(Hint.of("add `" + use + "`")));
  }

  static Diagnostic unknownUnit(Declaration.Use use, String path, Optional<String> nearest) {
    Diagnostic found =
        Diagnostic.error("NW203", use.span(), "there is no unit `" + path + "` to use");
    return nearest
        .map(n -> found.with(Hint.of("did you mean `" + n + "`?")))
        .orElse(
            path.startsWith("std") || path.startsWith("plugin")
                ? found
                : found.with(
                    Hint.of(
                        "a file `%s.net` beside this one, or in a folder above, would be found"
                            .formatted(path.replace('.', '/')))));
  }

  static Diagnostic unknownItem(String item, Span span, Unit unit, Optional<String> nearest) {
    return withNearest(
        Diagnostic.error("NW204", span, "%s declares no `%s`".formatted(unit.imported(), item)),
        span,
        nearest);
  }

  static Diagnostic declaredTwice(String name, Span second, Span first) {
    return Diagnostic.error("NW205", second, "`" + name + "` is declared twice")
        .with(new Related(first, "the first is here"));
  }

  static Diagnostic importCycle(Span span, List<String> files) {
    return Diagnostic.error(
        "NW206", span, "these files use one another in a circle: " + String.join(" → ", files));
  }

  static Diagnostic ambiguous(String name, Span span, List<Symbol> candidates) {
    Diagnostic found =
        Diagnostic.error(
            "NW207",
            span,
            "`%s` is declared by %s"
                .formatted(
                    name,
                    candidates.stream()
                        .map(c -> c.unit().imported())
                        .reduce((a, b) -> a + " and by " + b)
                        .orElse("")));
    return found.with(
        Hint.of("say which: `use %s.{%s}`".formatted(candidates.get(0).unit().imported(), name)));
  }

  static Diagnostic twoSites(String name, Span second, Span first) {
    return Diagnostic.error(
            "NW208",
            second,
            "two things here would have the path `%s`, and so the same weights".formatted(name))
        .with(new Related(first, "the other is here"))
        .with(Hint.of("give one of them another name with `let`"));
  }

  static Diagnostic boundTwice(String name, Span second, Span first) {
    return Diagnostic.error("NW209", second, "`" + name + "` already has a value here")
        .with(new Related(first, "it was given here"));
  }

  /** A pattern that names nothing. */
  public static Diagnostic noPath(String pattern, Span span, List<String> nearest) {
    Diagnostic found = Diagnostic.error("NW210", span, "no path matches `" + pattern + "`");
    return nearest.isEmpty() ? found : found.with(Hint.of("the nearest are " + quoted(nearest)));
  }

  static Diagnostic constructorInFunction(String name, Span span, String function) {
    return Diagnostic.error(
            "NW211",
            span,
            "`%s` builds parameters, and a function such as `%s` owns none"
                .formatted(name, function))
        .with(Hint.of("declare `%s` as a layer, or pass the instance in".formatted(function)));
  }

  static Diagnostic freshOutsideRecur(Span span) {
    return Diagnostic.error("NW213", span, "`fresh` stands in no `recur` of this declaration")
        .with(Hint.of("`repeat` builds anew by itself; `fresh` is for `recur`"));
  }

  static Diagnostic withNearest(Diagnostic found, Span span, Optional<String> nearest) {
    return nearest
        .map(n -> found.with(Hint.of("did you mean `" + n + "`?", new Edit(span, n))))
        .orElse(found);
  }

  private static String quoted(List<String> words) {
    return String.join(", ", words.stream().map(w -> "`" + w + "`").toList());
  }
}
