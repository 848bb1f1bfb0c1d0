package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.resolve.ForeignWords;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** The sentences about arguments and what is asked of them (NW320 to NW329, NW390). */
final class ArgumentMessages {
  private ArgumentMessages() {}

  static Diagnostic unknownArgument(ArgumentBinding.Signature signature, Name name) {
    List<String> known = signature.parameters().stream().map(p -> p.name().text()).toList();
    Diagnostic found =
        Diagnostic.error(
            "NW320",
            name.span(),
            "%s takes no argument `%s`".formatted(signature.name(), name.text()));
    Optional<ForeignWords.Word> foreign =
        ForeignWords.argument(name.text())
            .filter(word -> word.ours().map(known::contains).orElse(true));
    if (foreign.isPresent()) {
      ForeignWords.Word word = foreign.get();
      return found.with(
          word.ours()
              .map(ours -> Hint.of(word.hint(), new Edit(name.span(), ours)))
              .orElse(Hint.of(word.hint())));
    }
    Optional<String> nearest = NearMiss.of(name.text(), known);
    return found.with(
        nearest
            .map(n -> Hint.of("did you mean `" + n + "`?", new Edit(name.span(), n)))
            .orElse(Hint.of("it is " + signature)));
  }

  static Diagnostic missingArgument(ArgumentBinding.Signature signature, List<String> missing) {
    String names = String.join(", ", missing.stream().map(m -> "`" + m + "`").toList());
    return Diagnostic.error(
            "NW321", signature.span(), "%s is not given %s".formatted(signature.name(), names))
        .with(Hint.of("it is " + signature));
  }

  static Diagnostic tooManyArguments(ArgumentBinding.Signature signature, int given, Span span) {
    return Diagnostic.error(
            "NW322",
            span,
            "%s takes %d argument%s and is given %d"
                .formatted(
                    signature.name(),
                    signature.parameters().size(),
                    signature.parameters().size() == 1 ? "" : "s",
                    given))
        .with(Hint.of("it is " + signature));
  }

  static Diagnostic argumentTwice(ArgumentBinding.Signature signature, String name, Span span) {
    return Diagnostic.error(
        "NW323", span, "argument `%s` of %s is given twice".formatted(name, signature.name()));
  }

  static Diagnostic positionalAfterNamed(Span span) {
    return Diagnostic.error(
            "NW324", span, "an argument without a name stands behind one with a name")
        .with(Hint.of("give it its name, or move it to the front"));
  }

  static Diagnostic noBlockWanted(ArgumentBinding.Signature signature, Span span) {
    return Diagnostic.error("NW325", span, "%s takes no block".formatted(signature.name()))
        .with(Hint.of("it is " + signature));
  }

  static Diagnostic unmet(
      String name,
      Optional<String> message,
      String condition,
      String values,
      Span call,
      Span constraint) {
    String sentence =
        message.filter(m -> !m.isEmpty()).orElse("%s asks that %s".formatted(name, condition));
    Diagnostic found =
        Diagnostic.error("NW326", call, sentence).with(new Related(constraint, "asked here"));
    return values.isEmpty() ? found : found.with(Hint.of("here " + values));
  }

  static Diagnostic leftOpen(String name, String condition, Span call, Span constraint) {
    return Diagnostic.warning(
            "NW327",
            call,
            "%s asks that %s, which sizes that are not known here leave open"
                .formatted(name, condition))
        .with(new Related(constraint, "asked here"));
  }

  static Diagnostic requirement(Optional<String> message, String condition, Span span) {
    return Diagnostic.error(
        "NW326", span, message.filter(m -> !m.isEmpty()).orElse(condition + " does not hold"));
  }

  static Diagnostic takesNoHyperparameters(String name, Span span) {
    return Diagnostic.error("NW322", span, "`%s` takes no hyperparameters".formatted(name));
  }

  static Diagnostic nothingFlows(Span span) {
    return Diagnostic.error("NW321", span, "a block is applied to nothing");
  }

  static Diagnostic questionWithout(String word, int position, Span span) {
    return Diagnostic.error(
        "NW321", span, "`%s` has no argument %d to ask about".formatted(word, position));
  }

  /** Arguments that a definition cannot put together. */
  static Diagnostic doNotFit(String message, String hint, Span span) {
    Diagnostic found = Diagnostic.error("NW390", span, message);
    return hint.isEmpty() ? found : found.with(Hint.of(hint));
  }

  static Diagnostic gradientForm(Span span) {
    return Diagnostic.error("NW320", span, "a gradient is written `gradient(value, of = x)`");
  }
}
