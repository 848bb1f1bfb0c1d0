package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** The sentences about transforms of contractions and about quantizers (NW431 to NW439). */
final class TransformMessages {
  private TransformMessages() {}

  private static Diagnostic error(String code, Span span, String message) {
    return Diagnostic.error(code, span, message);
  }

  // ---- the constructs (NW431, NW432, NW433)

  static Diagnostic blockWanted(String word, Span span) {
    return error(
            "NW431",
            span,
            "`%s` transforms what is built in its block, and has none".formatted(word))
        .with(Hint.of("write `%s(weights = …) { … }`".formatted(word)));
  }

  static Diagnostic transformsNothing(String word, Span span) {
    return error("NW431", span, "this `%s` says neither `weights` nor `inputs`".formatted(word))
        .with(Hint.of("what is not said is inherited, so it would change nothing"));
  }

  static Diagnostic unknownArgument(
      String word, Optional<String> name, List<String> known, Span span) {
    Diagnostic found =
        error(
            "NW431",
            span,
            name.map(n -> "`%s` has no argument `%s`".formatted(word, n))
                .orElse("`%s` takes three arguments at most".formatted(word)));
    Optional<String> nearest = name.flatMap(n -> NearMiss.of(n, known));
    return nearest.isPresent()
        ? found.with(
            Hint.of("did you mean `%s`?".formatted(nearest.get()), new Edit(span, nearest.get())))
        : found.with(Hint.of("it takes `weights`, `inputs` and `only`"));
  }

  static Diagnostic argumentTwice(String word, String name, Span span) {
    return error("NW431", span, "`%s` is given `%s` twice".formatted(word, name));
  }

  static Diagnostic patternWanted(Span span) {
    return error("NW431", span, "`only` takes a pattern of paths")
        .with(Hint.of("such as `**.attention.(query | value)` or `stages[0].conv2d`"));
  }

  static Diagnostic nothingBuilt(String word, Span span) {
    return error(
            "NW432",
            span,
            "nothing is built in this `%s`, so it transforms nothing".formatted(word))
        .with(
            Hint.of(
                "its scope is construction: what was built outside stays as it is; build the layer"
                    + " inside the block"));
  }

  static Diagnostic notATransform(String word, String name, Denotation value, Span span) {
    return error(
            "NW433",
            span,
            "`%s` of %s must be a layer that is not built yet, and is %s"
                .formatted(name, word, Shown.kind(value)))
        .with(Hint.of("one is built for each parameter: give `Sign` or `LowRank(8)`"));
  }

  static Diagnostic quantizerWanted(String what, BuilderDenotation given, Span span) {
    return notAQuantizer(what, "`" + Shown.builderName(given) + "`", span);
  }

  static Diagnostic notAQuantizer(String what, String given, Span span) {
    return error(
            "NW433",
            span,
            "%s must be a quantizer or `Real`, and %s is none".formatted(what, given))
        .with(
            Hint.of(
                "a quantizer promises its bits: `quantizer Q()(w: [S...]) -> [S...] bits 1 { … }`;"
                    + " `adapt` takes any layer"));
  }

  // ---- what a transform does to a contraction (NW434, NW435)

  static Diagnostic changesType(
      String transform, String what, TensorType wanted, String given, Span span) {
    return error(
            "NW434",
            span,
            "`%s` makes %s of %s %s; a transform keeps type and shape"
                .formatted(transform, given, what, wanted))
        .with(Hint.of("declare it as `(w: [S...]) -> [S...]`"));
  }

  static Diagnostic splitAxis(
      String transform, Variable variable, int axis, TensorType seen, Span span, Span contraction) {
    return error(
            "NW435",
            span,
            "`%s` asks for the contracted axes, but only a part of axis %d of `%s` %s is summed over: it is used as %s"
                .formatted(transform, axis, variable.path(), variable.type(), seen.shape()))
        .with(new Related(contraction, "the contraction"))
        .with(Hint.of("declare the parameter in the shape it is contracted in"));
  }

  // ---- quantizers (NW436, NW437, NW438)

  static Diagnostic noBits(String quantizer, Span span, Span promise) {
    Diagnostic found =
        error(
                "NW436",
                span,
                "`%s` does not say how many bits its results take".formatted(quantizer))
            .with(Hint.of("promise it behind the result type: `bits 1`"));
    return promise.exists() ? found.with(new Related(promise, "declared here")) : found;
  }

  static Diagnostic badBits(String quantizer, String bits, Span span) {
    return error(
        "NW436",
        span,
        "`%s` promises `bits %s`; a quantizer takes 1 to 32 bits".formatted(quantizer, bits));
  }

  static Diagnostic badStorage(String quantizer, String storage, Span span) {
    return error(
            "NW436",
            span,
            "`%s` promises `stores %s`; the only storage of its own is `binary`"
                .formatted(quantizer, storage))
        .with(Hint.of("without `stores` the parameter is latent: kept as a float"));
  }

  static Diagnostic storesManyBits(String quantizer, long bits, Span span) {
    return error(
        "NW436",
        span,
        "`%s` promises `stores binary`, which is one bit, and `bits %d`"
            .formatted(quantizer, bits));
  }

  static Diagnostic storageDisagrees(Variable variable, String first, String second, Span span) {
    return error(
            "NW437",
            span,
            "`%s` is %s by one of its quantizers and %s by another"
                .formatted(variable.path(), first, second))
        .with(new Related(variable.place(), "the parameter"));
  }

  // ---- flips (NW438)

  static Diagnostic nothingMoved(String net, Span span) {
    return error(
            "NW438",
            span,
            "no weight of `%s` has moved yet in this step, so none has flipped".formatted(net))
        .with(Hint.of("report it behind the `minimize` that moves the net"));
  }

  static Diagnostic flipsOutsideTraining(Span span) {
    return error(
        "NW438",
        span,
        "`flip_rate` compares a training step's end with its start; here is no training step");
  }

  // ---- layers of plugins (NW439)

  static Diagnostic wrongResults(String layer, int found, int wanted, Span span) {
    return error(
        "NW439",
        span,
        "the plugin's `%s` gave %s, and its header declares %d"
            .formatted(layer, found == 1 ? "1 result" : found + " results", wanted));
  }
}
