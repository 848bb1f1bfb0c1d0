package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.check.Denotation.ConstantDenotation;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.RunDenotation;
import org.netwright.frontend.check.Denotation.SelectDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.check.Denotation.VariableDenotation;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Statement;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/**
 * One recipe, by itself or as a run inside another: its nets, data and stages in the order of the
 * text.
 */
final class RecipeElaboration implements BodyEffects, RecipeContext {
  private final Elaborator elaborator;
  private final RecipePlan plan;
  private final Symbol symbol;
  private final RecipeOptions options;
  private final RecipeOverrides overrides;
  private final String run;
  private final RecipeNets nets;
  private final RecipeArguments hyperparameters;
  private final StageSequence stages;
  private final Prediction prediction;
  private final Map<String, Variable> own = new LinkedHashMap<>();
  private final List<Selection> selections = new ArrayList<>();
  private Optional<RecipeElaboration> standing = Optional.empty();

  /** A recipe by itself. */
  RecipeElaboration(
      Elaborator elaborator, Symbol symbol, RecipeOptions options, Knowledge knowledge) {
    this(elaborator, new RecipePlan(elaborator, knowledge), symbol, options, "");
    elaborator.words(new RecipeWords(elaborator, new DataWords(elaborator, options.batch())));
  }

  /** A run of a recipe inside another. */
  private RecipeElaboration(RecipeElaboration outer, Symbol symbol, String run) {
    this(
        outer.elaborator,
        outer.plan,
        symbol,
        new RecipeOptions(
            Map.of(),
            Optional.empty(),
            outer.options.batch(),
            outer.options.facts(),
            outer.options.synthetic()),
        run);
  }

  private RecipeElaboration(
      Elaborator elaborator, RecipePlan plan, Symbol symbol, RecipeOptions options, String run) {
    this.elaborator = elaborator;
    this.plan = plan;
    this.symbol = symbol;
    this.options = options;
    this.run = run;
    this.overrides = new RecipeOverrides(options, elaborator);
    this.nets = new RecipeNets(elaborator, plan, overrides, run);
    this.hyperparameters = new RecipeArguments(elaborator, symbol, options, overrides, plan);
    this.stages = new StageSequence(this, elaborator, run);
    this.prediction = new Prediction(elaborator, symbol, nets);
  }

  private Declaration.Recipe declaration() {
    return (Declaration.Recipe) symbol.declaration();
  }

  private Scope top() {
    return Scope.top(new Place(symbol.unit(), run, List.of(), true));
  }

  /**
   * Elaborates the recipe; the program is empty when something is wrong.
   *
   * @param checking whether hyperparameters without a value may be left unknown
   */
  Optional<RecipeProgram> run(boolean checking) {
    return plan.running(
        symbol, "", symbol.place(), () -> elaborator.inRecipe(this, () -> whole(checking)));
  }

  private Optional<RecipeProgram> whole(boolean checking) {
    Scope scope = top();
    Map<String, Denotation> arguments = hyperparameters.bind(scope, checking);
    body(scope, arguments);
    if (elaborator.facts.isSymbolic()) {
      plan.leaveIncomplete();
    }
    overrides.demandUsed(hyperparameters.overridable(nets.held()));
    if (!plan.isIncomplete() && !elaborator.hasErrors()) {
      elaborator.adapting.demandMatched();
    }
    Optional<RecipeProgram.Predict> predict = Optional.empty();
    if (!elaborator.hasErrors() && !plan.isIncomplete()) {
      plan.demandUpdatesWhole();
      plan.demandShared();
      demandTrained();
      new KnownLoads(elaborator).demandSources(plan.loads());
      predict = predicted();
    }
    return elaborator.hasErrors() || plan.isIncomplete()
        ? Optional.empty()
        : Optional.of(program(arguments, predict));
  }

  private void body(Scope scope, Map<String, Denotation> arguments) {
    elaborator.reached.add(symbol);
    scope.define("seed", Denotation.IntStatic.of(elaborator.seed));
    arguments.forEach(
        (name, value) -> {
          if (value instanceof NetDenotation net) {
            nets.name(name, net);
          } else if (value instanceof RunDenotation other) {
            other.nets().forEach((n, net) -> nets.name(name + "." + n, net));
          }
        });
    elaborator.constraints.require(
        symbol.name(), declaration().constraints(), scope, symbol.place());
    elaborator.with(this, () -> elaborator.bodies.run(declaration().body(), scope));
    stages.close();
    nets.held().stream()
        .filter(n -> n.twinOf().isPresent())
        .forEach(n -> elaborator.variables.startEqual(n.name(), n.twinOf().orElseThrow()));
  }

  /** Whether hyperparameters are unknown, so that what is missing may depend on them. */
  boolean isIncomplete() {
    return plan.isIncomplete() || elaborator.facts.isSymbolic();
  }

  private RecipeProgram program(
      Map<String, Denotation> arguments, Optional<RecipeProgram.Predict> predict) {
    Map<String, String> shown = new LinkedHashMap<>();
    arguments.forEach((name, value) -> shown.put(name, Shown.value(value)));
    shown.putAll(overrides.netArguments());
    List<RecipeProgram.Stage> trained = plan.stages().stream().map(StagePlan::stage).toList();
    return new RecipeProgram(
        symbol.name(),
        symbol.unit().file(),
        shown,
        elaborator.seed,
        elaborator.variables.all(),
        elaborator.firstValues.build(),
        plan.loads(),
        trained,
        predict,
        plan.nets().stream()
            .map(n -> new RecipeProgram.NetInfo(n.name(), n.declaration(), n.holding()))
            .toList());
  }

  // ---- what the parts ask

  @Override
  public String where() {
    return "a recipe";
  }

  @Override
  public String path() {
    return run;
  }

  @Override
  public Denotation select(Expression.Select select, Scope scope) {
    Selection selection =
        new Selection(
            elaborator,
            select,
            scope,
            new Terms(
                new LinkedHashSet<>(nets.names()),
                elaborator.variables.parameters(),
                nets::written));
    selections.add(selection);
    return new SelectDenotation(selection);
  }

  /** What a mistake has left unasked concerns no later statement. */
  void forgetSelections() {
    selections.clear();
  }

  /** Every select that was asked so far must have decided everything. */
  void demandComplete() {
    List<Selection> asked = List.copyOf(selections);
    selections.clear();
    asked.forEach(Selection::demandComplete);
  }

  /**
   * The same for an optimizer that several statements share: each must decide what it asked for,
   * and a term has decided something if it did so in any of them.
   */
  void demandDecided() {
    List<Selection> asked = List.copyOf(selections);
    selections.clear();
    asked.forEach(Selection::demandDecided);
    asked.forEach(plan::share);
  }

  /** The slots of an optimizer, one set for all who use it. */
  OptimizerSlots slots(OptimizerDenotation optimizer, Supplier<DeclaredSlots> declared) {
    return plan.slots(optimizer, declared);
  }

  RecipePlan plan() {
    return plan;
  }

  /** What the text of this recipe calls a variable. */
  String written(Variable variable) {
    return nets.written(variable);
  }

  /** Whether losses may move a parameter: its net is not frozen and no twin. */
  boolean isTrainable(Variable parameter) {
    return plan.isOwn(parameter) || plan.isTrainedNet(parameter.net());
  }

  boolean isTrainedNet(String net) {
    return plan.isTrainedNet(net);
  }

  Map<String, Long> sizes() {
    return plan.knowledge().sizes();
  }

  // ---- nets, data, states, lets

  @Override
  public Bodies.Outcome data(Statement.Data data, Scope scope) {
    Denotation value = elaborator.evaluate(data.value(), scope);
    if (!(value instanceof DataDenotation) && !value.isError()) {
      throw new DiagnosticException(RecipeMessages.noData(value, data.value().span()));
    }
    if (data.type().isPresent() && value instanceof DataDenotation made) {
      if (!(data.type().get() instanceof TypeExpression.TupleOf type)) {
        throw new DiagnosticException(DataMessages.notARecord(data.type().get().span()));
      }
      value = made.pipe().stated(type, scope);
    }
    scope.define(data.name().text(), value);
    return Bodies.Outcome.GOES_ON;
  }

  @Override
  public Bodies.Outcome net(Statement.Net net, Scope scope) {
    Denotation held = nets.net(net, scope, stages.name());
    scope.define(net.name().text(), held);
    elaborator.reached.give("the net", net.name());
    if (net.source().isEmpty() && nets.isUntrained(held, net)) {
      elaborator.reached.advise(WarningMessages.neverLoaded(net.name().text(), net.name().span()));
    }
    Optional<PlannedLoad> load =
        net.source().isEmpty()
            ? Optional.empty()
            : Loads.of(elaborator, net, held, scope, stages.next());
    if (load.isPresent()) {
      plan.add(load.get());
    } else {
      nets.original(held)
          .ifPresent(of -> plan.add(Loads.equalStart(held, of, stages.next(), net.span())));
    }
    return Bodies.Outcome.GOES_ON;
  }

  @Override
  public Bodies.Outcome stateFrom(Statement.State state, Variable made, Scope scope) {
    Loads.of(elaborator, state, made, scope, stages.next()).ifPresent(plan::add);
    return Bodies.Outcome.GOES_ON;
  }

  @Override
  public Optional<Denotation> let(Statement.Let let, Scope scope) {
    String name = let.pattern() instanceof Pattern.Whole whole ? whole.name().text() : "let";
    if (let.value() instanceof Expression.Marked marked
        && marked.marker() == Expression.Marker.RUN) {
      RunElaborated made = runs(marked, scope, Optional.of(name));
      if (made.value() instanceof RunDenotation done) {
        done.nets().forEach((n, net) -> nets.name(name + "." + n, net));
      }
      return Optional.of(made.value());
    }
    Denotation value =
        elaborator.firstValues.initially(
            name, () -> elaborator.with(null, () -> elaborator.evaluate(let.value(), scope)));
    if (value instanceof TensorDenotation tensor) {
      return Optional.of(constant(name, let, tensor.value(), scope));
    } else if (holdsTensors(value)) {
      throw new DiagnosticException(CompositionMessages.letOfTensors(let.value().span()));
    }
    return Optional.of(value);
  }

  private static boolean holdsTensors(Denotation value) {
    return value instanceof ListDenotation list
            && list.elements().stream()
                .anyMatch(e -> e instanceof TensorDenotation || holdsTensors(e))
        || value instanceof TupleDenotation tuple
            && tuple.fields().stream()
                .anyMatch(f -> f.value() instanceof TensorDenotation || holdsTensors(f.value()));
  }

  /** A tensor of a recipe is made once; what training moves has no place in it. */
  private Denotation constant(String name, Statement.Let let, Value value, Scope scope) {
    for (String mentioned : NamesIn.expression(let.value())) {
      Denotation known = scope.find(mentioned);
      if (known instanceof VariableDenotation || known instanceof NetDenotation) {
        throw new DiagnosticException(
            CompositionMessages.letReadsValues(mentioned, let.value().span()));
      }
    }
    String local = plan.unique(name + scope.place().suffix(false, 0));
    return new ConstantDenotation(
        elaborator.variables.constant(run, local, value, let.value().span()));
  }

  // ---- runs and repeats

  /** A run with what elaborated it; nothing when it was made before. */
  private record RunElaborated(Denotation value, Optional<RecipeElaboration> recipe) {}

  @Override
  public Denotation marked(Expression.Marked marked, Scope scope) {
    return switch (marked.marker()) {
      case FROZEN -> nets.frozen(marked.operand(), scope);
      case RUN -> runs(marked, scope, Optional.empty()).value();
      default ->
          throw new DiagnosticException(
              CompositionMessages.markedHere(
                  marked.marker().name().toLowerCase(java.util.Locale.ROOT), marked.span()));
    };
  }

  private RunElaborated runs(Expression.Marked marked, Scope scope, Optional<String> name) {
    if (!(marked.operand() instanceof Expression.Call call)) {
      throw new DiagnosticException(
          CompositionMessages.runsNoRecipe(Source.text(marked.operand()), marked.span()));
    }
    Denotation target = elaborator.evaluate(call.target(), scope);
    if (target.isError()) {
      return new RunElaborated(target, Optional.empty());
    }
    if (!(target instanceof Denotation.DeclaredDenotation declared)
        || !(declared.declaration() instanceof Declaration.Recipe)) {
      throw new DiagnosticException(
          CompositionMessages.runsNoRecipe(Source.text(call.target()), call.target().span()));
    }
    stages.renew();
    Symbol recipe = declared.symbol();
    String local = name.orElse(org.netwright.frontend.resolve.Words.snake(recipe.name()));
    Map<String, Denotation> arguments = arguments(recipe, call, scope);
    if (arguments.values().stream().anyMatch(Denotation::isError)) {
      return new RunElaborated(Denotations.ERROR, Optional.empty());
    }
    Optional<RunDenotation> before = plan.run(recipe, arguments);
    if (before.isPresent()) {
      return new RunElaborated(before.get(), Optional.empty());
    }
    String full = plan.unique(RunNames.inside(run, local + scope.place().suffix(false, 0)));
    RecipeElaboration inner = new RecipeElaboration(this, recipe, full);
    RunDenotation done =
        plan.running(recipe, full, call.span(), () -> inner.asRun(arguments, call.span()));
    plan.run(recipe, arguments, done);
    return new RunElaborated(done, Optional.of(inner));
  }

  private Map<String, Denotation> arguments(Symbol recipe, Expression.Call call, Scope scope) {
    Scope callee = Scope.top(Place.top(recipe.unit()));
    ArgumentBinding.Signature signature =
        new ArgumentBinding.Signature(recipe.name(), recipe.parameters(), call.span(), callee);
    Map<String, Given> matched = elaborator.arguments.match(signature, Given.of(call));
    elaborator.arguments.demandAll(signature, matched);
    return elaborator.arguments.bind(signature, matched, scope, null, p -> null);
  }

  private RunDenotation asRun(Map<String, Denotation> arguments, Span span) {
    Frame frame = new Frame(symbol.name(), run, 0, symbol.unit(), symbol.place(), span);
    return elaborator.within(
        frame,
        () ->
            elaborator.inRecipe(
                this,
                () -> {
                  Scope scope = top();
                  arguments.forEach(scope::define);
                  body(scope, arguments);
                  elaborator.variables.under(run).forEach(v -> own.put(v.path(), v));
                  return new RunDenotation(run, symbol, nets.named(), own, stages.closed());
                }));
  }

  @Override
  public Optional<Bodies.Outcome> standingAlone(Expression value, Scope scope) {
    if (value instanceof Expression.Marked marked && marked.marker() == Expression.Marker.RUN) {
      standing = runs(marked, scope, Optional.empty()).recipe().or(() -> standing);
      return Optional.of(Bodies.Outcome.GOES_ON);
    } else if (value instanceof Expression.Loop loop) {
      repeat(loop, scope);
      return Optional.of(Bodies.Outcome.GOES_ON);
    }
    return Optional.empty();
  }

  /** {@code repeat} unrolls its statements; what is outside goes on (definitions C22). */
  private void repeat(Expression.Loop loop, Scope scope) {
    if (loop.kind() != Expression.Loop.Kind.REPEAT) {
      throw new DiagnosticException(
          CompositionMessages.loopInRecipe(
              loop.kind() == Expression.Loop.Kind.RECUR ? "recur" : "rolled recur", loop.span()));
    }
    Denotation over = elaborator.evaluate(loop.over(), scope);
    if (over.isError()) {
      return;
    }
    int count = elaborator.loops.count(loop, over);
    for (int i = 0; i < count; i++) {
      elaborator.bounds.iteration(loop.span());
      Scope inside = scope.inner(scope.place().iteration(false, i));
      if (loop.pattern().isPresent()) {
        elaborator.patterns.bind(
            loop.pattern().get(), ((ListDenotation) over).elements().get(i), inside);
      }
      if (loop.counter().isPresent()) {
        inside.define(loop.counter().get().text(), Denotation.IntStatic.of(i));
      }
      stages.renew();
      elaborator.bodies.run(loop.body(), inside);
    }
    stages.renew();
  }

  // ---- stages

  @Override
  public Bodies.Outcome stage(Statement.Stage stage, Scope scope) {
    return stages.stage(stage, scope);
  }

  @Override
  public Bodies.Outcome train(Statement.Train train, Scope scope) {
    return stages.train(train, scope);
  }

  @Override
  public Bodies.Outcome evaluate(Statement.Evaluate evaluate, Scope scope) {
    return stages.evaluate(evaluate, scope);
  }

  @Override
  public Bodies.Outcome keep(Statement.Keep keep, Scope scope) {
    return stages.keep(keep);
  }

  @Override
  public Bodies.Outcome predict(Statement.Predict statement, Scope scope) {
    return prediction.state(statement, scope);
  }

  // ---- at the end

  private void demandTrained() {
    if (plan.stages().isEmpty()) {
      elaborator.report(RecipeMessages.nothingTrained(symbol.name(), symbol.place()));
      return;
    }
    for (HeldNet net : plan.nets()) {
      if (net.holding() == Holding.TRAINED && !plan.isMoved(net.name())) {
        elaborator.report(RecipeMessages.trainedNowhere(net.written(), net.place()));
      }
    }
  }

  /**
   * The written `predict`, else that of the only trained net, else that of the run that stands
   * alone.
   */
  private Optional<RecipeProgram.Predict> predicted() {
    Collection<HeldNet> held = nets.held();
    boolean trains = held.stream().anyMatch(n -> n.holding() == Holding.TRAINED);
    return prediction
        .written()
        .or(() -> trains ? prediction.ofTheOnlyNet() : Optional.empty())
        .or(() -> standing.flatMap(s -> elaborator.inRecipe(s, s::predicted)));
  }
}
