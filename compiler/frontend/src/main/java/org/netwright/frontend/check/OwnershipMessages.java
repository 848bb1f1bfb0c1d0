package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.frontend.Limits;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The sentences about parameters and states, what layers own (NW370 to NW378). */
final class OwnershipMessages {
  /** The code of {@link #unknownSize}, from which other mistakes follow. */
  static final String UNKNOWN_SIZE = "NW373";

  private OwnershipMessages() {}

  static Diagnostic disagreement(
      String path, String first, String second, Span declared, Span oneCall, Span otherCall) {
    return sharing(
        disagreement(path, first, second, declared)
            .with(new Related(oneCall, "applied here it is " + first))
            .with(new Related(otherCall, "applied here it is " + second)));
  }

  /** The same for two iterations of a loop, which stand at one place. */
  static Diagnostic disagreementOfIterations(
      String path, String first, String second, Span declared, Optional<Span> call) {
    Diagnostic found = disagreement(path, first, second, declared);
    return sharing(
        call.map(
                place ->
                    found.with(
                        new Related(
                            place,
                            "applied here more than once: it is %s, then %s"
                                .formatted(first, second))))
            .orElse(found));
  }

  private static Diagnostic disagreement(String path, String first, String second, Span declared) {
    return Diagnostic.error(
        "NW370",
        declared,
        "`%s` is one variable, and two applications disagree about it: %s, then %s"
            .formatted(path, first, second));
  }

  private static Diagnostic sharing(Diagnostic found) {
    return found.with(
        Hint.of(
            "what is built once is shared by all its applications; build another instance"
                + " (`repeat`, `fresh`) where parameters must differ"));
  }

  static Diagnostic roleWanted(Name name, TensorType type) {
    return Diagnostic.error(
            "NW371",
            name.span(),
            "parameter `%s` has rank %d, so its role must be written"
                .formatted(name.text(), type.shape().rank()))
        .with(Hint.of("such as `as bias`, `as gain` or `as shift`"));
  }

  static Diagnostic ownsNothing(Name name) {
    return Diagnostic.error("NW372", name.span(), "nothing here can own `" + name.text() + "`")
        .with(Hint.of("`param` and `state` stand in layers"));
  }

  static Diagnostic unknownSize(Dim dim, Shape shape, Span span) {
    return Diagnostic.error(
            UNKNOWN_SIZE,
            span,
            "the shape of a parameter or state must be known, and in %s `%s` is not"
                .formatted(shape, dim))
        .with(
            Hint.of("a number in place of `%s` where it is first named settles it".formatted(dim)));
  }

  static Diagnostic pathTooLong(String path, Span span) {
    return Diagnostic.error("NW374", span, "a path has more than 255 characters: " + path);
  }

  static Diagnostic tooManyElements(String path, long limit, Span span) {
    return Diagnostic.error(
            "NW375",
            span,
            "with `%s` the parameters have more than %d elements".formatted(path, limit))
        .with(Limits.Key.PARAMETER_ELEMENTS.hint());
  }

  static Diagnostic initialFromInputs(String path, Span span) {
    return Diagnostic.error(
        "NW376", span, "the first value of `%s` cannot depend on what flows in".formatted(path));
  }

  static Diagnostic notUpdatable(Name target, Span span) {
    return Diagnostic.error(
        "NW377", span, "`%s` is no state that can be updated here".formatted(target.text()));
  }

  static Diagnostic updateInInference(Name target, Span span) {
    return Diagnostic.error("NW378", span, "`%s` is updated in inference".formatted(target.text()))
        .with(Hint.of("write `if training { update … }`"));
  }
}
