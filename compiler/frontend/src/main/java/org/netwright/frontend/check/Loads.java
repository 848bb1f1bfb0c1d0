package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.RunDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.frontend.program.RecipeProgram.Load.Origin;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** {@code from SOURCE { rules }} (definitions C9). */
final class Loads {
  /** Begins the value of a path that was not given where made-up weights may stand for it. */
  private static final String MISSING = "\u0000missing ";

  private final Elaborator elaborator;
  private final Scope scope;
  private final int stage;

  private Loads(Elaborator elaborator, Scope scope, int stage) {
    this.elaborator = elaborator;
    this.scope = scope;
    this.stage = stage;
  }

  /** The value of a path that was not given and need not be. */
  static String missing(Parameter parameter) {
    return MISSING + parameter.name().text();
  }

  /** A path as a record shows it. */
  static Optional<String> missing(TextStatic path) {
    return path.value().startsWith(MISSING)
        ? Optional.of(path.value().substring(MISSING.length()))
        : Optional.empty();
  }

  private record Chosen(Origin origin, Choice choice) {}

  /**
   * What fills a net; empty when the source is {@code none}.
   *
   * @param stage the number of the stage that begins behind the statement
   */
  static Optional<PlannedLoad> of(
      Elaborator elaborator, Statement.Net net, Denotation held, Scope scope, int stage) {
    Expression written = net.source().orElseThrow();
    Loads loads = new Loads(elaborator, scope, stage);
    Optional<Chosen> source = loads.source(written, net.name().text());
    if (source.isEmpty()
        || !(held instanceof NetDenotation known)
        || !(known.applied() instanceof InstanceDenotation instance)) {
      return Optional.empty();
    }
    List<Rule> rules = new ArrayList<>();
    net.rules().forEach(rule -> rules.add(loads.rule(rule)));
    return Optional.of(loads.load(instance.path(), source.get(), rules, written.span()));
  }

  /** What fills a state of a recipe. */
  static Optional<PlannedLoad> of(
      Elaborator elaborator, Statement.State state, Variable made, Scope scope, int stage) {
    Expression written = state.source().orElseThrow();
    Loads loads = new Loads(elaborator, scope, stage);
    return loads
        .source(written, state.name().text())
        .map(
            s ->
                new PlannedLoad(
                    made.net(),
                    made.path(),
                    s.origin(),
                    s.choice(),
                    List.of(),
                    stage,
                    written.span()));
  }

  /** A twin begins with the values of its net. */
  static PlannedLoad equalStart(Denotation twin, String original, int stage, Span span) {
    InstanceDenotation instance = (InstanceDenotation) ((NetDenotation) twin).applied();
    return new PlannedLoad(
        net(instance.path()),
        path(instance.path()),
        new Origin.Inside(original, "", Optional.empty()),
        Choice.DEFAULT,
        List.of(),
        stage,
        span);
  }

  private PlannedLoad load(String target, Chosen source, List<Rule> rules, Span span) {
    return new PlannedLoad(
        net(target), path(target), source.origin(), source.choice(), rules, stage, span);
  }

  private static String net(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static String path(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? "" : path.substring(dot + 1);
  }

  // ---- sources

  private Optional<Chosen> source(Expression written, String name) {
    Choice choice = Choice.DEFAULT;
    Expression source = written;
    if (source instanceof Expression.Call call
        && call.target() instanceof Expression.Reference word
        && call.arguments().size() == 1
        && (word.name().text().equals("best") || word.name().text().equals("last"))) {
      choice = word.name().text().equals("best") ? Choice.BEST : Choice.LAST;
      source = call.arguments().get(0).value();
    }
    Optional<Variable> state = stateOfRun(source);
    if (state.isPresent()) {
      return Optional.of(new Chosen(inside(state.get()), choice));
    }
    Denotation value = elaborator.evaluate(source, scope);
    if (value instanceof NoneStatic || value.isError()) {
      return Optional.empty();
    }
    return Optional.of(new Chosen(origin(value, name, source), choice));
  }

  private static Origin inside(Variable variable) {
    return new Origin.Inside(variable.net(), variable.path(), Optional.empty());
  }

  /** {@code run.q}, a state of a run. */
  private Optional<Variable> stateOfRun(Expression source) {
    return source instanceof Expression.Member member
            && elaborator.evaluate(member.target(), scope) instanceof RunDenotation run
        ? Optional.ofNullable(run.variables().get(member.name().text()))
        : Optional.empty();
  }

  private Origin origin(Denotation value, String name, Expression written) {
    if (value instanceof TextStatic file) {
      Optional<String> missing = missing(file);
      return missing.isPresent()
          ? new Origin.Missing(missing.get())
          : new Origin.Outside(file.value());
    } else if (value instanceof RunDenotation run) {
      NetDenotation net = run.nets().get(name);
      if (net == null) {
        throw new DiagnosticException(
            CompositionMessages.noRunMember(name, run.name(), run.nets().keySet(), written.span()));
      }
      return origin(net, name, written);
    }
    Denotation built = value instanceof NetDenotation net ? net.applied() : value;
    if (built instanceof InstanceDenotation instance) {
      return new Origin.Inside(net(instance.path()), path(instance.path()), Optional.empty());
    }
    throw new DiagnosticException(RecipeMessages.sourceWanted(value, written.span()));
  }

  // ---- rules

  private Rule rule(Statement.Rule rule) {
    if (rule instanceof Statement.Rule.Unused unused) {
      String name =
          unused
              .pattern()
              .map(Source::pattern)
              .or(() -> unused.name().map(SourceTensors::literal))
              .orElse("");
      return new Rule("", List.of(name), Optional.empty(), false, true, rule.span());
    }
    Statement.Rule.Assign assign = (Statement.Rule.Assign) rule;
    String target = Source.pattern(assign.target());
    if (assign.fresh()) {
      return new Rule(target, List.of(), Optional.empty(), true, false, rule.span());
    }
    Expression value = assign.value().orElseThrow();
    Optional<String> renamed = SourceTensors.name(value);
    return renamed.isPresent()
        ? new Rule(target, List.of(renamed.get()), Optional.empty(), false, false, rule.span())
        : new Rule(
            target,
            List.of(),
            Optional.of(new ComputedRule(elaborator, value, scope)),
            false,
            false,
            rule.span());
  }
}
