package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoundedLength;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.DurationStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.ClockCondition;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** One training with its evaluations, while it is being elaborated. */
final class StagePlan {
  private final String name;
  private final Elaborator elaborator;
  private final KeepChoice keep;
  private final List<RecipeProgram.Evaluate> evaluates = new ArrayList<>();
  private final Map<String, Span> reportPlaces = new LinkedHashMap<>();
  private final Map<Duration, RecipeProgram.Plateau> plateaus = new LinkedHashMap<>();
  private final Map<String, Variable> results = new LinkedHashMap<>();
  private final Set<String> movedNets = new LinkedHashSet<>();
  private Map<Variable, Variable> starts = Map.of();
  private Optional<Span> waits = Optional.empty();
  private String shownName = "";
  private @Nullable Duration lasts;
  private RecipeProgram.@Nullable Train train;
  private boolean trained;
  private int passes;

  StagePlan(String name, Elaborator elaborator) {
    this.name = name;
    this.elaborator = elaborator;
    this.keep = new KeepChoice(elaborator);
  }

  String name() {
    return name;
  }

  boolean isTrained() {
    return trained;
  }

  RecipeProgram.Stage stage() {
    if (train == null) {
      throw new IllegalStateException("the stage " + shownName + " has no training");
    }
    List<RecipeProgram.Evaluate> all = new ArrayList<>();
    for (RecipeProgram.Evaluate evaluate : evaluates) {
      all.add(
          new RecipeProgram.Evaluate(evaluate.every(), relying(evaluate.pass()), evaluate.place()));
    }
    return new RecipeProgram.Stage(
        shownName, train.withPass(relying(train.pass())), all, keep.kept(), results, starts);
  }

  /** The pass with every fact of its source that the recipe asked for, before it or behind. */
  private Pass relying(Pass pass) {
    DataProgram data = pass.data();
    return new Pass(
        data.relyingOn(elaborator.facts.of(data.place())),
        pass.reset(),
        pass.step(),
        pass.result(),
        pass.reports());
  }

  /** Holds what the stage measured, for those who read it when the stage is over. */
  Variable result(String key) {
    Variable known = results.get(key);
    if (known == null) {
      known = counter(RunNames.plain(shownName) + ".result." + key, ElementType.F64);
      results.put(key, known);
    }
    return known;
  }

  /** Whether the training moves parameters of a net. */
  boolean moves(String net) {
    return movedNets.contains(net);
  }

  boolean keepsBest() {
    return keep.kept().by().isPresent();
  }

  /** The keys that the evaluations report. */
  List<String> keys() {
    return evaluates.stream()
        .flatMap(e -> e.pass().reports().stream())
        .map(Pass.Report::key)
        .toList();
  }

  // ---- train and evaluate

  /** Elaborates the training; returns the parameters that it moves. */
  Set<Variable> train(
      RecipeElaboration recipe, String shown, Statement.Train statement, Scope scope) {
    trained = true;
    shownName = shown;
    Denotation written = elaborator.evaluate(statement.length(), scope);
    Optional<Duration> patience = Optional.empty();
    Duration length;
    if (written instanceof BoundedLength bounded) {
      length = bounded.most();
      patience = Optional.of(bounded.patience());
      waits = Optional.of(statement.length().span());
    } else {
      length = duration(written, statement.length(), "the length of a training");
    }
    String pass = RunNames.plain(shown);
    DataProgram data = data(recipe, statement.data(), pass, scope);
    lasts = length;
    String trainedOn = split(statement.data());
    if (trainedOn.equals("test") || trainedOn.equals("validation")) {
      elaborator.reached.advise(WarningMessages.trainsOnTest(trainedOn, statement.data().span()));
    }
    Reports reports = new Reports(elaborator, pass, split(statement.data()), true);
    List<StageBody> bodies = new ArrayList<>();
    List<RecipeProgram.Variant> variants =
        variants(recipe, statement, data, reports, bodies, scope);
    demandNew(reports);
    List<String> losses = bodies.stream().flatMap(b -> b.losses().stream()).distinct().toList();
    if (losses.isEmpty() && !elaborator.hasErrors() && !recipe.isIncomplete()) {
      throw new DiagnosticException(RecipeMessages.nothingMinimized(statement.span()));
    }
    train =
        new RecipeProgram.Train(
            length,
            patience,
            new Pass(
                data,
                reports.resetStep(),
                variants.get(0).step(),
                reports.resultStep(),
                reports.reports()),
            variants.size() == 1 ? List.of() : variants,
            losses,
            bodies.stream().anyMatch(b -> b.rate().isPresent())
                ? Optional.of("rate")
                : Optional.empty(),
            List.copyOf(plateaus.values()),
            statement.span());
    Set<Variable> moved = new LinkedHashSet<>();
    bodies.forEach(b -> moved.addAll(b.moved()));
    moved.forEach(v -> movedNets.add(v.net()));
    return moved;
  }

  /** The body elaborated once for each way that its clock may choose. */
  private List<RecipeProgram.Variant> variants(
      RecipeElaboration recipe,
      Statement.Train statement,
      DataProgram data,
      Reports reports,
      List<StageBody> bodies,
      Scope scope) {
    String pass = RunNames.plain(shownName);
    Scope inside = scope.inner();
    inside.inTrainStage(this);
    ClockChoices choices = new ClockChoices();
    List<List<ClockCondition.Decision>> decisions = new ArrayList<>();
    List<CurrentStep> steps = new ArrayList<>();
    int draws = elaborator.recipeDraws();
    do {
      CurrentStep step = elaborator.newStep(CurrentStep.Purpose.TRAIN, shownName);
      step.clock(new StepClock(step.graph(), this::plateau));
      step.lasts(lasts);
      StageBody body = new StageBody(elaborator, recipe, reports, Optional.of(choices));
      elaborator.drawingFrom(
          draws,
          () -> {
            batch(step, Truth.YES, data, statement.pattern(), statement.body(), body, inside);
            return body;
          });
      body.rate().ifPresent(r -> step.graph().output("rate", r));
      body.store(step.graph());
      decisions.add(choices.decisions());
      steps.add(step);
      bodies.add(body);
    } while (choices.next());
    Map<Variable, Variable> exchanged = exchanged(bodies);
    List<RecipeProgram.Variant> variants = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      String name = pass + ".step" + (i == 0 ? "" : "_" + (i + 1));
      StepGraph graph = steps.get(i).graph().build(name, exchanged);
      demandStill(data, graph, statement.span());
      variants.add(new RecipeProgram.Variant(decisions.get(i), graph));
    }
    Set<Variable> moved = new LinkedHashSet<>();
    bodies.forEach(b -> moved.addAll(b.moved()));
    starts = recipe.plan().trained().ended(moved, exchanged);
    return variants;
  }

  /** The slots that all but the training takes for their parameters, whatever the clock chooses. */
  private static Map<Variable, Variable> exchanged(List<StageBody> bodies) {
    Map<Variable, Variable> exchanged = new LinkedHashMap<>();
    for (StageBody body : bodies) {
      body.exchanged()
          .forEach(
              (parameter, slot) -> {
                Variable other = exchanged.putIfAbsent(parameter, slot);
                if (other != null && !other.equals(slot)) {
                  throw new DiagnosticException(
                      ChainMessages.readFromTwo(parameter.name(), slot.place(), other.place()));
                }
              });
    }
    return exchanged;
  }

  /** What counts the falls of a patience, one counter for equal ones. */
  private Variable plateau(Duration patience) {
    RecipeProgram.Plateau known = plateaus.get(patience);
    if (known == null) {
      String path = RunNames.plain(shownName) + ".plateau";
      String number = plateaus.isEmpty() ? "" : "_" + (plateaus.size() + 1);
      known =
          new RecipeProgram.Plateau(
              counter(path + number + ".falls", ElementType.F32),
              counter(path + number + ".since", ElementType.F64),
              patience);
      plateaus.put(patience, known);
    }
    return known.falls();
  }

  private Variable counter(String path, ElementType type) {
    StepBuilder first = elaborator.firstValues.step().graph();
    return elaborator.variables.constant(
        "", path, first.fill(0, new TensorType(type, Shape.SCALAR)), Span.NONE);
  }

  /** The blocks of the data run while steps do, so no step may move what they read. */
  private static void demandStill(DataProgram data, StepGraph graph, Span training) {
    List<String> moving = new ArrayList<>();
    for (DataProgram.Operator operator : data.steps()) {
      if (operator instanceof DataProgram.Operator.Map map) {
        map.graph().reads().keySet().stream()
            .filter(graph.writes()::containsKey)
            .map(Variable::name)
            .forEach(moving::add);
      }
    }
    if (!moving.isEmpty()) {
      throw new DiagnosticException(DataMessages.movesMeanwhile(moving, data.place(), training));
    }
  }

  void evaluate(RecipeElaboration recipe, Statement.Evaluate statement, Scope scope) {
    Optional<Duration> every =
        statement.every().isPresent()
            ? Optional.of(
                duration(
                    elaborator.evaluate(statement.every().get(), scope),
                    statement.every().get(),
                    "`every`"))
            : statement.atEnd()
                ? Optional.empty()
                : Optional.of(new Duration(1, Duration.Unit.EPOCHS));
    passes++;
    String pass = RunNames.plain(shownName) + ".evaluate" + (passes == 1 ? "" : "_" + passes);
    DataProgram data = data(recipe, statement.data(), pass, scope);
    Reports reports = new Reports(elaborator, pass, split(statement.data()), false);
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.EVALUATE, pass);
    StageBody body = new StageBody(elaborator, recipe, reports, Optional.empty());
    batch(step, Truth.NO, data, statement.pattern(), statement.body(), body, scope);
    demandNew(reports);
    evaluates.add(
        new RecipeProgram.Evaluate(
            every,
            new Pass(
                data,
                reports.resetStep(),
                step.graph().build(pass + ".step"),
                reports.resultStep(),
                reports.reports()),
            statement.span()));
  }

  /** Elaborates a body on one batch. */
  private void batch(
      CurrentStep step,
      Truth mode,
      DataProgram data,
      Pattern pattern,
      Block block,
      StageBody body,
      Scope scope) {
    Scope inside = scope.inner();
    inside.define("B", new IntStatic(DataElaboration.BATCH));
    TupleDenotation record =
        RecordFields.record(
            data.batch(), f -> new TensorDenotation(step.graph().input(f.name(), f.type())));
    elaborator.patterns.bind(pattern, record, inside);
    elaborator.withBatch(
        fixedSize(data, mode == Truth.YES),
        () ->
            elaborator.in(
                step,
                mode,
                () -> elaborator.with(body, () -> elaborator.bodies.run(block, inside))));
  }

  /** The size of every batch, unless a last one may be smaller. */
  private static Optional<Dim> fixedSize(DataProgram data, boolean training) {
    for (DataProgram.Operator step : data.steps()) {
      if (step instanceof DataProgram.Operator.Batch batch) {
        boolean drops =
            batch.last() == DataProgram.Last.DROP
                || batch.last() == DataProgram.Last.DEFAULT && training;
        return drops ? Optional.of(Dim.of(batch.size())) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void demandNew(Reports reports) {
    reports
        .places()
        .forEach(
            (key, place) -> {
              Span before = reportPlaces.putIfAbsent(key, place);
              if (before != null) {
                elaborator.report(RecipeMessages.reportTwice(key, place, before));
              }
            });
  }

  private static Duration duration(Denotation value, Expression expression, String what) {
    if (value instanceof DurationStatic duration) {
      return duration.value();
    } else if (value.isError()) {
      return new Duration(1, Duration.Unit.EPOCHS);
    }
    Types.Fitting fitting = new Types.Fitting(what, expression.span(), Span.NONE);
    throw new DiagnosticException(
        Statics.isNumber(value)
            ? KindMessages.numberForDuration(fitting, value)
            : KindMessages.wrongKind(fitting, "a duration", value));
  }

  private DataProgram data(
      RecipeElaboration recipe, Expression expression, String pass, Scope scope) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    if (!(value instanceof DataDenotation data)) {
      throw new DiagnosticException(RecipeMessages.noData(value, expression.span()));
    }
    return new DataElaboration(elaborator, recipe.sizes(), data.pipe(), pass + ".data")
        .program(expression.span());
  }

  /** The last name of the head of a data expression (definitions C12). */
  private static String split(Expression data) {
    Expression head = data instanceof Expression.Pipe pipe ? pipe.head() : data;
    if (head instanceof Expression.Member member) {
      return member.name().text();
    } else if (head instanceof Expression.Reference reference) {
      return reference.name().text();
    } else if (head instanceof Expression.Call call) {
      return split(call.target());
    }
    return "data";
  }

  // ---- keep

  void keep(Statement.Keep statement) {
    keep.state(statement);
  }

  /** Settles what is kept, once all evaluations are known. */
  void demandKeep(boolean incomplete) {
    if (incomplete) {
      return;
    } else if (keep.isByReport()) {
      keep.settle(evaluates);
    } else if (waits.isPresent()) {
      elaborator.report(CompositionMessages.keepWanted("a patience", waits.get()));
    } else if (!plateaus.isEmpty() && train != null) {
      elaborator.report(CompositionMessages.keepWanted("a plateau", train.place()));
    }
  }
}
