package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.check.Denotation.ConstantDenotation;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
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
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Statement;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.definition.Slot;
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
  private final List<StagePlan> ownStages = new ArrayList<>();
  private final Map<String, Variable> own = new LinkedHashMap<>();
  private final List<Selection> selections = new ArrayList<>();
  private Optional<RecipeProgram.Predict> predict = Optional.empty();
  private Optional<RecipeElaboration> standing = Optional.empty();
  private StagePlan current;

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
    this.current = new StagePlan("", elaborator);
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
    Map<String, Denotation> arguments = bind(scope, checking);
    body(scope, arguments);
    if (elaborator.facts.isSymbolic()) {
      plan.leaveIncomplete();
    }
    overrides.demandUsed(overridable());
    if (!plan.isIncomplete() && !elaborator.hasErrors()) {
      elaborator.adapting.demandMatched();
    }
    if (!elaborator.hasErrors() && !plan.isIncomplete()) {
      plan.demandUpdatesWhole();
      plan.demandShared();
      demandTrained();
      new KnownLoads(elaborator).demandSources(plan.loads());
      predict = predicted();
    }
    return elaborator.hasErrors() || plan.isIncomplete()
        ? Optional.empty()
        : Optional.of(program(arguments));
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
    elaborator.application.require(
        symbol.name(), declaration().constraints(), scope, symbol.place());
    elaborator.with(this, () -> elaborator.bodies.run(declaration().body(), scope));
    close(current);
    nets.held().stream()
        .filter(n -> n.twinOf().isPresent())
        .forEach(n -> elaborator.variables.startEqual(n.name(), n.twinOf().orElseThrow()));
  }

  private ArgumentBinding.Signature signature(Scope callee, Span span) {
    return new ArgumentBinding.Signature(symbol.name(), declaration().parameters(), span, callee);
  }

  private Map<String, Denotation> bind(Scope scope, boolean checking) {
    ArgumentBinding.Signature signature = signature(scope, symbol.place());
    Map<String, Given> matched =
        elaborator.arguments.match(
            signature,
            overrides.hyperparameters(
                declaration().parameters().stream().map(p -> p.name().text()).toList()));
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

  /** Whether hyperparameters are unknown, so that what is missing may depend on them. */
  boolean isIncomplete() {
    return plan.isIncomplete() || elaborator.facts.isSymbolic();
  }

  private Set<String> overridable() {
    Set<String> known = new LinkedHashSet<>();
    declaration().parameters().forEach(p -> known.add(p.name().text()));
    nets.held().forEach(n -> known.addAll(overrides.argumentsOf(n.written())));
    return known;
  }

  private RecipeProgram program(Map<String, Denotation> arguments) {
    Map<String, String> shown = new LinkedHashMap<>();
    arguments.forEach((name, value) -> shown.put(name, Shown.value(value)));
    shown.putAll(overrides.netArguments());
    List<RecipeProgram.Stage> stages = plan.stages().stream().map(StagePlan::stage).toList();
    return new RecipeProgram(
        symbol.name(),
        symbol.unit().file(),
        shown,
        elaborator.seed,
        elaborator.variables.all(),
        elaborator.variables.initialization(),
        plan.loads(),
        stages,
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
  OptimizerSlots slots(OptimizerDenotation optimizer, Supplier<List<Slot>> declared) {
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
    Denotation held = nets.net(net, scope, current.name());
    scope.define(net.name().text(), held);
    elaborator.reached.give("the net", net.name());
    if (net.source().isEmpty() && nets.isUntrained(held, net)) {
      elaborator.reached.advise(WarningMessages.neverLoaded(net.name().text(), net.name().span()));
    }
    Optional<PlannedLoad> load =
        net.source().isEmpty()
            ? Optional.empty()
            : Loads.of(elaborator, net, held, scope, nextStage());
    if (load.isPresent()) {
      plan.add(load.get());
    } else {
      nets.original(held)
          .ifPresent(of -> plan.add(Loads.equalStart(held, of, nextStage(), net.span())));
    }
    return Bodies.Outcome.GOES_ON;
  }

  /** The number of the stage that begins behind this statement. */
  private int nextStage() {
    boolean open = current.isTrained() && !plan.stages().contains(current);
    return plan.stages().size() + (open ? 1 : 0);
  }

  @Override
  public Bodies.Outcome stateFrom(Statement.State state, Variable made, Scope scope) {
    Loads.of(elaborator, state, made, scope, nextStage()).ifPresent(plan::add);
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
        elaborator.variables.initially(
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
    close(current);
    current = new StagePlan(current.name(), elaborator);
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
                  return new RunDenotation(run, symbol, nets.named(), own, List.copyOf(ownStages));
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
        elaborator.bodies.bind(
            loop.pattern().get(), ((ListDenotation) over).elements().get(i), inside);
      }
      if (loop.counter().isPresent()) {
        inside.define(loop.counter().get().text(), Denotation.IntStatic.of(i));
      }
      close(current);
      current = new StagePlan(current.name(), elaborator);
      elaborator.bodies.run(loop.body(), inside);
    }
    close(current);
    current = new StagePlan(current.name(), elaborator);
  }

  // ---- stages

  @Override
  public Bodies.Outcome stage(Statement.Stage stage, Scope scope) {
    close(current);
    StagePlan outer = current;
    current = new StagePlan(stage.name().text(), elaborator);
    elaborator.bodies.run(stage.body(), scope.inner());
    close(current);
    current = new StagePlan(outer.name(), elaborator);
    return Bodies.Outcome.GOES_ON;
  }

  /** Ends a stage that has trained something. */
  private void close(StagePlan stage) {
    if (stage.isTrained() && !plan.stages().contains(stage)) {
      stage.demandKeep(isIncomplete());
      plan.add(stage);
      ownStages.add(stage);
    }
  }

  @Override
  public Bodies.Outcome train(Statement.Train train, Scope scope) {
    if (current.isTrained()) {
      close(current);
      current = new StagePlan(current.name(), elaborator);
    }
    String local = current.name().isEmpty() ? "train" : current.name();
    String name = (run.isEmpty() ? "" : run + ".") + local + scope.place().suffix(false, 0);
    plan.moved(current.train(this, plan.unique(name), train, scope));
    return Bodies.Outcome.GOES_ON;
  }

  @Override
  public Bodies.Outcome evaluate(Statement.Evaluate evaluate, Scope scope) {
    if (!current.isTrained()) {
      throw new DiagnosticException(RecipeMessages.noTrain("`evaluate`", evaluate.span()));
    }
    current.evaluate(this, evaluate, scope);
    return Bodies.Outcome.GOES_ON;
  }

  @Override
  public Bodies.Outcome keep(Statement.Keep keep, Scope scope) {
    if (!current.isTrained()) {
      throw new DiagnosticException(RecipeMessages.noTrain("`keep`", keep.span()));
    }
    current.keep(keep);
    return Bodies.Outcome.GOES_ON;
  }

  @Override
  public Bodies.Outcome predict(Statement.Predict statement, Scope scope) {
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.PREDICT, "predict");
    OpenInputs inputs = new OpenInputs(elaborator);
    Scope inside = scope.inner();
    Denotation result =
        elaborator.in(
            step,
            Truth.NO,
            () ->
                elaborator.with(
                    null,
                    () -> {
                      for (Parameter parameter : statement.inputs()) {
                        inside.define(
                            parameter.name().text(),
                            inputs.input(
                                parameter.name().text(),
                                parameter.type(),
                                inside,
                                Optional.empty(),
                                parameter.span()));
                      }
                      return elaborator.bodies.value(statement.body(), inside);
                    }));
    if (!result.isError()) {
      OpenInputs.outputs(result, statement.body().span()).forEach(step.graph()::output);
      String name = statement.name().map(n -> n.text()).orElse("predict");
      predict = Optional.of(new RecipeProgram.Predict(name, step.graph().build("predict")));
    }
    return Bodies.Outcome.GOES_ON;
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
    return predict
        .or(() -> trains ? defaultPredict() : Optional.empty())
        .or(() -> standing.flatMap(s -> elaborator.inRecipe(s, s::predicted)));
  }

  /** Without a `predict`, the only trained net on inputs of its declared types. */
  private Optional<RecipeProgram.Predict> defaultPredict() {
    List<HeldNet> trained =
        nets.held().stream().filter(n -> n.holding() == Holding.TRAINED).toList();
    if (trained.size() != 1
        || !(trained.get(0).denotation().applied() instanceof InstanceDenotation instance)) {
      return Optional.empty();
    }
    NetDenotation net = trained.get(0).denotation();
    OpenInputs inputs = new OpenInputs(elaborator);
    Scope body = elaborator.application.bodyScope(instance);
    if (!inputs.isConcrete(Application.inputs(instance.symbol()), body)) {
      elaborator.report(RecipeMessages.noPredict(net.name(), trained.get(0).place()));
      return Optional.empty();
    }
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.PREDICT, "predict");
    Denotation result =
        elaborator.in(
            step,
            Truth.NO,
            () ->
                elaborator.application.apply(
                    net,
                    inputs.arguments(
                        Application.inputs(instance.symbol()), body, List.of(), Span.NONE),
                    Span.NONE,
                    elaborator.topScope(symbol.unit())));
    if (result.isError()) {
      return Optional.empty();
    }
    OpenInputs.outputs(result, trained.get(0).place()).forEach(step.graph()::output);
    return Optional.of(new RecipeProgram.Predict("predict", step.graph().build("predict")));
  }
}
