package org.netwright.frontend.check;

import java.util.List;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about statements of bodies and patterns of names (NW380 to NW384). */
final class BodyMessages {
  private BodyMessages() {}

  static Diagnostic noResult(Span span) {
    return Diagnostic.error("NW380", span, "this body ends without `return`");
  }

  static Diagnostic unusedValue(Span span) {
    return Diagnostic.error("NW381", span, "this value is used for nothing")
        .with(Hint.of("`let` gives it a name, `return` makes it the result"));
  }

  static Diagnostic onlyInRecipes(String what, Span span) {
    return Diagnostic.error("NW382", span, what + " stands in recipes only");
  }

  static Diagnostic onlyInTests(String word, Span span) {
    return Diagnostic.error(
        "NW382", span, "`" + word + "` stands in `check` statements of tests only");
  }

  /** A word of the language that is called where it means nothing. */
  static Diagnostic outOfPlace(String word, Span span) {
    String place =
        switch (word) {
          case "ema", "copy" -> "stands on the right of `update NET = …` only";
          case "best", "last" -> "stands behind `from` only";
          case "at_most" -> "is the length of a `train` only";
          case "gradient" -> "is written `gradient(of, by)`, and nothing flows into it";
          default -> "is a stage of the data of a recipe only";
        };
    return Diagnostic.error("NW382", span, "`%s` %s".formatted(word, place));
  }

  static Diagnostic misplaced(String word, String where, Span span) {
    return Diagnostic.error("NW382", span, "`%s` has no place in %s".formatted(word, where));
  }

  static Diagnostic noField(String name, TupleDenotation tuple, Span span) {
    List<String> fields = tuple.fields().stream().flatMap(f -> f.name().stream()).toList();
    Diagnostic found =
        Diagnostic.error(
            "NW383",
            span,
            fields.isEmpty()
                ? "the fields of this tuple have no names"
                : "there is no field `%s`; there are %s"
                    .formatted(name, String.join(", ", fields)));
    return NearMiss.of(name, fields)
        .map(n -> found.with(Hint.of("did you mean `" + n + "`?", new Edit(span, n))))
        .orElse(found);
  }

  static Diagnostic namedTupleByName(TupleDenotation tuple, Span span) {
    return Diagnostic.error(
        "NW383", span, "a tuple with names is taken apart by name: " + Shown.value(tuple));
  }

  static Diagnostic wrongCount(int wanted, int found, Span span) {
    return Diagnostic.error(
        "NW384",
        span,
        "%d name%s for %d value%s"
            .formatted(wanted, wanted == 1 ? "" : "s", found, found == 1 ? "" : "s"));
  }

  static Diagnostic renamedUnnamed(Span span) {
    return Diagnostic.error(
        "NW384", span, "values without names are taken by position, so `as` has no meaning");
  }
}
