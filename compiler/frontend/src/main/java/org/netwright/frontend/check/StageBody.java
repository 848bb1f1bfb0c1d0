package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.ClockCondition;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** The body of a {@code train} or {@code evaluate}: reports, and in training what it minimizes. */
final class StageBody implements BodyEffects {
  private final Elaborator elaborator;
  private final RecipeElaboration recipe;
  private final Reports reports;
  private final Optional<ClockChoices> clock;
  private final List<String> losses = new ArrayList<>();
  private final Map<Variable, Value> moved = new LinkedHashMap<>();
  private final Map<Variable, Value> current = new LinkedHashMap<>();
  private final Map<Variable, Variable> exchanged = new LinkedHashMap<>();
  private Optional<Value> rate = Optional.empty();
  private Statement.@Nullable Minimize first;

  /**
   * @param clock the way that the clock chooses, in a training
   */
  StageBody(
      Elaborator elaborator,
      RecipeElaboration recipe,
      Reports reports,
      Optional<ClockChoices> clock) {
    this.elaborator = elaborator;
    this.recipe = recipe;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public String where() {
    return clock.isPresent() ? "`train`" : "`evaluate`";
  }

  List<String> losses() {
    return losses;
  }

  Set<Variable> moved() {
    return moved.keySet();
  }

  /** The slots that all but the training takes for their parameters. */
  Map<Variable, Variable> exchanged() {
    return exchanged;
  }

  /** Stores what the optimizers made, where nothing changed it afterwards. */
  void store(StepBuilder graph) {
    moved.forEach(
        (parameter, value) -> {
          if (graph.current(parameter).equals(Optional.ofNullable(current.get(parameter)))) {
            graph.write(parameter, value);
          }
        });
  }

  Optional<Value> rate() {
    return rate;
  }

  @Override
  public Bodies.Outcome report(Statement.Report report, Scope scope) {
    for (Statement.Report.Item item : report.items()) {
      try {
        reports.add(item, scope);
      } catch (DiagnosticException mistake) {
        elaborator.report(mistake);
      }
    }
    return Bodies.Outcome.GOES_ON;
  }

  @Override
  public Bodies.Outcome minimize(Statement.Minimize minimize, Scope scope) {
    if (clock.isEmpty()) {
      return BodyEffects.super.minimize(minimize, scope);
    }
    demandOver(minimize);
    recipe.forgetSelections();
    Minimization.Minimized made = new Minimization(elaborator, recipe, minimize).run(scope);
    String name = minimize.name().map(n -> n.text()).orElse("loss");
    if (losses.contains(name)) {
      throw new DiagnosticException(
          RecipeMessages.reportTwice(name, minimize.span(), firstSpan(minimize)));
    }
    losses.add(name);
    elaborator.graph(minimize.span()).output(name, made.loss());
    rate = rate.or(made::rate);
    exchange(made.exchanged(), minimize);
    StepBuilder graph = elaborator.graph(minimize.span());
    made.moved()
        .forEach(
            (parameter, value) -> {
              moved.put(parameter, value);
              graph.current(parameter).ifPresent(v -> current.put(parameter, v));
            });
    return Bodies.Outcome.GOES_ON;
  }

  private void exchange(Map<Variable, Variable> slots, Statement.Minimize minimize) {
    slots.forEach(
        (parameter, slot) -> {
          Variable other = exchanged.putIfAbsent(parameter, slot);
          if (other != null && !other.equals(slot)) {
            throw new DiagnosticException(
                ChainMessages.readFromTwo(parameter.name(), minimize.span(), other.place()));
          }
        });
  }

  private void demandOver(Statement.Minimize minimize) {
    Statement.Minimize before = first;
    if (before != null && (before.over().isEmpty() || minimize.over().isEmpty())) {
      throw new DiagnosticException(RecipeMessages.overWanted(minimize.span(), before.span()));
    }
    if (before == null) {
      first = minimize;
    }
  }

  private Span firstSpan(Statement.Minimize other) {
    return first == null ? other.span() : first.span();
  }

  @Override
  public Optional<Bodies.Outcome> updateNet(Statement.Update update, Scope scope) {
    if (clock.isEmpty()) {
      throw new DiagnosticException(
          OwnershipMessages.updateInInference(update.target().get(0), update.span()));
    }
    return NetUpdate.of(elaborator, recipe.plan(), update, scope).map(u -> Bodies.Outcome.GOES_ON);
  }

  @Override
  public Optional<Truth> clockCondition(Expression.If choice, Scope scope) {
    if (clock.isEmpty() || !scope.place().path().equals(recipe.path())) {
      return Optional.empty();
    }
    return ClockConditions.of(elaborator, choice.condition(), scope)
        .map(
            c ->
                Truth.of(
                    c instanceof ClockCondition.Fixed known
                        ? known.holds()
                        : clock.get().decide(c, choice.condition().span())));
  }
}
