package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;

/** One {@code select}: the first term that holds for a parameter decides (definitions C6). */
final class Selection implements Choice {
  private final Elaborator elaborator;
  private final Expression.Select select;
  private final Scope scope;
  private final Terms terms;
  private final Map<Variable, Denotation> decided = new HashMap<>();
  private final Map<String, Denotation> values = new TreeMap<>();
  private final boolean[] deciding;
  private final List<String> undecided = new ArrayList<>();

  Selection(Elaborator elaborator, Expression.Select select, Scope scope, Terms terms) {
    this.elaborator = elaborator;
    this.select = select;
    this.scope = scope;
    this.terms = terms;
    this.deciding = new boolean[select.arms().size()];
  }

  @Override
  public Denotation of(Variable parameter) {
    Denotation known = decided.get(parameter);
    if (known == null) {
      known = decide(parameter);
      decided.put(parameter, known);
    }
    return known;
  }

  private Denotation decide(Variable parameter) {
    for (int i = 0; i < select.arms().size(); i++) {
      Expression.Select.Arm arm = select.arms().get(i);
      Optional<Map<String, Long>> holds =
          arm.term().isEmpty() ? Optional.of(Map.of()) : terms.match(arm.term().get(), parameter);
      if (holds.isPresent()) {
        deciding[i] = true;
        return value(i, arm, holds.get());
      }
    }
    undecided.add(parameter.name());
    return Denotations.ERROR;
  }

  /** The value of an arm; it is the same for all parameters with the same indices. */
  private Denotation value(int arm, Expression.Select.Arm written, Map<String, Long> indices) {
    String key = arm + " " + new TreeMap<>(indices);
    Denotation known = values.get(key);
    if (known == null) {
      Scope inside = scope.inner();
      indices.forEach((name, index) -> inside.define(name, IntStatic.of(index)));
      known = elaborator.evaluate(written.value(), inside);
      values.put(key, known);
    }
    return known;
  }

  Expression.Select select() {
    return select;
  }

  /** What no term decided is a mistake. */
  void demandDecided() {
    if (!undecided.isEmpty()) {
      throw new DiagnosticException(RecipeMessages.undecided(undecided, select.span()));
    }
  }

  /** What another reading of the same text decided counts here too. */
  void join(Selection other) {
    for (int i = 0; i < deciding.length; i++) {
      deciding[i] |= other.deciding[i];
    }
  }

  /** After every parameter was asked for: a term that decided none, and what none decided. */
  void demandComplete() {
    demandDecided();
    for (int i = 0; i < deciding.length; i++) {
      if (!deciding[i]) {
        Expression.Select.Arm arm = select.arms().get(i);
        throw new DiagnosticException(
            RecipeMessages.termDecidesNothing(
                arm.term().map(Source::pattern).orElse("else"), arm.span()));
      }
    }
  }
}
