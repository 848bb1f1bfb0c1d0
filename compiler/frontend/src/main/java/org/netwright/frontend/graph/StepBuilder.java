package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * Collects the ops of one step. It stands at an {@link Origin}, which each new op takes; operands
 * that do not fit are a {@link DiagnosticException} there. Variables have a current value: the one
 * they are read with, then what {@link #write} gave them last (definitions C3).
 */
public final class StepBuilder implements GraphBuilder {
  private final int limit;
  private final List<Op> ops = new ArrayList<>();
  private final List<StepGraph.Input> inputs = new ArrayList<>();
  private final Map<Variable, Value> reads = new LinkedHashMap<>();
  private final Map<Variable, Value> current = new LinkedHashMap<>();
  private final Map<Variable, Value> writes = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final List<Value> finite = new ArrayList<>();
  private Origin origin = Origin.NONE;
  private SizeConditions sizes = SizeConditions.STRICT;
  private @Nullable Region region;
  private int writeCount;
  private @Nullable DrawKeys keys;
  private @Nullable Value counter;

  public StepBuilder() {
    this(Limits.DEFAULT);
  }

  public StepBuilder(Limits limits) {
    this.limit = limits.ops();
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
    Value known = current.get(variable);
    if (known != null) {
      return known;
    }
    Attributes attributes = Attributes.of("variable", variable.name(), "type", variable.type());
    Value value = apply(Primitive.READ, attributes, List.of()).get(0);
    reads.put(variable, value);
    current.put(variable, value);
    return value;
  }

  /** The current value of a variable, if the step has read or written it so far. */
  public Optional<Value> current(Variable variable) {
    return Optional.ofNullable(current.get(variable));
  }

  /** Gives a variable a new current value; the last one is stored when the step ends. */
  public void write(Variable variable, Value value) {
    if (!variable.type().equals(value.type())) {
      throw new DiagnosticException(
          GraphMessages.wrongVariableType(origin.span(), variable, value.type()));
    }
    current.put(variable, value);
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
    boolean[] needed = needed();
    List<Op> kept = ops.stream().filter(op -> needed[op.id()]).toList();
    Map<Variable, Value> readsKept = new LinkedHashMap<>();
    reads.forEach(
        (variable, value) -> {
          if (needed[value.op().id()]) {
            readsKept.put(variable, value);
          }
        });
    return new StepGraph(
        name,
        inputs.stream().filter(input -> needed[input.value().op().id()]).toList(),
        readsKept,
        writes,
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
    for (int id = ops.size() - 1; id >= 0; id--) {
      Op op = ops.get(id);
      needed[id] |= op.primitive() == Primitive.CHECK;
      if (needed[id]) {
        op.operands().forEach(operand -> needed[operand.op().id()] = true);
      }
    }
    return needed;
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

  private List<Value> applyFitting(
      Primitive primitive, Attributes given, List<Value> givenOperands) {
    if (primitive == Primitive.EINSUM && givenOperands.size() > 2) {
      return pairwise(given, givenOperands);
    }
    boolean nearest = primitive == Primitive.RESIZE && "nearest".equals(given.all().get("method"));
    List<Value> operands = Widening.widen(this, primitive, givenOperands, nearest);
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
            Optional.ofNullable(region));
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
    if (keys == null || counter == null) {
      throw new IllegalStateException("draws(…) must come before the first draw of a step");
    }
    Attributes attributes = Attributes.of("shape", shape, "key", keys.next(origin));
    return apply(primitive, attributes, List.of(counter)).get(0);
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
