package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.SelectDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TransformDenotation;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** One {@code minimize} in a training step (definitions C4). */
final class Minimization {
  private final Elaborator elaborator;
  private final RecipeElaboration recipe;
  private final Statement.Minimize statement;

  /** Whether what the chain computes is kept in this step; empty where it always is. */
  private Optional<Value> due = Optional.empty();

  Minimization(Elaborator elaborator, RecipeElaboration recipe, Statement.Minimize statement) {
    this.elaborator = elaborator;
    this.recipe = recipe;
    this.statement = statement;
  }

  /**
   * What came of it.
   *
   * @param loss its mean
   * @param rate of the first optimizer
   * @param moved the new values
   * @param exchanged the slots that all but the training step takes for their parameters
   */
  record Minimized(
      Value loss,
      Optional<Value> rate,
      Map<Variable, Value> moved,
      Map<Variable, Variable> exchanged) {}

  private record Gradient(Variable parameter, Value value) {}

  Minimized run(Scope scope) {
    Span span = statement.span();
    int firstOp = elaborator.graph(span).nextId();
    Denotation loss = elaborator.evaluate(statement.loss(), scope);
    if (loss.isError()) {
      throw new DiagnosticException(List.of());
    }
    if (!(loss instanceof TensorDenotation tensor) || !tensor.value().type().element().isFloat()) {
      throw new DiagnosticException(
          Statics.isNumber(loss)
              ? RecipeMessages.reachesNothing(statement.loss().span())
              : RecipeMessages.lossIsNoFloat(loss, statement.loss().span()));
    }
    StepBuilder graph = elaborator.graph(statement.loss().span());
    Value mean = graph.mean(tensor.value());
    new LossWarnings(elaborator, graph).softmaxTwice(firstOp, statement.loss().span());
    Map<Variable, List<Value>> used = used(mean);
    List<Gradient> gradients = gradients(mean, used);
    graph.finite(mean);
    elaborator.graph(span);
    return move(gradients, mean, new OtherValues(graph, mean, used), scope);
  }

  // ---- what it moves

  /** The values of each parameter to be moved that the loss depends on. */
  private Map<Variable, List<Value>> used(Value loss) {
    StepBuilder graph = elaborator.graph(statement.span());
    Set<Variable> wanted = wanted();
    List<Value> values = new ArrayList<>();
    List<Variable> owners = new ArrayList<>();
    for (Variable parameter : elaborator.variables.parameters()) {
      for (Value version : graph.versions(parameter)) {
        if (wanted.contains(parameter) && !values.contains(version)) {
          values.add(version);
          owners.add(parameter);
        }
      }
    }
    Set<Value> reached = Differentiation.reached(graph, loss, values);
    if (reached.isEmpty()) {
      throw new DiagnosticException(RecipeMessages.reachesNothing(statement.loss().span()));
    }
    Map<Variable, List<Value>> used = new LinkedHashMap<>();
    Set<Variable> behind = new LinkedHashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (reached.contains(values.get(i))) {
        used.computeIfAbsent(owners.get(i), p -> new ArrayList<>()).add(values.get(i));
        if (!graph.current(owners.get(i)).equals(Optional.of(values.get(i)))) {
          behind.add(owners.get(i));
        }
      }
    }
    warn(wanted, used.keySet(), behind, loss);
    return used;
  }

  /** The gradients of one parameter's values are added up. */
  private List<Gradient> gradients(Value loss, Map<Variable, List<Value>> used) {
    StepBuilder graph = elaborator.graph(statement.span());
    List<Value> of = used.values().stream().flatMap(List::stream).toList();
    List<Optional<Value>> found = Differentiation.gradients(graph, loss, of);
    Map<Variable, Value> sums = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<Variable, List<Value>> entry : used.entrySet()) {
      for (int i = 0; i < entry.getValue().size(); i++) {
        found.get(at++).ifPresent(g -> sums.merge(entry.getKey(), g, graph::add));
      }
    }
    List<Gradient> made = new ArrayList<>();
    sums.forEach((parameter, value) -> made.add(new Gradient(parameter, value)));
    return made;
  }

  private void warn(Set<Variable> wanted, Set<Variable> reached, Set<Variable> behind, Value loss) {
    List<Variable> unreached = new ArrayList<>();
    for (Variable parameter : wanted) {
      boolean asked = !statement.over().isEmpty() || recipe.isTrainedNet(parameter.net());
      boolean used = elaborator.step(statement.span()).isMovable(parameter);
      if (!reached.contains(parameter) && asked && used) {
        unreached.add(parameter);
      }
    }
    List<Variable> unused =
        new LossWarnings(elaborator, elaborator.graph(statement.span()))
            .behindFlat(loss, unreached, statement.loss().span());
    if (!unused.isEmpty()) {
      elaborator.report(
          RecipeMessages.withoutGradient(
              unused.stream().map(Variable::name).toList(), statement.span()));
    }
    if (!behind.isEmpty()) {
      elaborator.report(
          RecipeMessages.movedBetween(
              behind.stream().map(Variable::name).toList(), statement.span()));
    }
  }

  /** The parameters that `over` and `except` leave. */
  private Set<Variable> wanted() {
    List<Variable> all =
        elaborator.variables.parameters().stream().filter(recipe::isTrainable).toList();
    if (statement.over().isEmpty()) {
      return new LinkedHashSet<>(all);
    }
    Set<Variable> wanted = new LinkedHashSet<>();
    statement.over().forEach(path -> wanted.addAll(named(path, all)));
    statement.except().forEach(path -> wanted.removeAll(named(path, all)));
    return wanted;
  }

  private List<Variable> named(Selector.Path path, List<Variable> all) {
    PathPattern pattern = PathPattern.of(Source.pattern(path));
    List<Variable> named = all.stream().filter(v -> pattern.matches(recipe.written(v))).toList();
    if (named.isEmpty()) {
      throw new DiagnosticException(
          NameMessages.noPath(
              pattern.toString(),
              path.span(),
              NearPaths.of(pattern.toString(), all.stream().map(recipe::written).toList())));
    }
    return named;
  }

  // ---- the chain

  private Minimized move(List<Gradient> gradients, Value loss, OtherValues others, Scope scope) {
    List<Expression> links = new ArrayList<>();
    if (statement.chain() instanceof Expression.Pipe pipe) {
      links.add(pipe.head());
      links.addAll(pipe.stages());
    } else {
      links.add(statement.chain());
    }
    List<Value> flowing = gradients.stream().map(Gradient::value).toList();
    List<Variable> parameters = gradients.stream().map(Gradient::parameter).toList();
    Optional<Value> rate = Optional.empty();
    Map<Variable, Variable> exchanged = Map.of();
    boolean optimized = false;
    due = Optional.empty();
    for (Expression link : links) {
      Denotation value = elaborator.evaluate(link, scope);
      if (value.isError()) {
        throw new DiagnosticException(List.of());
      } else if (value instanceof TransformDenotation transform) {
        Transformed made = transformed(transform, flowing, link.span());
        flowing = made.values();
        if (!optimized) {
          others.through(g -> transformed(transform, g, link.span()).values());
        }
        if (made.every() > 1) {
          if (optimized || due.isPresent()) {
            throw new DiagnosticException(
                ChainMessages.misplacedAccumulation(transform.symbol().name(), link.span()));
          }
          Accumulation accumulation =
              Accumulation.of(
                  elaborator, recipe.plan(), transform, parameters, flowing, made.every());
          flowing = accumulation.mean();
          due = Optional.of(accumulation.due());
        }
      } else if (value instanceof OptimizerDenotation || value instanceof SelectDenotation) {
        if (optimized) {
          throw new DiagnosticException(RecipeMessages.twoOptimizers(link.span()));
        }
        optimized = true;
        OptimizerUse use = new OptimizerUse(elaborator, recipe, statement, due, others);
        OptimizerUse.Optimized step = use.optimized(value, movers(gradients, flowing), link.span());
        flowing = step.values();
        rate = step.rate();
        exchanged = use.exchanged();
      } else {
        throw new DiagnosticException(RecipeMessages.notInChain(value, link.span()));
      }
    }
    if (!optimized) {
      throw new DiagnosticException(RecipeMessages.noOptimizer(statement.chain().span()));
    }
    StepBuilder graph = elaborator.graph(statement.span());
    Map<Variable, Value> moved = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable parameter = parameters.get(i);
      Value next = flowing.get(i);
      Value kept =
          due.map(d -> Accumulation.kept(graph, d, next, graph.read(parameter))).orElse(next);
      moved.put(parameter, kept);
      // a later loss is differentiated by the new value, not through the step that made it
      graph.write(parameter, graph.stopGradient(kept));
    }
    return new Minimized(loss, rate, moved, exchanged);
  }

  /** The parameters at their current values, with the gradients that have come along the chain. */
  private List<OptimizerUse.Mover> movers(List<Gradient> gradients, List<Value> flowing) {
    StepBuilder graph = elaborator.graph(statement.span());
    List<OptimizerUse.Mover> movers = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Variable parameter = gradients.get(i).parameter();
      movers.add(new OptimizerUse.Mover(parameter, graph.read(parameter), flowing.get(i)));
    }
    return movers;
  }

  /**
   * What a link made of the values.
   *
   * @param every over how many steps they are averaged
   */
  private record Transformed(List<Value> values, int every) {}

  private Transformed transformed(TransformDenotation transform, List<Value> values, Span span) {
    Map<String, Denotation> arguments =
        elaborator.definitions.bind(
            transform.symbol(),
            Given.of(transform.call()),
            transform.call().span(),
            transform.scope());
    TransformDefinition definition =
        elaborator.definitions.definition(TransformDefinition.class, transform.symbol(), span);
    BoundArguments bound = new BoundArguments(elaborator, transform.symbol(), arguments, span);
    return new Transformed(
        definition.apply(elaborator.graph(span), bound, values), definition.every(bound));
  }
}
