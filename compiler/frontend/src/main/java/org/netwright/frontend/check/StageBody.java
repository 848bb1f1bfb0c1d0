package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.NameMessages;
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
  private final boolean training;
  private final Map<Variable, Set<Value>> versions = new HashMap<>();
  private final List<String> losses = new ArrayList<>();
  private final Set<Variable> moved = new LinkedHashSet<>();
  private Optional<Value> rate = Optional.empty();
  private Statement.@Nullable Minimize first;

  StageBody(Elaborator elaborator, RecipeElaboration recipe, Reports reports, boolean training) {
    this.elaborator = elaborator;
    this.recipe = recipe;
    this.reports = reports;
    this.training = training;
  }

  @Override
  public String where() {
    return training ? "`train`" : "`evaluate`";
  }

  List<String> losses() {
    return losses;
  }

  Set<Variable> moved() {
    return moved;
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
    if (!training) {
      return BodyEffects.super.minimize(minimize, scope);
    }
    demandOver(minimize);
    Minimization.Minimized made =
        new Minimization(elaborator, recipe, minimize, versions).run(scope);
    String name = minimize.name().map(n -> n.text()).orElse("loss");
    if (losses.contains(name)) {
      throw new DiagnosticException(
          RecipeMessages.reportTwice(name, minimize.span(), firstSpan(minimize)));
    }
    losses.add(name);
    elaborator.graph(minimize.span()).output(name, made.loss());
    rate = rate.or(made::rate);
    moved.addAll(made.moved());
    return Bodies.Outcome.GOES_ON;
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
    throw new DiagnosticException(NameMessages.notYet("`update` of a net", update.span()));
  }

  @Override
  public void clockCondition(Expression.If choice) {
    throw new DiagnosticException(
        NameMessages.notYet("an `if` over a clock", choice.condition().span()));
  }
}
