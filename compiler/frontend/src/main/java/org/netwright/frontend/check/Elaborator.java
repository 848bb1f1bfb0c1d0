package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.resolve.Unit;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/**
 * One elaboration: of a model, a recipe, a test or a layer that nothing reaches. It holds the state
 * that the rooms share (the step, the mode, the applications in progress), and the rooms
 * themselves, one an idea.
 */
final class Elaborator {
  /** What equal sizes would cure: with symbolic sizes it is a condition of every application. */
  private static final Set<String> DECIDED_BY_SIZES =
      Set.of("NW306", "NW338", "NW340", "NW343", "NW344", "NW345", "NW346", "NW347");

  final ResolvedProgram program;
  final Catalog catalog;
  final Limits limits;
  final Bounds bounds;
  final Findings findings;
  final Reached reached;
  final long seed;

  final Operators operators = new Operators(this);
  final Types types = new Types(this);
  final Expressions expressions = new Expressions(this);
  final ArgumentBinding arguments = new ArgumentBinding(this);
  final Building building = new Building(this);
  final Application application = new Application(this);
  final ConstraintCheck constraints = new ConstraintCheck(this);
  final Calls calls = new Calls(this);
  final Bodies bodies = new Bodies(this);
  final PatternBinding patterns = new PatternBinding(this);
  final Loops loops = new Loops(this);
  final Parts parts = new Parts(this);
  final Adapting adapting = new Adapting(this);
  final Contractions contractions = new Contractions(this);
  final Quantizers quantizers = new Quantizers(this);
  final Constructs constructs = new Constructs(this);
  final Subscripts subscripts = new Subscripts(this);
  final Definitions definitions = new Definitions(this);
  final ExternalLayers externalLayers = new ExternalLayers(this);
  final Declared declared = new Declared(this);
  final OpenSizes sizes = new OpenSizes(this);
  final ShapeTelling shapes = new ShapeTelling(this);
  final ApplicationStack applications;
  final FirstValues firstValues = new FirstValues(this);
  final Variables variables;
  final LayerLog layers = new LayerLog();
  final SourceFactLedger facts = new SourceFactLedger(this);
  final ValueLog values = new ValueLog();
  final Taps taps = new Taps(this, values);

  private @Nullable CurrentStep step;
  private Truth training = Truth.NO;
  private boolean open;
  private int freshDims;
  private @Nullable RecipeContext recipe;
  private @Nullable BodyEffects effects;
  private @Nullable WordMeaning words;
  private @Nullable SourceTensors sourceTensors;
  private int recipeDraws;
  private boolean frozen;
  private Optional<Dim> batch = Optional.empty();

  /**
   * @param open whether sizes and hyperparameters may be unknown: what they leave undecided holds
   *     by assumption
   */
  Elaborator(
      ResolvedProgram program,
      Catalog catalog,
      Limits limits,
      Findings findings,
      Reached reached,
      long seed,
      boolean open) {
    this.program = program;
    this.catalog = catalog;
    this.limits = limits;
    this.bounds = new Bounds(limits);
    this.findings = findings;
    this.reached = reached;
    this.seed = seed;
    this.open = open;
    this.applications = new ApplicationStack(program, limits, bounds);
    this.variables = new Variables(this);
  }

  boolean isOpen() {
    return open;
  }

  /** From here on sizes may be unknown: a fact of a source is, which only its files tell. */
  void openUp() {
    open = true;
  }

  /** A dim that nothing is known of. */
  String unknownName() {
    freshDims++;
    return "?" + freshDims;
  }

  Optional<RecipeContext> recipe() {
    return Optional.ofNullable(recipe);
  }

  /** Does something where another recipe gives expressions a meaning. */
  <T> T inRecipe(RecipeContext context, Supplier<T> work) {
    RecipeContext before = recipe;
    recipe = context;
    try {
      return work.get();
    } finally {
      recipe = before;
    }
  }

  /** Does something again whose draws at the level of the recipe are the same as before. */
  <T> T drawingFrom(int draws, Supplier<T> work) {
    applications.innermost().ifPresentOrElse(run -> run.draws(draws), () -> recipeDraws = draws);
    return work.get();
  }

  /** The draws at the level of the recipe so far. */
  int recipeDraws() {
    return applications.innermost().map(Frame::draws).orElse(recipeDraws);
  }

  /** What the statements of recipes and tests do here. */
  Optional<BodyEffects> effects() {
    return Optional.ofNullable(effects);
  }

  /** Does something where other statements have a meaning. */
  <T> T with(@Nullable BodyEffects other, Supplier<T> work) {
    BodyEffects before = effects;
    effects = other;
    try {
      return work.get();
    } finally {
      effects = before;
    }
  }

  /** Does something while paths and strings may name the tensors of a source. */
  <T> T named(SourceTensors tensors, Supplier<T> work) {
    SourceTensors before = sourceTensors;
    sourceTensors = tensors;
    try {
      return work.get();
    } finally {
      sourceTensors = before;
    }
  }

  /** The tensor of a source that an expression names, where a rule is computed. */
  Optional<Denotation> sourceTensor(Expression expression, Scope scope) {
    return sourceTensors == null || !applications.isOutermost()
        ? Optional.empty()
        : sourceTensors.tensor(expression, scope);
  }

  // ---- shapes

  /** Who is told of shapes from now on. */
  Elaborator telling(ShapeLog log) {
    shapes.to(log);
    return this;
  }

  /** Tells what an expression came to, if it is a tensor. */
  Denotation shaped(Expression node, ShapeLog.Role role, Denotation value) {
    return shapes.shaped(node, role, value);
  }

  /** The order of a region that begins now. */
  int beginRegion() {
    return shapes.beginRegion();
  }

  /** The number of the next operation of the step; 0 where there is none. */
  int nextOp() {
    return step == null ? 0 : step.graph().nextId();
  }

  /** Tells of a region that has ended, unless it computed first values only. */
  void region(
      ShapeLog.Kind kind,
      String name,
      String path,
      int order,
      int count,
      List<ShapeLog.Extent> parts,
      Span place) {
    shapes.region(new ShapeLog.Region(kind, name, path, order, count, parts, place));
  }

  // ---- words

  void words(WordMeaning meaning) {
    this.words = meaning;
  }

  /** What a word of the compiler means here, if anything. */
  Optional<Denotation> meaning(
      String word, Optional<Denotation> piped, Expression.Call call, Scope scope) {
    return words == null ? Optional.empty() : words.call(word, piped, call, scope);
  }

  /** The size that every batch has while some work goes on, if it is known. */
  <T> T withBatch(Optional<Dim> size, Supplier<T> work) {
    Optional<Dim> before = batch;
    batch = size;
    try {
      return work.get();
    } finally {
      batch = before;
    }
  }

  /** The sizes of batch axes that are known although they stay names in the graph. */
  Map<String, Dim> batchSizes() {
    return batch.map(b -> Map.of("B", b)).orElse(Map.of());
  }

  // ---- the step

  /** Whether what is being made runs on records, whose sizes only opening tells. */
  boolean isAskedOfRecords() {
    return step != null && step.purpose() == CurrentStep.Purpose.DATA;
  }

  Optional<CurrentStep> currentStep() {
    return Optional.ofNullable(step);
  }

  CurrentStep step(Span span) {
    if (step == null) {
      throw new DiagnosticException(StepMessages.noTensorHere(span));
    }
    return step;
  }

  /** The builder, standing at a place of the text. */
  StepBuilder graph(Span span) {
    StepBuilder graph = step(span).graph();
    graph.at(new Origin(span, path(), false));
    return graph;
  }

  /** The current value of a variable; no gradient reaches a parameter through a frozen net (C5). */
  Value current(Variable variable, Span span) {
    Value value = read(variable, span);
    if (!frozen) {
      step(span).movable(variable);
    }
    return frozen && variable.kind() == Variable.Kind.PARAMETER
        ? stopped(value, variable, span)
        : value;
  }

  private Value stopped(Value value, Variable variable, Span span) {
    Value stopped = graph(span).stopGradient(value);
    step(span).parameter(stopped, variable);
    return stopped;
  }

  /** The current value of a variable; the step remembers whose value it is. */
  Value read(Variable variable, Span span) {
    Value value = graph(span).read(variable);
    if (variable.kind() == Variable.Kind.PARAMETER) {
      step(span).parameter(value, variable);
    }
    return value;
  }

  <T> T frozen(Supplier<T> work) {
    boolean before = frozen;
    frozen = true;
    try {
      return work.get();
    } finally {
      frozen = before;
    }
  }

  /** Does something in another step and comes back. */
  <T> T in(CurrentStep other, Truth mode, Supplier<T> work) {
    CurrentStep before = step;
    Truth modeBefore = training;
    step = other;
    training = mode;
    try {
      return work.get();
    } finally {
      step = before;
      training = modeBefore;
    }
  }

  /** A step whose draws are keyed by purpose, stage, path, application and site (C17). */
  CurrentStep newStep(CurrentStep.Purpose purpose, String stage) {
    CurrentStep made = new CurrentStep(new StepBuilder(limits), purpose, stage);
    made.graph().draws(origin -> drawKey(made), made.drawCounter());
    if (open) {
      made.graph().sizes(sizes);
    }
    return made;
  }

  private long drawKey(CurrentStep of) {
    Optional<Frame> frame = applications.innermost();
    int application = frame.map(Frame::application).orElse(0);
    int draw = frame.isEmpty() ? recipeDraw(of) : frame.get().nextDraw();
    return DrawKeys.key(
        seed,
        of.purpose().name(),
        of.stage(),
        applications.path(),
        Integer.toString(application),
        Integer.toString(draw));
  }

  /** Blocks of data count for themselves: what a cache holds depends on nothing else. */
  private int recipeDraw(CurrentStep of) {
    return of.purpose() == CurrentStep.Purpose.DATA ? of.nextDraw() : recipeDraws++;
  }

  // ---- mode

  Truth training() {
    return training;
  }

  <T> T inMode(Truth mode, Supplier<T> work) {
    Truth before = training;
    training = mode;
    try {
      return work.get();
    } finally {
      training = before;
    }
  }

  // ---- applications

  /** The path of the instance that is being applied. */
  String path() {
    return applications.path();
  }

  <T> T within(Frame frame, Supplier<T> work) {
    return applications.within(frame, work);
  }

  // ---- mistakes

  /**
   * Adds what is wrong, with the applications around it. A mistake inside the library is shown
   * where the project's text applies it.
   */
  void report(DiagnosticException mistake) {
    if (mistake.diagnostics().isEmpty()) {
      sizes.leaveOut();
    }
    mistake.diagnostics().forEach(this::report);
  }

  void report(Diagnostic mistake) {
    if (open && DECIDED_BY_SIZES.contains(mistake.code()) && !sizes.isCertain(mistake.code())) {
      sizes.leaveOut();
      return;
    }
    if (!applications.follows(mistake)) {
      findings.add(applications.traced(mistake));
    }
  }

  /** Whether anything is wrong, with names or with what was elaborated so far. */
  boolean hasErrors() {
    return findings.hasErrors() || program.hasErrors();
  }

  /** The value of some work, or the error value when it finds a mistake, which is added. */
  Denotation guarded(Supplier<Denotation> work) {
    try {
      return work.get();
    } catch (DiagnosticException mistake) {
      report(mistake);
      return Denotations.ERROR;
    }
  }

  Denotation evaluate(Expression expression, Scope scope) {
    return expressions.evaluate(expression, scope);
  }

  Scope topScope(Unit unit) {
    return Scope.top(Place.top(unit));
  }
}
