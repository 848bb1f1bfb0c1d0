package org.netwright.frontend.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.VariableDenotation;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/**
 * The parts that the body of an instance builds, before the instance is applied: those whose
 * hyperparameters are known without its inputs (definitions C21).
 */
final class WrittenParts {
  private final Elaborator elaborator;
  private final InstanceDenotation instance;
  private final Scope scope;

  /** Inputs and their dims: what only an application knows. */
  private final Set<String> inputs = new LinkedHashSet<>();

  private final Set<String> inProgress = new HashSet<>();

  WrittenParts(Elaborator elaborator, InstanceDenotation instance) {
    this.elaborator = elaborator;
    this.instance = instance;
    this.scope = elaborator.application.bodyScope(instance).inner();
    for (Parameter parameter : Application.inputs(instance.symbol())) {
      inputs.add(parameter.name().text());
      for (String name : Mentions.in(parameter.type())) {
        if (!isKnown(name)) {
          inputs.add(name);
        }
      }
    }
  }

  private boolean isKnown(String name) {
    return scope.find(name) != null
        || elaborator.program.space(scope.unit()).find(name).map(Symbol::isConstant).orElse(false);
  }

  /** The names of what the body builds or owns, as far as its text says. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Statement statement : written(false)) {
      if (statement instanceof Statement.Let let
          && let.pattern() instanceof Pattern.Whole whole
          && elaborator.program.site(made(let.value())).isPresent()) {
        names.add(whole.name().text());
      } else if (statement instanceof Statement.Param param) {
        names.add(param.name().text());
      }
    }
    return names;
  }

  /** The part or parameter of a name; empty when the body gives that name to nothing it builds. */
  Optional<Denotation> find(String owner, String name, Span span) {
    Optional<Statement> statement = statement(name);
    if (statement.isEmpty()) {
      return Optional.empty();
    }
    demandKnown(owner, name, statement.get(), span);
    Denotation value = value(owner, name, statement.get(), span);
    if (value instanceof VariableDenotation variable) {
      return Optional.of(new TensorDenotation(elaborator.current(variable.variable(), span)));
    }
    return Types.isLayer(value) || value.isError() ? Optional.of(value) : Optional.empty();
  }

  /** The site behind a marker. */
  private static Expression made(Expression value) {
    return value instanceof Expression.Marked marked ? made(marked.operand()) : value;
  }

  private List<Statement> written(boolean taken) {
    return Application.block(instance.symbol()).map(b -> statements(b, taken)).orElse(List.of());
  }

  private Optional<Statement> statement(String name) {
    return written(true).stream()
        .filter(
            s ->
                s instanceof Statement.Let let && PatternBinding.names(let.pattern()).contains(name)
                    || s instanceof Statement.Param param && param.name().text().equals(name))
        .findFirst();
  }

  /** The statements of a body, with those of the branches that are taken or of all. */
  private List<Statement> statements(Block block, boolean taken) {
    Map<Statement, Boolean> found = new LinkedHashMap<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Result result
          && result.value() instanceof Expression.If choice) {
        branches(choice, taken).forEach(b -> statements(b, taken).forEach(s -> found.put(s, true)));
      } else {
        found.put(statement, true);
      }
    }
    return List.copyOf(found.keySet());
  }

  private List<Block> branches(Expression.If choice, boolean taken) {
    List<Block> both =
        choice.otherwise().map(o -> List.of(choice.then(), o)).orElse(List.of(choice.then()));
    boolean decided = Mentions.in(choice.condition()).stream().allMatch(this::isHyperparameter);
    if (!taken || !decided) {
      return both;
    }
    if (elaborator.evaluate(choice.condition(), scope) instanceof BoolStatic answer) {
      return answer.value() == Truth.YES
          ? List.of(choice.then())
          : choice.otherwise().map(List::of).orElse(List.of());
    }
    return both;
  }

  private boolean isHyperparameter(String name) {
    return instance.hyperparameters().containsKey(name)
        || !inputs.contains(name) && statement(name, false).isEmpty();
  }

  private Optional<Statement> statement(String name, boolean taken) {
    return written(taken).stream()
        .filter(
            s ->
                s instanceof Statement.Let let
                    && PatternBinding.names(let.pattern()).contains(name))
        .findFirst();
  }

  /** An error that names what only an application knows. */
  private void demandKnown(String owner, String name, Statement statement, Span span) {
    for (String mentioned : mentions(statement)) {
      if (inputs.contains(mentioned)) {
        throw new DiagnosticException(
            ValueMessages.partNeedsInput(name, owner, mentioned, statement.span(), span));
      }
    }
  }

  private static Set<String> mentions(Statement statement) {
    if (statement instanceof Statement.Let let) {
      return Mentions.in(let.value());
    }
    Statement.Param param = (Statement.Param) statement;
    Set<String> names = new LinkedHashSet<>(Mentions.in(param.type()));
    names.addAll(Mentions.in(param.initial()));
    return names;
  }

  /** Elaborates a statement, and before it those whose names it says. */
  private Denotation value(String owner, String name, Statement statement, Span span) {
    if (inProgress.add(name)) {
      for (String mentioned : mentions(statement)) {
        Optional<Statement> before =
            mentioned.equals(name) ? Optional.empty() : statement(mentioned);
        if (before.isPresent() && before.get() != statement && !inProgress.contains(mentioned)) {
          demandKnown(owner, name, before.get(), span);
          value(owner, mentioned, before.get(), span);
        }
      }
      elaborator.bodies.run(new Block(List.of(statement), statement.span()), scope);
    }
    Denotation found = scope.find(name);
    return found == null ? Denotations.ERROR : found;
  }
}
