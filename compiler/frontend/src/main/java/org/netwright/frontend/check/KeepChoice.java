package org.netwright.frontend.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Keep;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** What a stage keeps of its weights: the last, or the best by what an evaluation reports. */
final class KeepChoice {
  private final Elaborator elaborator;
  private Optional<Statement.Keep> stated = Optional.empty();
  private Keep kept = Keep.LAST;

  KeepChoice(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Keep kept() {
    return kept;
  }

  void state(Statement.Keep statement) {
    stated = Optional.of(statement);
    String which = statement.which().text();
    boolean best = which.equals("best") && statement.by().isPresent();
    if (!best && !(which.equals("last") && statement.by().isEmpty())) {
      throw new DiagnosticException(RecipeMessages.unknownKeep(which, statement.span()));
    }
  }

  /** Whether it hangs on what evaluations report. */
  boolean isByReport() {
    return stated.flatMap(Statement.Keep::by).isPresent();
  }

  /** Finds the report that decides, once all evaluations are known. */
  void settle(List<RecipeProgram.Evaluate> evaluates) {
    Expression by = stated.flatMap(Statement.Keep::by).orElseThrow();
    String asked = Source.text(by);
    Map<String, Pass.Better> known = new LinkedHashMap<>();
    for (RecipeProgram.Evaluate evaluate : evaluates) {
      evaluate.pass().reports().forEach(r -> known.put(r.key(), r.better()));
    }
    List<String> keys =
        known.keySet().stream().filter(k -> k.equals(asked) || k.endsWith("." + asked)).toList();
    Span place = by.span();
    if (keys.size() != 1) {
      if (!elaborator.hasErrors()) {
        elaborator.report(RecipeMessages.noMetric(asked, known.keySet(), place));
      }
      return;
    }
    Pass.Better better = known.getOrDefault(keys.get(0), Pass.Better.UNKNOWN);
    Optional<TensorType> several = several(evaluates, keys.get(0));
    if (several.isPresent()) {
      elaborator.report(RecipeMessages.severalNumbers(keys.get(0), several.get(), place));
    } else if (better == Pass.Better.UNKNOWN) {
      elaborator.report(RecipeMessages.unknownDirection(keys.get(0), place));
    }
    kept = new Keep(Optional.of(keys.get(0)), better);
  }

  /** The type of a report that comes to more than one number. */
  private static Optional<TensorType> several(List<RecipeProgram.Evaluate> evaluates, String key) {
    return evaluates.stream()
        .map(evaluate -> evaluate.pass().result().outputs().get(key))
        .filter(result -> result != null && result.type().shape().rank() > 0)
        .map(result -> result.type())
        .findFirst();
  }
}
