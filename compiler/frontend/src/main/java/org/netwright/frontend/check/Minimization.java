package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.ScheduleDenotation;
import org.netwright.frontend.check.Denotation.SelectDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TransformDenotation;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** One {@code minimize} in a training step (definitions C4). */
final class Minimization {
  /** What optimizers call the option that draws values to zero. */
  private static final List<String> DECAYS = List.of("decay", "weight_decay");

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

  /** What came of it: the mean loss, the rate of the first optimizer, and the new values. */
  record Minimized(Value loss, Optional<Value> rate, Map<Variable, Value> moved) {}

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
    List<Gradient> gradients = gradients(mean);
    graph.finite(mean);
    elaborator.graph(span);
    return move(gradients, mean, scope);
  }

  // ---- what it moves

  private List<Gradient> gradients(Value loss) {
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
    List<Value> of = new ArrayList<>();
    List<Variable> by = new ArrayList<>();
    Set<Variable> behind = new LinkedHashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (reached.contains(values.get(i))) {
        of.add(values.get(i));
        by.add(owners.get(i));
        if (!graph.current(owners.get(i)).equals(Optional.of(values.get(i)))) {
          behind.add(owners.get(i));
        }
      }
    }
    warn(wanted, by, behind, loss);
    return summed(graph, Differentiation.gradients(graph, loss, of), by);
  }

  /** The gradients of one parameter's values are added up. */
  private static List<Gradient> summed(
      StepBuilder graph, List<Optional<Value>> gradients, List<Variable> owners) {
    Map<Variable, Value> sums = new LinkedHashMap<>();
    for (int i = 0; i < gradients.size(); i++) {
      Variable owner = owners.get(i);
      gradients.get(i).ifPresent(g -> sums.merge(owner, g, graph::add));
    }
    List<Gradient> made = new ArrayList<>();
    sums.forEach((parameter, value) -> made.add(new Gradient(parameter, value)));
    return made;
  }

  private void warn(
      Set<Variable> wanted, List<Variable> reached, Set<Variable> behind, Value loss) {
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

  private Minimized move(List<Gradient> gradients, Value loss, Scope scope) {
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
    boolean optimized = false;
    due = Optional.empty();
    for (Expression link : links) {
      Denotation value = elaborator.evaluate(link, scope);
      if (value.isError()) {
        throw new DiagnosticException(List.of());
      } else if (value instanceof TransformDenotation transform) {
        Transformed made = transformed(transform, flowing, link.span());
        flowing = made.values();
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
        Optimized step = optimized(value, parameters, flowing, link.span());
        flowing = step.values();
        rate = step.rate();
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
    return new Minimized(loss, rate, moved);
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

  private record Optimized(List<Value> values, Optional<Value> rate) {}

  private Optimized optimized(
      Denotation chain, List<Variable> parameters, List<Value> gradients, Span span) {
    Map<OptimizerDenotation, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Denotation chosen = Choice.of(chain, parameters.get(i));
      if (chosen instanceof OptimizerDenotation optimizer) {
        groups.computeIfAbsent(optimizer, o -> new ArrayList<>()).add(i);
      } else if (!chosen.isError()) {
        throw new DiagnosticException(RecipeMessages.notInChain(chosen, span));
      }
    }
    recipe.demandComplete();
    Value[] values = gradients.toArray(new Value[0]);
    Optional<Value> rate = Optional.empty();
    for (Map.Entry<OptimizerDenotation, List<Integer>> group : groups.entrySet()) {
      OptimizerRun run = step(group.getKey(), group.getValue(), parameters, gradients);
      for (int i = 0; i < group.getValue().size(); i++) {
        values[group.getValue().get(i)] = run.newValues().get(i);
      }
      rate = rate.or(() -> Optional.ofNullable(run.rate()));
    }
    return new Optimized(List.of(values), rate);
  }

  private OptimizerRun step(
      OptimizerDenotation optimizer,
      List<Integer> members,
      List<Variable> parameters,
      List<Value> gradients) {
    if (optimizer.scope().trainStage().isPresent()) {
      return stepBy(optimizer, members, parameters, gradients);
    }
    Span span = optimizer.call().span();
    CurrentStep step = elaborator.step(span);
    Clock own = elaborator.definitions.clockAt(span);
    OptimizerSlots slots = recipe.slots(optimizer, () -> slots(optimizer));
    step.clock(new SharedClock(elaborator.graph(span), own, slots::clock, span));
    try {
      return stepBy(optimizer, members, parameters, gradients);
    } finally {
      step.clock(own);
    }
  }

  private List<Slot> slots(OptimizerDenotation optimizer) {
    Span span = optimizer.call().span();
    Map<String, Denotation> arguments =
        elaborator.definitions.bind(
            optimizer.symbol(), Given.of(optimizer.call()), span, optimizer.scope());
    // what was asked here is asked again for the step itself
    recipe.forgetSelections();
    return elaborator
        .definitions
        .definition(OptimizerDefinition.class, optimizer.symbol(), span)
        .slots(new BoundArguments(elaborator, optimizer.symbol(), arguments, span));
  }

  private OptimizerRun stepBy(
      OptimizerDenotation optimizer,
      List<Integer> members,
      List<Variable> parameters,
      List<Value> gradients) {
    Span span = optimizer.call().span();
    Map<String, Denotation> arguments =
        elaborator.definitions.bind(
            optimizer.symbol(), Given.of(optimizer.call()), span, optimizer.scope());
    demandStorage(optimizer, members.stream().map(parameters::get).toList());
    for (Denotation option : arguments.values()) {
      members.forEach(i -> Choice.of(option, parameters.get(i)));
    }
    if (optimizer.scope().trainStage().isPresent()) {
      recipe.demandComplete();
    }
    OptimizerDefinition definition =
        elaborator.definitions.definition(OptimizerDefinition.class, optimizer.symbol(), span);
    BoundArguments bound = new BoundArguments(elaborator, optimizer.symbol(), arguments, span);
    OptimizerRun run =
        new OptimizerRun(
            elaborator,
            recipe.slots(optimizer, () -> definition.slots(bound)),
            arguments,
            due,
            span);
    members.forEach(i -> run.add(parameters.get(i), gradients.get(i)));
    warnOfDecay(optimizer, arguments, members.stream().map(parameters::get).toList());
    for (int i : members) {
      elaborator.shapes.moved(
          parameters.get(i), optimizer.symbol().name(), statement.chain(), arguments, span);
    }
    definition.step(elaborator.graph(span), bound, run);
    recipe.demandDecided();
    return run;
  }

  /** Decay pulls a latent weight towards the point where its sign is not stable. */
  private void warnOfDecay(
      OptimizerDenotation optimizer, Map<String, Denotation> arguments, List<Variable> members) {
    DECAYS.stream()
        .filter(arguments::containsKey)
        .forEach(
            option ->
                warnOfDecay(
                    optimizer, option, Objects.requireNonNull(arguments.get(option)), members));
  }

  private void warnOfDecay(
      OptimizerDenotation optimizer, String option, Denotation decay, List<Variable> members) {
    List<String> latent =
        members.stream()
            .filter(v -> v.storage() == Variable.Storage.LATENT)
            .filter(v -> decays(Choice.of(decay, v)))
            .map(Variable::name)
            .toList();
    if (!latent.isEmpty()) {
      elaborator.report(
          WarningMessages.decayOfLatent(
              optimizer.symbol().name(), option, latent, optimizer.call().span()));
    }
  }

  /** Whether it is more than 0; a schedule is written for the sake of other values than 0. */
  private static boolean decays(Denotation value) {
    return value instanceof ScheduleDenotation || Statics.number(value).orElse(0) > 0;
  }

  /** An optimizer `for` a storage takes no other; one without takes what is not binary (C8). */
  private static void demandStorage(OptimizerDenotation optimizer, List<Variable> parameters) {
    Declaration.External header = (Declaration.External) optimizer.symbol().declaration();
    Optional<String> wanted =
        header.promises().stream()
            .filter(p -> p.word().text().equals("for"))
            .map(p -> Source.text(p.value()))
            .findFirst();
    List<String> wrong =
        parameters.stream()
            .filter(
                v -> {
                  String storage = v.storage().name().toLowerCase(Locale.ROOT);
                  return wanted.map(w -> !w.equals(storage)).orElse(storage.equals("binary"));
                })
            .map(Variable::name)
            .toList();
    if (!wrong.isEmpty()) {
      throw new DiagnosticException(
          RecipeMessages.optimizerForOthers(
              optimizer.symbol().name(),
              wanted.orElse("real or latent"),
              wrong,
              optimizer.call().span()));
    }
  }
}
