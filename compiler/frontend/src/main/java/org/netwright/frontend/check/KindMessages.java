package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

/** The sentences about kinds and element types of values (NW301 to NW304). */
final class KindMessages {
  private KindMessages() {}

  static Diagnostic declared(Diagnostic found, Span declared) {
    return declared.exists() && !declared.equals(found.span())
        ? found.with(new Related(declared, "declared here"))
        : found;
  }

  static Diagnostic wrongKind(Types.Fitting fitting, String wanted, Denotation given) {
    Diagnostic found =
        Diagnostic.error(
            "NW301",
            fitting.span(),
            "%s must be %s, and is %s".formatted(fitting.what(), wanted, Shown.kind(given)));
    if (wanted.equals("an int") && given instanceof FloatStatic) {
      found = found.with(Hint.of("`int(…)` cuts a float, `ceil` and `floor` round it"));
    } else if (given instanceof BuilderDenotation builder) {
      String name = Shown.builderName(builder);
      found = found.with(Hint.of("`%s(…)` builds it".formatted(name)));
    } else if (given instanceof Denotation.TensorDenotation && isOfConstructor(fitting)) {
      found = found.with(Hint.of(builtFirst(fitting)));
    } else if (wanted.equals("a bool")
        && given instanceof Denotation.IntStatic
        && isOfConstructor(fitting)) {
      found =
          found.with(Hint.of("the sizes of inputs are known from what flows in, and not given"));
    }
    return declared(found, fitting.declared());
  }

  /** Whether it is an argument of the first list of a layer. */
  static boolean isOfConstructor(Types.Fitting fitting) {
    String name = fitting.what().substring(fitting.what().lastIndexOf(' ') + 1);
    return fitting.what().startsWith("argument `") && Character.isUpperCase(name.charAt(0));
  }

  static String builtFirst(Types.Fitting fitting) {
    String name = fitting.what().substring(fitting.what().lastIndexOf(' ') + 1);
    return "a layer is built first, and applied then: `x |> %s(…)`, or `%s(…)(x)`"
        .formatted(name, name);
  }

  static Diagnostic numberForDuration(Types.Fitting fitting, Denotation given) {
    String number = Shown.value(given);
    return declared(
        Diagnostic.error(
                "NW301",
                fitting.span(),
                "%s is a duration, and %s says no unit".formatted(fitting.what(), number))
            .with(
                Hint.of(
                    "write `%s epochs` or `%s steps`".formatted(number, number),
                    new Edit(fitting.span(), number + " epochs"))),
        fitting.declared());
  }

  static Diagnostic noChoice(Types.Fitting fitting, List<String> choices, Denotation given) {
    String list = String.join(", ", choices.stream().map(c -> '"' + c + '"').toList());
    Diagnostic found =
        Diagnostic.error(
            "NW302",
            fitting.span(),
            "%s is one of %s, and not %s".formatted(fitting.what(), list, Shown.value(given)));
    Optional<String> nearest =
        given instanceof Denotation.TextStatic text
            ? NearMiss.of(text.value(), choices)
            : Optional.empty();
    return declared(
        nearest
            .map(
                n ->
                    found.with(
                        Hint.of(
                            "did you mean \"" + n + "\"?",
                            new Edit(fitting.span(), '"' + n + '"'))))
            .orElse(found),
        fitting.declared());
  }

  static Diagnostic notATensorType(TypeExpression type) {
    return Diagnostic.error(
        "NW303",
        type.span(),
        "a parameter or state is a tensor, and `%s` is no tensor type"
            .formatted(Source.type(type)));
  }

  static Diagnostic noTensorValue(
      Types.Fitting fitting, TypeExpression.Tensor type, Denotation given) {
    return declared(
        Diagnostic.error(
            "NW301",
            fitting.span(),
            "%s must be a tensor %s, and is %s"
                .formatted(fitting.what(), Source.type(type), Shown.kind(given))),
        fitting.declared());
  }

  static Diagnostic noTensor(Denotation value, Span span) {
    return Diagnostic.error(
        "NW301", span, "a number or tensor is wanted here, not " + Shown.kind(value));
  }

  static Diagnostic wrongElement(Types.Fitting fitting, ElementType wanted, TensorType found) {
    return declared(
        Diagnostic.error(
                "NW304",
                fitting.span(),
                "%s has elements of type %s, and is %s"
                    .formatted(fitting.what(), wanted, found.element() + found.shape().toString()))
            .with(Hint.of("narrowing is written: `cast(…, %s)`".formatted(wanted))),
        fitting.declared());
  }
}
