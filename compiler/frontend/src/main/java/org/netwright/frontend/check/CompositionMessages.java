package org.netwright.frontend.check;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/**
 * The sentences about recipes that hold several nets, ask their clock, measure and compose (NW461
 * to NW479).
 */
final class CompositionMessages {
  private static final int SHOWN = 6;

  private CompositionMessages() {}

  private static Diagnostic error(String code, Span span, String message) {
    return Diagnostic.error(code, span, message);
  }

  private static String list(Collection<String> words) {
    String shown = String.join(", ", words.stream().limit(SHOWN).map(w -> "`" + w + "`").toList());
    return words.size() > SHOWN ? shown + " and " + (words.size() - SHOWN) + " more" : shown;
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

  // ---- clocks

  static Diagnostic tooManySteps(int most, Span span) {
    return error(
            "NW461",
            span,
            "the conditions over clocks in this training make more than %d different steps"
                .formatted(most))
        .with(Hint.of("each such `if` doubles them; nest them, or compute with the clock instead"));
  }

  static Diagnostic noClockCondition(String part, Span span) {
    return error("NW462", span, "`%s` is not known before a step runs".formatted(part))
        .with(
            Hint.of(
                "such an `if` compares `now.epoch`, `now.step` and numbers; a tensor is chosen by"
                    + " `where(condition, a, b)`"));
  }

  // ---- nets

  static Diagnostic twinOfNothing(Denotation value, Span span) {
    return error("NW463", span, "a twin is the twin of a net, and this is " + Shown.kind(value))
        .with(Hint.of("such as `net average = twin student`"));
  }

  static Diagnostic markedHere(String marker, Span span) {
    return error("NW463", span, "`%s` makes a net only in a `net` statement".formatted(marker))
        .with(Hint.of("write `net name = %s …`".formatted(marker)));
  }

  static Diagnostic partUpdated(Span span) {
    return error(
        "NW464", span, "a state, a parameter or a whole net is updated, and this is a part");
  }

  static Diagnostic frozenUpdated(String net, Span span) {
    return error("NW464", span, "nothing moves `%s`: it is frozen".formatted(net))
        .with(Hint.of("a `twin` has values of its own, and is moved by `update` only"));
  }

  static Diagnostic pathsDiffer(
      String target,
      Collection<String> ofTarget,
      String source,
      Collection<String> ofSource,
      Span span) {
    return error(
        "NW465",
        span,
        "`%s` and `%s` differ in their paths%s%s"
            .formatted(
                target,
                source,
                ofTarget.isEmpty() ? "" : ": only the first has " + list(ofTarget),
                ofSource.isEmpty()
                    ? ""
                    : (ofTarget.isEmpty() ? ": " : "; ")
                        + "only the second has "
                        + list(ofSource)));
  }

  static Diagnostic updateOfOtherType(
      String target, TensorType wanted, String source, TensorType found, Span span) {
    return error(
        "NW465", span, "`%s` is %s, and `%s` is %s".formatted(target, wanted, source, found));
  }

  static Diagnostic netUpdateForm(String net, Span span) {
    return error("NW466", span, "a net is updated by another net, not by a value")
        .with(
            Hint.of(
                "`update %s = ema(other, 0.99)` or `update %s = copy(other)`".formatted(net, net)));
  }

  static Diagnostic statesWord(boolean average, Span span) {
    return error(
        "NW466",
        span,
        average
            ? "`states` is \"keep\", \"copy\" or \"average\""
            : "`states` is \"keep\" or \"copy\"");
  }

  static Diagnostic netWanted(Denotation value, Span span) {
    return error("NW466", span, "a net is wanted here, and this is " + Shown.kind(value));
  }

  static Diagnostic shareIsNoNumber(Denotation value, Span span) {
    return error(
        "NW466", span, "the share that is kept is one number, and this is " + Shown.kind(value));
  }

  // ---- progress and shared optimizers

  static Diagnostic keepWanted(String what, Span span) {
    return error("NW467", span, "%s waits for a metric, and this stage names none".formatted(what))
        .with(Hint.of("add `keep best by test.accuracy` behind its `evaluate`"));
  }

  static Diagnostic boundForm(Span span) {
    return error(
        "NW467", span, "a length with a patience is `at_most(300 epochs, patience = 10 epochs)`");
  }

  static Diagnostic noLength(Span span, Span optimizer) {
    return error(
            "NW468",
            span,
            "an optimizer that several statements may share has no length of its own")
        .with(new Related(optimizer, "the optimizer is bound here"))
        .with(Hint.of("a schedule in it states its length: `cosine(1e-3, over = 30 epochs)`"));
  }

  // ---- runs

  static Diagnostic runsNoRecipe(String name, Span span) {
    return error("NW470", span, "`run` runs a recipe, and `%s` is none".formatted(name))
        .with(Hint.of("`run Recipe(arguments)`"));
  }

  static Diagnostic runsItself(Symbol recipe, Span span) {
    return error(
            "NW470", span, "the recipe `%s` runs itself, and never ends".formatted(recipe.name()))
        .with(new Related(recipe.place(), "declared here"));
  }

  static Diagnostic noRunMember(String name, String run, Collection<String> known, Span span) {
    return near(
        error("NW471", span, "the run `%s` has no `%s`".formatted(run, name)), name, known, span);
  }

  static Diagnostic letReadsValues(String name, Span span) {
    return error(
            "NW472",
            span,
            "this `let` is made before anything is trained, and reads `%s`, which training moves"
                .formatted(name))
        .with(Hint.of("write it in the `train` or `evaluate` that uses it"));
  }

  static Diagnostic letOfTensors(Span span) {
    return error("NW472", span, "a `let` of a recipe binds one tensor, not several in one value")
        .with(Hint.of("give each a `let` of its own"));
  }

  // ---- metrics

  static Diagnostic resultReadsBatch(String name, String metric, Span span, Span declared) {
    return error(
            "NW473",
            span,
            "the result of `%s` is read when the pass is over, and `%s` belongs to one batch"
                .formatted(metric, name))
        .with(new Related(declared, "it is given here"))
        .with(Hint.of("keep what the result needs in a `state`"));
  }

  static Diagnostic hostMetricInTrain(String metric, Span span) {
    return error(
            "NW474",
            span,
            "`%s` is computed on the host and cannot be reported by `train`".formatted(metric))
        .with(Hint.of("report it in an `evaluate`"));
  }

  static Diagnostic notInMetric(String what, Span span) {
    return error("NW475", span, what + " means nothing in a metric")
        .with(
            Hint.of(
                "a metric has `state`, `let`, `update`, `require` and one `return` at its end"));
  }

  static Diagnostic metricState(String state, Object type, Span span) {
    return error(
        "NW475",
        span,
        "the state `%s` of a metric has a known size, and is %s".formatted(state, type));
  }

  // ---- from

  static Diagnostic keepsNoBest(String net, Span span) {
    return error(
            "NW476", span, "no stage before this keeps the best weights of `%s`".formatted(net))
        .with(Hint.of("that stage needs `keep best by …`, or write `last(…)`"));
  }

  static Diagnostic noSourceTensor(String path, Collection<String> known, Span span) {
    return near(
        error("NW477", span, "the source has no tensor `%s`".formatted(path)), path, known, span);
  }

  /** The same of a rule that only renames, whose span is more than the name. */
  static Diagnostic noSourceTensorOf(Span rule, String path, Collection<String> known) {
    Diagnostic found = error("NW477", rule, "the source has no tensor `%s`".formatted(path));
    return NearMiss.of(path, known)
        .map(near -> found.with(Hint.of("did you mean `" + near + "`?")))
        .orElse(known.isEmpty() ? found : found.with(Hint.of("there are " + list(known))));
  }

  static Diagnostic ruleIsNoTensor(Denotation value, Span span) {
    return error("NW477", span, "a rule gives a tensor, and this is " + Shown.kind(value));
  }

  // ---- repeats

  static Diagnostic loopInRecipe(String word, Span span) {
    return error(
        "NW479",
        span,
        "stages are unrolled by `repeat`, not by `%s`".formatted(word.toLowerCase(Locale.ROOT)));
  }
}
