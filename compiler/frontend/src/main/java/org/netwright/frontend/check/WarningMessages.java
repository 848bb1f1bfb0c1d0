package org.netwright.frontend.check;

import java.util.List;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** The sentences about what is legal and most likely not meant (NW352 to NW354, NW495 to NW499). */
final class WarningMessages {
  private WarningMessages() {}

  static Diagnostic batchTwice(Shape left, Shape right, Shape result, Dim size, Span span) {
    return Diagnostic.warning(
            "NW352",
            span,
            "shapes %s and %s broadcast to %s, which pairs every element of %s with every other"
                .formatted(left, right, result, size))
        .with(
            Hint.of(
                "`x[:, 0]` takes away a last axis of 1, `x[:, none]` adds one, if one by one is"
                    + " meant"));
  }

  static Diagnostic trainsOnTest(String split, Span span) {
    return Diagnostic.warning(
            "NW353",
            span,
            "this trains on the split `%s`, which is kept for tests".formatted(split))
        .with(Hint.of("`.train` is the split to train on"));
  }

  static Diagnostic neverLoaded(String net, Span span) {
    return Diagnostic.warning(
            "NW354",
            span,
            "`%s` is frozen and loaded from nowhere, so it keeps its random first values"
                .formatted(net))
        .with(Hint.of("`from \"…\"` behind it loads trained values"));
  }

  static Diagnostic zeroGradient(String primitive, Span at, List<String> paths, Span span) {
    return Diagnostic.warning(
            "NW495",
            span,
            "no gradient of this loss passes `%s`, so %s will not move"
                .formatted(primitive, RecipeMessages.list(paths)))
        .with(new Related(at, "its derivative is zero everywhere"))
        .with(Hint.of("`surrogate(value, of = x, slope = 1)` gives it one, as a `quantizer` does"));
  }

  static Diagnostic longerThanRun(
      String schedule, String argument, String given, String length, Span span) {
    return Diagnostic.warning(
        "NW496",
        span,
        "`%s` of the schedule %s is %s, and the training ends after %s"
            .formatted(argument, schedule, given, length));
  }

  static Diagnostic decayOfLatent(String optimizer, String option, List<String> paths, Span span) {
    return Diagnostic.warning(
            "NW497",
            span,
            "`%s` of %s draws latent weights to zero, where only their sign counts: %s"
                .formatted(option, optimizer, RecipeMessages.list(paths)))
        .with(Hint.of("`%s = select { latent: 0, else: … }` leaves them alone".formatted(option)));
  }

  static Diagnostic unused(String what, String name, Span span) {
    return Diagnostic.warning("NW498", span, "%s `%s` is used nowhere".formatted(what, name));
  }

  static Diagnostic softmaxTwice(Span loss, Span softmax) {
    return Diagnostic.warning(
            "NW499", loss, "this loss takes logits, and is given what `softmax` makes of them")
        .with(new Related(softmax, "`softmax` is applied here"))
        .with(Hint.of("leave the softmax out: the loss applies its own"));
  }
}
