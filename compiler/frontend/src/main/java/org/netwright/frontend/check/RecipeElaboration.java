package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.SelectDenotation;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** One recipe: its nets, data and stages in the order of the text. */
final class RecipeElaboration implements BodyEffects, RecipeContext {
  private final Elaborator elaborator;
  private final Symbol symbol;
  private final RecipeOverrides overrides;
  private final Map<String, Long> sizes;
  private final Map<String, Net> nets = new LinkedHashMap<>();
  private final List<StagePlan> stages = new ArrayList<>();
  private final List<RecipeProgram.Load> loads = new ArrayList<>();
  private final Map<OptimizerDenotation, OptimizerSlots> optimizers = new HashMap<>();
  private final List<Selection> selections = new ArrayList<>();
  private final Set<Variable> moved = new HashSet<>();
  private Optional<RecipeProgram.Predict> predict = Optional.empty();
  private StagePlan current;
  private boolean incomplete;

  /** A net as it is held. */
  record Net(String name, String declaration, Holding holding, Denotation denotation, Span place) {}

  /**
   * @param sizes of free names of records, as far as they are known
   */
  RecipeElaboration(
      Elaborator elaborator, Symbol symbol, RecipeOptions options, Map<String, Long> sizes) {
    this.elaborator = elaborator;
    this.symbol = symbol;
    this.overrides = new RecipeOverrides(options, elaborator);
    this.sizes = sizes;
    this.current = new StagePlan("", elaborator);
    elaborator.recipe(this);
    elaborator.words(new DataWords(elaborator, options.batch()));
  }

  private Declaration.Recipe declaration() {
    return (Declaration.Recipe) symbol.declaration();
  }

  /**
   * Elaborates the recipe; the program is empty when something is wrong.
   *
   * @param checking whether hyperparameters without a value may be left unknown
   */
  Optional<RecipeProgram> run(boolean checking) {
    elaborator.reached.add(symbol);
    Scope scope = Scope.top(new Place(symbol.unit(), "", List.of(), true));
    Map<String, Denotation> arguments = bind(scope, checking);
    scope.define("seed", Denotation.IntStatic.of(elaborator.seed));
    elaborator.application.require(
        symbol.name(), declaration().constraints(), scope, symbol.place());
    elaborator.with(this, () -> elaborator.bodies.run(declaration().body(), scope));
    incomplete |= elaborator.facts.isSymbolic();
    close(current);
    overrides.demandUsed(overridable());
    if (!incomplete && !elaborator.hasErrors()) {
      elaborator.adapting.demandMatched();
    }
    if (!elaborator.hasErrors() && !incomplete) {
      demandTrained();
      predict = predict.or(this::defaultPredict);
    }
    return elaborator.hasErrors() || incomplete
        ? Optional.empty()
        : Optional.of(program(arguments));
  }

  private Map<String, Denotation> bind(Scope scope, boolean checking) {
    ArgumentBinding.Signature signature =
        new ArgumentBinding.Signature(
            symbol.name(), declaration().parameters(), symbol.place(), scope);
    Map<String, Given> matched =
        elaborator.arguments.match(
            signature,
            overrides.hyperparameters(
                declaration().parameters().stream().map(p -> p.name().text()).toList()));
    if (!checking) {
      elaborator.arguments.demandAll(signature, matched);
    }
    return elaborator.arguments.bind(
        signature, matched, scope, null, checking ? this::unknown : p -> null);
  }

  /** A hyperparameter that only a run gives a value to. */
  private Denotation unknown(Parameter parameter) {
    if (Source.type(parameter.type()).equals("path")) {
      return new Denotation.TextStatic("(a path)");
    }
    incomplete = true;
    return Denotations.ERROR;
  }

  /** Whether hyperparameters are unknown, so that what is missing may depend on them. */
  boolean isIncomplete() {
    return incomplete || elaborator.facts.isSymbolic();
  }

  private Set<String> overridable() {
    Set<String> known = new LinkedHashSet<>();
    declaration().parameters().forEach(p -> known.add(p.name().text()));
    nets.values().stream()
        .filter(n -> n.denotation() instanceof NetDenotation)
        .forEach(n -> known.addAll(overrides.argumentsOf(n.name())));
    return known;
  }

  private RecipeProgram program(Map<String, Denotation> arguments) {
    Map<String, String> shown = new LinkedHashMap<>();
    arguments.forEach((name, value) -> shown.put(name, Shown.value(value)));
    shown.putAll(overrides.netArguments());
    return new RecipeProgram(
        symbol.name(),
        symbol.unit().file(),
        shown,
        elaborator.seed,
        elaborator.variables.all(),
        elaborator.variables.initialization(),
        loads,
        stages.stream().map(StagePlan::stage).toList(),
        predict,
        nets.values().stream()
            .map(n -> new RecipeProgram.NetInfo(n.name(), n.declaration(), n.holding()))
            .toList());
  }

  // ---- what the parts ask

  @Override
  public String where() {
    return "a recipe";
  }

  @Override
  public Denotation select(Expression.Select select, Scope scope) {
    Selection selection =
        new Selection(
            elaborator, select, scope, new Terms(nets.keySet(), elaborator.variables.parameters()));
    selections.add(selection);
    return new SelectDenotation(selection);
  }

  /** What a mistake has left unasked concerns no later statement. */
  void forgetSelections() {
    selections.clear();
  }

  /** Every select that was asked so far must have decided everything, and each term something. */
  void demandComplete() {
    List<Selection> asked = List.copyOf(selections);
    selections.clear();
    asked.forEach(Selection::demandComplete);
  }

  /** The slots of an optimizer, one set for all who use it. */
  OptimizerSlots slots(OptimizerDenotation optimizer, Supplier<List<Slot>> declared) {
    OptimizerSlots known = optimizers.get(optimizer);
    if (known == null) {
      String name = Words.snake(optimizer.symbol().name());
      long same =
          optimizers.keySet().stream().filter(o -> o.symbol() == optimizer.symbol()).count();
      known =
          new OptimizerSlots(
              elaborator,
              same == 0 ? name : name + "_" + (same + 1),
              declared.get(),
              optimizer.call().span());
      optimizers.put(optimizer, known);
    }
    return known;
  }

  /** Whether losses may move a parameter: its net is not frozen. */
  boolean isTrainable(Variable parameter) {
    return parameter.net().isEmpty() || isTrainedNet(parameter.net());
  }

  boolean isTrainedNet(String net) {
    Net known = nets.get(net);
    return known != null && known.holding() == Holding.TRAINED;
  }

  Map<String, Long> sizes() {
    return sizes;
  }

  // ---- nets and data

  @Override
  public Bodies.Outcome data(Statement.Data data, Scope scope) {
    Denotation value = elaborator.evaluate(data.value(), scope);
    if (!(value instanceof Denotation.DataDenotation) && !value.isError()) {
      throw new DiagnosticException(RecipeMessages.noData(value, data.value().span()));
    }
    if (data.type().isPresent() && value instanceof Denotation.DataDenotation made) {
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
    boolean frozen =
        net.value() instanceof Expression.Marked marked
            && marked.marker() == Expression.Marker.FROZEN;
    Expression value = frozen ? ((Expression.Marked) net.value()).operand() : net.value();
    String name = net.name().text();
    Denotation built = built(name, value, scope);
    if (!(built instanceof InstanceDenotation instance)) {
      if (!built.isError()) {
        throw new DiagnosticException(RecipeMessages.notANet(built, net.value().span()));
      }
      scope.define(name, built);
      return Bodies.Outcome.GOES_ON;
    }
    Denotation held = new NetDenotation(name, instance, frozen);
    boolean view = !instance.path().equals(name);
    if (!view) {
      nets.put(
          name,
          new Net(
              name,
              instance.symbol().name(),
              frozen ? Holding.FROZEN : Holding.TRAINED,
              held,
              net.name().span()));
    }
    scope.define(name, held);
    elaborator.reached.give("the net", net.name());
    if (frozen && !view && net.source().isEmpty()) {
      elaborator.reached.advise(WarningMessages.neverLoaded(name, net.name().span()));
    }
    if (net.source().isPresent()) {
      Loads.of(elaborator, net, scope).ifPresent(loads::add);
    }
    return Bodies.Outcome.GOES_ON;
  }

  /** A constructor is built under the net's name, with the overrides of its arguments. */
  private Denotation built(String name, Expression value, Scope scope) {
    Optional<Adapting.Inside> adapted = elaborator.adapting.ofNet(name, value, scope);
    if (adapted.isPresent()) {
      return elaborator.adapting.in(
          adapted.get().adaptation(), () -> built(name, adapted.get().value(), scope));
    }
    List<Given> changed = overrides.of(name);
    if (value instanceof Expression.Call call
        && call.target() instanceof Expression.Reference
        && elaborator.evaluate(call.target(), scope) instanceof BuilderDenotation builder) {
      List<Given> given = new ArrayList<>(changed);
      List<String> replaced =
          changed.stream().flatMap(g -> g.name().stream()).map(n -> n.text()).toList();
      ArgumentBinding.Signature signature =
          new ArgumentBinding.Signature(
              Shown.builderName(builder),
              parameters(builder),
              call.span(),
              elaborator.topScope(scope.unit()));
      elaborator
          .arguments
          .match(signature, Given.of(call))
          .forEach(
              (parameter, argument) -> {
                if (!replaced.contains(parameter)) {
                  given.add(argument.named(parameter));
                }
              });
      return elaborator.building.build(builder, given, scope, name, call.span());
    }
    return elaborator.evaluate(value, scope);
  }

  private static List<Parameter> parameters(BuilderDenotation builder) {
    BuilderDenotation base = builder;
    while (base instanceof Denotation.PresetBuilder preset) {
      base = preset.base();
    }
    return base instanceof Denotation.LayerBuilder layer ? layer.symbol().parameters() : List.of();
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
    if (stage.isTrained() && !stages.contains(stage)) {
      stage.demandKeep(isIncomplete());
      stages.add(stage);
    }
  }

  @Override
  public Bodies.Outcome train(Statement.Train train, Scope scope) {
    if (current.isTrained()) {
      close(current);
      current = new StagePlan(current.name(), elaborator);
    }
    boolean first = stages.isEmpty() || !current.name().isEmpty();
    String name =
        current.name().isEmpty()
            ? first ? "train" : "train_" + (stages.size() + 1)
            : current.name();
    moved.addAll(current.train(this, name, train, scope));
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

  @Override
  public Optional<Bodies.Outcome> standingAlone(Expression value, Scope scope) {
    if (value instanceof Expression.Marked || value instanceof Expression.Loop) {
      throw new DiagnosticException(
          NameMessages.notYet(
              value instanceof Expression.Loop ? "`repeat` in a recipe" : "`run`", value.span()));
    }
    return Optional.empty();
  }

  // ---- at the end

  private void demandTrained() {
    if (stages.isEmpty()) {
      elaborator.report(RecipeMessages.nothingTrained(symbol.name(), symbol.place()));
      return;
    }
    for (Net net : nets.values()) {
      boolean trained = moved.stream().anyMatch(v -> v.net().equals(net.name()));
      if (net.holding() == Holding.TRAINED && !trained) {
        elaborator.report(RecipeMessages.trainedNowhere(net.name(), net.place()));
      }
    }
  }

  /** Without a `predict`, the only trained net on inputs of its declared types. */
  private Optional<RecipeProgram.Predict> defaultPredict() {
    List<Net> trained = nets.values().stream().filter(n -> n.holding() == Holding.TRAINED).toList();
    if (trained.size() != 1
        || !(trained.get(0).denotation() instanceof NetDenotation net)
        || !(net.applied() instanceof InstanceDenotation instance)) {
      return Optional.empty();
    }
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
