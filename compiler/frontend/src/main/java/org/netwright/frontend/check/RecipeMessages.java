package org.netwright.frontend.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** The sentences about recipes: losses, optimizers, data, reports (NW4xx). */
final class RecipeMessages {
  private RecipeMessages() {}

  private static Diagnostic error(String code, Span span, String message) {
    return Diagnostic.error(code, span, message);
  }

  static String list(Collection<String> words) {
    return String.join(", ", words.stream().map(w -> "`" + w + "`").toList());
  }

  private static Diagnostic near(
      Diagnostic found, String word, Collection<String> known, Span span) {
    Optional<String> nearest = NearMiss.of(word, known);
    if (nearest.isPresent()) {
      return found.with(
          Hint.of("did you mean `" + nearest.get() + "`?", new Edit(span, nearest.get())));
    }
    return known.isEmpty() ? found : found.with(Hint.of("there are " + list(known)));
  }

  // ---- minimize

  static Diagnostic reachesNothing(Span span) {
    return error("NW401", span, "this loss reaches no parameter, so nothing can be trained by it")
        .with(Hint.of("it must depend on a net that is not frozen, by differentiable functions"));
  }

  static Diagnostic lossIsNoFloat(Denotation loss, Span span) {
    return error("NW402", span, "a loss is a float tensor, and this is " + Shown.kind(loss));
  }

  static Diagnostic trainedNowhere(String net, Span span) {
    return error("NW403", span, "no loss of this recipe moves the net `%s`".formatted(net))
        .with(Hint.of("if that is meant, say so: `net %s = frozen …`".formatted(net)));
  }

  static Diagnostic withoutGradient(List<String> paths, Span span) {
    return Diagnostic.warning(
        "NW404", span, "the loss does not reach " + list(paths) + ", which will not move");
  }

  static Diagnostic overWanted(Span second, Span first) {
    return error(
            "NW405", second, "with two `minimize` in one step, each says what it moves with `over`")
        .with(new Related(first, "the other is here"));
  }

  static Diagnostic movedBetween(List<String> paths, Span minimize) {
    return Diagnostic.warning(
        "NW406", minimize, list(paths) + " moved in this step after the loss was computed from it");
  }

  static Diagnostic noOptimizer(Span span) {
    return error("NW407", span, "this chain has no optimizer")
        .with(Hint.of("such as `using Adam(lr = 1e-3)`"));
  }

  static Diagnostic notInChain(Denotation value, Span span) {
    return error(
        "NW407",
        span,
        "a chain is made of transforms and one optimizer, and this is " + Shown.kind(value));
  }

  static Diagnostic twoOptimizers(Span span) {
    return error("NW407", span, "a chain has one optimizer, and this is the second");
  }

  static Diagnostic optimizerForOthers(
      String optimizer, String storage, List<String> paths, Span span) {
    return error(
        "NW408",
        span,
        "%s is for %s parameters, and is to move %s".formatted(optimizer, storage, list(paths)));
  }

  // ---- select

  static Diagnostic termDecidesNothing(String term, Span span) {
    return error("NW409", span, "the term `%s` decides nothing".formatted(term))
        .with(Hint.of("no parameter that is left for it has it"));
  }

  static Diagnostic undecided(List<String> paths, Span span) {
    return error("NW410", span, "no term decides " + list(paths))
        .with(Hint.of("`else: value` decides what is left"));
  }

  // ---- data

  static Diagnostic noSplit(String name, String source, Collection<String> known, Span span) {
    return near(
        error("NW411", span, "%s has neither a split nor a fact `%s`".formatted(source, name)),
        name,
        known,
        span);
  }

  static Diagnostic splitWanted(String source, Collection<String> splits, Span span) {
    return error(
        "NW412", span, "%s has several splits; say which: %s".formatted(source, list(splits)));
  }

  static Diagnostic notBatched(Span span) {
    return error("NW413", span, "this data is not cut into batches")
        .with(Hint.of("add `|> batch(128)`"));
  }

  static Diagnostic batchedTwice(Span span) {
    return error("NW413", span, "this data is cut into batches already");
  }

  static Diagnostic beforeBatch(String operator, Span span) {
    return error(
        "NW414", span, "`%s` works on records, and stands before `batch`".formatted(operator));
  }

  static Diagnostic countWanted(String operator, Span span) {
    return error("NW414", span, "`%s` takes one known number from 1".formatted(operator));
  }

  static Diagnostic noData(Denotation value, Span span) {
    return error("NW415", span, "data is wanted here, and this is " + Shown.kind(value));
  }

  static Diagnostic recordWanted(Denotation value, Span span) {
    return error(
            "NW416",
            span,
            "a data block gives a record with named fields, and this is " + Shown.kind(value))
        .with(Hint.of("such as `(image = it.image / 255, label = it.label)`"));
  }

  static Diagnostic batchAxisLost(String field, String shape, Span span) {
    return error(
        "NW416",
        span,
        "field `%s` is %s, and its first axis must be the batch `B`".formatted(field, shape));
  }

  // ---- reports, keep, predict

  static Diagnostic reportTwice(String key, Span second, Span first) {
    return error("NW417", second, "two reports have the key `%s`".formatted(key))
        .with(new Related(first, "the other is here"))
        .with(Hint.of("`report name = …` gives it another name"));
  }

  static Diagnostic nameWanted(Span span) {
    return error("NW418", span, "this report needs a name: `report name = …`");
  }

  static Diagnostic noNumber(Denotation value, Span span) {
    return error("NW418", span, "a number is reported, and this is " + Shown.kind(value));
  }

  static Diagnostic noMetric(String key, Collection<String> known, Span span) {
    Diagnostic found =
        error("NW419", span, "no evaluate of this stage reports `%s`".formatted(key));
    return near(found, key, known, span);
  }

  static Diagnostic unknownDirection(String key, Span span) {
    return error(
            "NW420", span, "nothing says whether `%s` is better higher or lower".formatted(key))
        .with(Hint.of("metrics and losses of headers say it"));
  }

  static Diagnostic severalNumbers(String key, TensorType type, Span span) {
    return error(
            "NW420",
            span,
            "`%s` comes to %s, and of several numbers none is the best".formatted(key, type))
        .with(Hint.of("keep by a report of one number"));
  }

  static Diagnostic unknownKeep(String which, Span span) {
    return error(
        "NW420", span, "`keep %s` is neither `keep best by …` nor `keep last`".formatted(which));
  }

  static Diagnostic noPredict(String net, Span span) {
    return Diagnostic.warning(
            "NW421",
            span,
            "what `predict` runs is not clear: the sizes of the inputs of `%s` are open"
                .formatted(net))
        .with(Hint.of("say it: `predict as (x: [B, …]) { %s(x) }`".formatted(net)));
  }

  static Diagnostic noTrain(String what, Span span) {
    return error("NW422", span, what + " belongs to a `train`, and none stands before it");
  }

  static Diagnostic nothingMinimized(Span span) {
    return error("NW423", span, "this training minimizes nothing")
        .with(Hint.of("`minimize loss using Adam()`"));
  }

  static Diagnostic nothingTrained(String recipe, Span span) {
    return error("NW423", span, "the recipe `%s` trains nothing".formatted(recipe));
  }

  // ---- nets and overrides

  static Diagnostic notANet(Denotation value, Span span) {
    return error("NW424", span, "a net is a built layer, and this is " + Shown.kind(value));
  }

  static Diagnostic unmatchedOverride(String name, Collection<String> known) {
    Diagnostic found =
        error("NW425", Span.NONE, "`--set %s` matches nothing in this recipe".formatted(name));
    return near(found, name, known, Span.NONE);
  }

  static Diagnostic sourceWanted(Denotation value, Span span) {
    return error(
        "NW426",
        span,
        "`from` names a file, a run, or a net of an earlier stage, and this is "
            + Shown.kind(value));
  }

  static Diagnostic seedIsNoInt(String text) {
    return error("NW425", Span.NONE, "`--set seed` wants a whole number, and got `" + text + "`");
  }
}
