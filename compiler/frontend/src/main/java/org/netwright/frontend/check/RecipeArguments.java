package org.netwright.frontend.check;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.spi.source.Span;

/** The hyperparameters of a recipe: what a run or the command line gives them, or leaves open. */
final class RecipeArguments {
  private final Elaborator elaborator;
  private final Symbol symbol;
  private final RecipeOptions options;
  private final RecipeOverrides overrides;
  private final RecipePlan plan;

  RecipeArguments(
      Elaborator elaborator,
      Symbol symbol,
      RecipeOptions options,
      RecipeOverrides overrides,
      RecipePlan plan) {
    this.elaborator = elaborator;
    this.symbol = symbol;
    this.options = options;
    this.overrides = overrides;
    this.plan = plan;
  }

  private List<Parameter> parameters() {
    return ((Declaration.Recipe) symbol.declaration()).parameters();
  }

  private ArgumentBinding.Signature signature(Scope callee, Span span) {
    return new ArgumentBinding.Signature(symbol.name(), parameters(), span, callee);
  }

  /**
   * The values of all hyperparameters.
   *
   * @param checking whether those without a value may be left unknown
   */
  Map<String, Denotation> bind(Scope scope, boolean checking) {
    ArgumentBinding.Signature signature = signature(scope, symbol.place());
    Map<String, Given> matched =
        elaborator.arguments.match(
            signature,
            overrides.hyperparameters(parameters().stream().map(p -> p.name().text()).toList()));
    if (!checking) {
      elaborator.arguments.demandAll(signature.without(this::isMadeUp), matched);
    }
    return elaborator.arguments.bind(
        signature,
        matched,
        scope,
        null,
        p -> isMadeUp(p) ? new Denotation.TextStatic(Loads.missing(p)) : unknown(p, checking));
  }

  /** Whether nothing need stand for a path: the records are made up, and so may the weights be. */
  private boolean isMadeUp(Parameter parameter) {
    return options.synthetic() && Source.type(parameter.type()).equals("path");
  }

  /** A hyperparameter that only a run gives a value to. */
  private Denotation unknown(Parameter parameter, boolean checking) {
    if (!checking) {
      throw new IllegalStateException("all arguments were demanded");
    }
    if (Source.type(parameter.type()).equals("path")) {
      return new Denotation.TextStatic("(a path)");
    }
    plan.leaveIncomplete();
    return Denotations.ERROR;
  }

  /** The names that a run may give another value to. */
  Set<String> overridable(Collection<HeldNet> nets) {
    Set<String> known = new LinkedHashSet<>();
    parameters().forEach(p -> known.add(p.name().text()));
    nets.forEach(n -> known.addAll(overrides.argumentsOf(n.written())));
    return known;
  }
}
