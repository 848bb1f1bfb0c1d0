package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.Limits;
import org.netwright.frontend.program.Graph;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * Collects the ops of one step. It stands at an {@link Origin}, which each new op takes; operands
 * that do not fit are a {@link DiagnosticException} there. Variables have a current value: the one
 * they are read with, then what {@link #write} gave them last (definitions C3).
 */
public final class StepBuilder implements GraphBuilder {
  private final int limit;
  private final @Nullable LoopCapture outside;
  private final List<Value> parameters = new ArrayList<>();
  private final List<Op> ops = new ArrayList<>();
  private final List<StepGraph.Input> inputs = new ArrayList<>();
  private final Map<Variable, Value> reads = new LinkedHashMap<>();
  private final Map<Variable, Value> current = new LinkedHashMap<>();
  private final Map<Variable, Value> writes = new LinkedHashMap<>();
  private final Map<Variable, List<Value>> versions = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final List<Value> finite = new ArrayList<>();
  private Origin origin = Origin.NONE;
  private SizeConditions sizes = SizeConditions.STRICT;
  private @Nullable Region region;
  private @Nullable Op repeated;
  private int writeCount;
  private @Nullable DrawKeys keys;
  private @Nullable Value counter;

  public StepBuilder() {
    this(Limits.DEFAULT);
  }

  public StepBuilder(Limits limits) {
    this.limit = limits.ops();
    this.outside = null;
  }

  private StepBuilder(StepBuilder around) {
    this.limit = around.limit;
    this.outside = new LoopCapture(this, around);
    this.origin = around.origin;
    this.keys = around.keys;
  }

  /**
   * A builder for one iteration of a loop of this step. What it takes from this one becomes a
   * parameter of the iteration; the number of the iteration is the first.
   */
  public StepBuilder iteration() {
    StepBuilder inside = new StepBuilder(this);
    inside.parameter(new TensorType(ElementType.I32, Shape.SCALAR));
    return inside;
  }

  /** A value that each iteration is given: its number first, then what flows. */
  public Value parameter(TensorType type) {
    Attributes attributes = Attributes.of("name", "loop." + parameters.size(), "type", type);
    Value value = apply(Primitive.INPUT, attributes, List.of()).get(0);
    parameters.add(value);
    return value;
  }

  /**
   * The loop of which an inner builder has made an iteration.
   *
   * @param count an i32 scalar
   * @param flowing what flows in, of the types of the inner builder's parameters
   */
  public List<Value> loop(
      Value count,
      List<Value> flowing,
      StepBuilder inside,
      List<Value> results,
      Optional<Value> stop) {
    LoopCapture capture = Objects.requireNonNull(inside.outside);
    List<Value> flowsOut = results.stream().map(inside::own).toList();
    Optional<Value> stops = stop.map(inside::own);
    List<Value> parameters = new ArrayList<>(inside.parameters);
    parameters.addAll(capture.inside());
    LoopBody body =
        new LoopBody(parameters, flowsOut, stops, inside.reaching(flowsOut, stops, parameters));
    List<Value> operands = new ArrayList<>(List.of(count));
    operands.addAll(flowing);
    operands.addAll(capture.outer());
    return apply(Primitive.WHILE, Attributes.of("body", body), operands);
  }

  /**
   * The scan of which an inner builder has made an iteration.
   *
   * @param flowing what flows in, of the types of the inner builder's first parameters
   * @param parts tensors of which each iteration gets a part, in the order of its other parameters
   * @param next what flows on
   * @param gathered what all iterations give, one behind the other
   * @return what flows out, then what is gathered, then what flowed into each iteration
   */
  public List<Value> scan(
      long count,
      boolean reverse,
      List<Value> flowing,
      List<Value> parts,
      StepBuilder inside,
      List<Value> next,
      List<Value> gathered) {
    LoopCapture capture = Objects.requireNonNull(inside.outside);
    List<Value> results = new ArrayList<>();
    next.forEach(value -> results.add(inside.own(value)));
    gathered.forEach(value -> results.add(inside.own(value)));
    results.addAll(inside.parameters.subList(1, 1 + flowing.size()));
    List<Value> parameters = new ArrayList<>(inside.parameters);
    parameters.addAll(capture.inside());
    LoopBody body =
        new LoopBody(
            parameters,
            results,
            Optional.empty(),
            inside.reaching(results, Optional.empty(), parameters));
    List<Value> operands = new ArrayList<>(flowing);
    operands.addAll(parts);
    operands.addAll(capture.outer());
    Attributes attributes =
        Attributes.of(
            "body",
            body,
            "count",
            count,
            "flowing",
            (long) flowing.size(),
            "parts",
            (long) parts.size(),
            "reverse",
            reverse);
    return apply(Primitive.SCAN, attributes, operands);
  }

  private List<Op> reaching(List<Value> results, Optional<Value> stop, List<Value> parameters) {
    boolean[] needed = new boolean[ops.size()];
    List.of(results, stop.stream().toList(), parameters)
        .forEach(roots -> roots.forEach(value -> needed[value.op().id()] = true));
    spread(needed);
    return ops.stream().filter(op -> needed[op.id()]).toList();
  }

  /** What each iteration is given: its number, then what flows. */
  public List<Value> parameters() {
    return Collections.unmodifiableList(parameters);
  }

  /** The number of the iteration, i32. */
  Value index() {
    return parameters.get(0);
  }

  /** Whether a value is made here. */
  public boolean owns(Value value) {
    int id = value.op().id();
    return id < ops.size() && ops.get(id) == value.op();
  }

  /** The builder of the step around the iteration that this one makes. */
  public Optional<StepBuilder> around() {
    return Optional.ofNullable(outside).map(LoopCapture::around);
  }

  /** What an iteration has taken from the step around so far, as values of that step. */
  public List<Value> captured() {
    return outside == null ? List.of() : List.copyOf(outside.outer());
  }

  /** The value here: itself, or the parameter by which an iteration gets it. */
  public Value own(Value value) {
    return outside == null || owns(value) ? value : outside.of(value);
  }

  /** From now on somebody answers for symbolic sizes; the graph is for mistakes only. */
  public void sizes(SizeConditions conditions) {
    this.sizes = conditions;
  }

  // ---- where it stands

  public Origin origin() {
    return origin;
  }

  /** Stands at another place from now on; returns the place it stood at. */
  public Origin at(Origin place) {
    Origin before = origin;
    origin = place;
    return before;
  }

  /** What {@code body} makes at a place; afterwards the builder stands where it stood. */
  public <T> T within(Origin place, Supplier<T> body) {
    Origin before = at(place);
    try {
      return body.get();
    } finally {
      at(before);
    }
  }

  /** The innermost region that new ops lie in, if any. */
  public Optional<Region> region() {
    return Optional.ofNullable(region);
  }

  /** What {@code body} makes in a region, or in none; afterwards the builder is where it was. */
  public <T> T inRegion(Optional<Region> place, Supplier<T> body) {
    Region before = region;
    region = place.orElse(null);
    try {
      return body.get();
    } finally {
      region = before;
    }
  }

  /** The id that the next op will have. */
  public int nextId() {
    return ops.size();
  }

  /** The ops so far, in the order they were made. */
  public List<Op> ops() {
    return Collections.unmodifiableList(ops);
  }

  // ---- what a step is made of

  /** A value fed from outside. */
  public Value input(String name, TensorType type) {
    if (outside != null) {
      return own(outside.around().input(name, type));
    }
    if (inputs.stream().anyMatch(input -> input.name().equals(name))) {
      throw new IllegalStateException("the step has an input " + name + " already");
    }
    Value value =
        apply(Primitive.INPUT, Attributes.of("name", name, "type", type), List.of()).get(0);
    inputs.add(new StepGraph.Input(name, value));
    return value;
  }

  /** The current value of a variable: that of the last write, else the one the step starts with. */
  public Value read(Variable variable) {
    if (outside != null) {
      return own(outside.around().read(variable));
    }
    Value known = current.get(variable);
    if (known != null) {
      return known;
    }
    Attributes attributes = Attributes.of("variable", variable.name(), "type", variable.type());
    Value value = apply(Primitive.READ, attributes, List.of()).get(0);
    reads.put(variable, value);
    makeCurrent(variable, value);
    return value;
  }

  private void makeCurrent(Variable variable, Value value) {
    current.put(variable, value);
    versions.computeIfAbsent(variable, v -> new ArrayList<>()).add(value);
  }

  /** The values that a variable has had so far in this step, the current one last. */
  public List<Value> versions(Variable variable) {
    return Collections.unmodifiableList(versions.getOrDefault(variable, List.of()));
  }

  /** The current value of a variable, if the step has read or written it so far. */
  public Optional<Value> current(Variable variable) {
    return outside == null
        ? Optional.ofNullable(current.get(variable))
        : outside.around().current(variable).map(this::own);
  }

  /** Gives a variable a new current value; the last one is stored when the step ends. */
  public void write(Variable variable, Value value) {
    if (outside != null) {
      throw new DiagnosticException(GraphMessages.writtenInLoop(origin.span(), variable));
    }
    if (!variable.type().equals(value.type())) {
      throw new DiagnosticException(
          GraphMessages.wrongVariableType(origin.span(), variable, value.type()));
    }
    makeCurrent(variable, value);
    writes.put(variable, value);
    writeCount++;
  }

  /** How often variables were written so far. */
  public int writeCount() {
    return writeCount;
  }

  /** The value that a variable has at the start of the step, if the step has read it. */
  public Optional<Value> start(Variable variable) {
    return Optional.ofNullable(reads.get(variable));
  }

  public boolean isWritten(Variable variable) {
    return writes.containsKey(variable);
  }

  /** Fetches a value under a name. */
  public void output(String name, Value value) {
    if (outputs.put(name, value) != null) {
      throw new IllegalStateException("the step has an output " + name + " already");
    }
  }

  /** Demands that a value be finite before anything is written. */
  public void finite(Value value) {
    finite.add(value);
  }

  /**
   * The step, without ops that reach no output, write, finite value or check. Ids stay as they were
   * given. Fields of the record stay inputs even when nothing reads them, since their shapes tell
   * the sizes of free dims; clocks that nothing reads go.
   */
  public StepGraph build(String name) {
    return build(name, Map.of());
  }

  /**
   * The step where some variables change places with others: each of a pair is read and written in
   * the other's stead.
   */
  public StepGraph build(String name, Map<Variable, Variable> pairs) {
    Map<Variable, Variable> places = new HashMap<>(pairs);
    pairs.forEach((one, other) -> places.put(other, one));
    boolean[] needed = needed();
    List<Op> kept = ops.stream().filter(op -> needed[op.id()]).toList();
    Map<Variable, Value> readsKept = new LinkedHashMap<>();
    reads.forEach(
        (variable, value) -> {
          if (needed[value.op().id()]) {
            readsKept.put(places.getOrDefault(variable, variable), value);
          }
        });
    Map<Variable, Value> written = new LinkedHashMap<>();
    writes.forEach(
        (variable, value) -> written.put(places.getOrDefault(variable, variable), value));
    return new StepGraph(
        name,
        inputs.stream().filter(input -> needed[input.value().op().id()]).toList(),
        readsKept,
        written,
        outputs,
        finite,
        new Graph(kept));
  }

  private boolean[] needed() {
    boolean[] needed = new boolean[ops.size()];
    for (Map<?, Value> roots : List.of(writes, outputs)) {
      roots.values().forEach(value -> needed[value.op().id()] = true);
    }
    finite.forEach(value -> needed[value.op().id()] = true);
    for (StepGraph.Input input : inputs) {
      needed[input.value().op().id()] |= !input.isClock();
    }
    spread(needed);
    return needed;
  }

  /** From needed ops, and from checks, to all that they need. */
  private void spread(boolean[] needed) {
    for (int id = ops.size() - 1; id >= 0; id--) {
      Op op = ops.get(id);
      needed[id] |= op.primitive() == Primitive.CHECK;
      if (needed[id]) {
        op.operands().forEach(operand -> needed[operand.op().id()] = true);
      }
    }
  }

  // ---- ops

  @Override
  public List<Value> apply(Primitive primitive, Attributes attributes, List<Value> operands) {
    try {
      return applyFitting(primitive, attributes, operands);
    } catch (ShapeMisfit misfit) {
      throw new DiagnosticException(misfit.at(origin.span()));
    } catch (ArithmeticException overflow) {
      throw new DiagnosticException(GraphMessages.sizeTooLarge(origin.span(), overflow));
    }
  }

  /**
   * Computes again, here and from other operands that hold the same numbers, what an op computed: a
   * pass that decides how the first is computed decides for both.
   */
  public List<Value> repeat(Op original, List<Value> operands) {
    repeated = original;
    try {
      return apply(original.primitive(), original.attributes(), operands);
    } finally {
      repeated = null;
    }
  }

  private List<Value> applyFitting(
      Primitive primitive, Attributes given, List<Value> givenOperands) {
    Optional<Op> original = Optional.ofNullable(repeated);
    repeated = null; // what is made on the way is new
    if (primitive == Primitive.EINSUM && givenOperands.size() > 2) {
      return pairwise(given, givenOperands);
    }
    boolean nearest = primitive == Primitive.RESIZE && "nearest".equals(given.all().get("method"));
    List<Value> owned = givenOperands.stream().map(this::own).toList();
    List<Value> operands = Widening.widen(this, primitive, owned, nearest);
    Attributes attributes = fromStart(given, operands);
    List<TensorType> types =
        ShapeRules.results(
            primitive, attributes, operands.stream().map(Value::type).toList(), sizes);
    if (types.size() == 1) {
      Optional<Value> simple =
          Simplification.of(this, primitive, attributes, operands, types.get(0));
      if (simple.isPresent()) {
        return List.of(simple.get());
      }
    }
    if (ops.size() >= limit) {
      throw new DiagnosticException(GraphMessages.tooManyOps(origin.span(), limit));
    }
    Op op =
        new Op(
            ops.size(),
            primitive,
            operands,
            attributes,
            types,
            origin,
            Optional.ofNullable(region),
            original);
    ops.add(op);
    return op.results();
  }

  /** Axes that count from the end, counted from the start. */
  private static Attributes fromStart(Attributes attributes, List<Value> operands) {
    if (operands.isEmpty()) {
      return attributes;
    }
    int rank =
        attributes.has("shape") && attributes.has("axis")
            ? attributes.shape("shape").rank()
            : operands.get(0).type().shape().rank();
    Attributes changed = attributes;
    if (attributes.has("axis") && attributes.integer("axis") < 0) {
      changed = changed.with("axis", attributes.integer("axis") + rank);
    }
    if (attributes.has("axes") && Arrays.stream(attributes.integers("axes")).anyMatch(a -> a < 0)) {
      long[] axes = attributes.integers("axes");
      Arrays.setAll(axes, i -> axes[i] < 0 ? axes[i] + rank : axes[i]);
      changed = changed.with("axes", axes);
    }
    return changed;
  }

  /** A product of many operands as products of two, from left to right. */
  private List<Value> pairwise(Attributes attributes, List<Value> operands) {
    ShapeMessages say = new ShapeMessages(Primitive.EINSUM, sizes);
    EinsumEquation equation = EinsumEquation.parse(attributes.text("equation"), say);
    if (equation.operands().size() != operands.size()) {
      throw say.equation(
          equation.toString(),
          "has " + equation.operands().size() + " operands and is given " + operands.size());
    }
    EinsumEquation first = equation.pair();
    List<Value> left = new ArrayList<>();
    left.addAll(
        apply(
            Primitive.EINSUM, Attributes.of("equation", first.toString()), operands.subList(0, 2)));
    left.addAll(operands.subList(2, operands.size()));
    return apply(Primitive.EINSUM, Attributes.of("equation", equation.rest().toString()), left);
  }

  // ---- draws

  /** From now on draws take their keys here and are counted by a value (an i64 scalar). */
  public void draws(DrawKeys drawKeys, Value drawCounter) {
    this.keys = drawKeys;
    this.counter = drawCounter;
  }

  private Value draw(Primitive primitive, Shape shape) {
    if (keys == null) {
      throw new IllegalStateException("draws(…) must come before the first draw of a step");
    }
    Attributes attributes = Attributes.of("shape", shape, "key", keys.next(origin));
    return apply(primitive, attributes, List.of(counter())).get(0);
  }

  /** What draws are counted by. */
  Value counter() {
    if (counter == null && outside != null) {
      counter = outside.counter();
    }
    return Objects.requireNonNull(counter, "draws(…) must come before the first draw of a step");
  }

  @Override
  public Value randomUniform(Shape shape) {
    return draw(Primitive.RANDOM_UNIFORM, shape);
  }

  @Override
  public Value randomNormal(Shape shape) {
    return draw(Primitive.RANDOM_NORMAL, shape);
  }

  @Override
  public Value randomTruncatedNormal(Shape shape) {
    return draw(Primitive.RANDOM_TRUNCATED_NORMAL, shape);
  }
}
