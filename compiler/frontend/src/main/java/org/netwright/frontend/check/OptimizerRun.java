package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;

/** One step of one optimizer over the parameters of its statement. */
final class OptimizerRun implements OptimizerStep {
  private final Elaborator elaborator;
  private final OptimizerUse use;
  private final StepBuilder graph;
  private final String name;
  private final OptimizerSlots slots;
  private final Map<String, Denotation> arguments;
  private final Span span;
  private final List<Moved> moved = new ArrayList<>();
  private final Map<Denotation, Value> options = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private Optional<Value> innerRate = Optional.empty();
  private @Nullable Value count;

  /**
   * @param name what the text calls the optimizer
   */
  OptimizerRun(
      Elaborator elaborator,
      OptimizerUse use,
      String name,
      OptimizerSlots slots,
      Map<String, Denotation> arguments,
      Span span) {
    this.elaborator = elaborator;
    this.use = use;
    this.graph = elaborator.graph(span);
    this.name = name;
    this.slots = slots;
    this.arguments = arguments;
    this.span = span;
  }

  void add(OptimizerUse.Mover mover) {
    moved.add(new Moved(mover));
  }

  /** The new values, one a parameter in the order they were added. */
  List<Value> newValues() {
    return moved.stream().map(Moved::newValue).toList();
  }

  @Override
  public List<Parameter> parameters() {
    return List.copyOf(moved);
  }

  @Override
  public Value count() {
    if (count == null) {
      Variable counter = slots.counter();
      Value next = graph.add(graph.read(counter), graph.constant(1, ElementType.I64));
      write(counter, next);
      count = graph.cast(next, ElementType.F32);
    }
    return count;
  }

  @Override
  public Clock clock() {
    return elaborator.definitions.clockAt(span);
  }

  @Override
  public Value slot(String name) {
    return graph.read(slots.slot(name));
  }

  @Override
  public void updateSlot(String name, Value newValue) {
    write(slots.slot(name), newValue);
  }

  private void write(Variable slot, Value next) {
    graph.write(slot, use.kept(next, slot));
  }

  @Override
  public List<Value> gradientAt(List<Value> values) {
    Map<Variable, Value> at = new LinkedHashMap<>();
    for (int i = 0; i < moved.size(); i++) {
      at.put(moved.get(i).mover.parameter(), values.get(i));
    }
    Map<Variable, Value> gradients = use.gradientsAt(at, name, span);
    return moved.stream()
        .map(m -> Objects.requireNonNull(gradients.get(m.mover.parameter())))
        .toList();
  }

  @Override
  public List<Value> movedBy(String optimizer, List<Value> values, List<Value> gradients) {
    if (!asked.add(optimizer)) {
      throw new IllegalStateException(
          slots.name() + " asks `" + optimizer + "` for a second step in one");
    }
    Denotation inner = arguments.get(optimizer);
    if (inner == null) {
      throw new IllegalStateException(slots.name() + " declares no optimizer " + optimizer);
    }
    List<OptimizerUse.Mover> movers = new ArrayList<>();
    for (int i = 0; i < moved.size(); i++) {
      movers.add(
          new OptimizerUse.Mover(moved.get(i).mover.parameter(), values.get(i), gradients.get(i)));
    }
    OptimizerUse.Optimized made = use.inner(inner, movers, span);
    innerRate = innerRate.or(made::rate);
    return made.values();
  }

  private Denotation optionOf(String name, Variable variable) {
    Denotation value = arguments.get(name);
    if (value == null) {
      throw new IllegalStateException(slots.name() + " declares no option " + name);
    }
    return Choice.of(value, variable);
  }

  /** The rate of the first parameter, if the optimizer or one that it was given has one. */
  Optional<Value> rate() {
    return arguments.containsKey("lr") && !moved.isEmpty()
        ? Optional.of(moved.get(0).option("lr"))
        : innerRate;
  }

  /** One parameter in this step. */
  private final class Moved implements Parameter {
    private final OptimizerUse.Mover mover;
    private @Nullable Value next;

    Moved(OptimizerUse.Mover mover) {
      this.mover = mover;
    }

    Value newValue() {
      if (next == null) {
        throw new IllegalStateException(slots.name() + " gave no new value to " + path());
      }
      return next;
    }

    @Override
    public String path() {
      return mover.parameter().name();
    }

    @Override
    public String role() {
      return mover.parameter().role();
    }

    @Override
    public Value value() {
      return mover.value();
    }

    @Override
    public Value gradient() {
      return mover.gradient();
    }

    @Override
    public Value slot(String name) {
      return graph.read(slots.slot(mover.parameter(), name));
    }

    @Override
    public Value option(String name) {
      Denotation chosen = optionOf(name, mover.parameter());
      Value known = options.get(chosen);
      if (known == null) {
        Denotation now = elaborator.definitions.now(chosen);
        known = graph.cast(elaborator.operators.value(now, ElementType.F32, span), ElementType.F32);
        options.put(chosen, known);
      }
      return known;
    }

    @Override
    public OptionalDouble constantOption(String name) {
      return Statics.number(optionOf(name, mover.parameter()));
    }

    @Override
    public void update(Value newValue) {
      if (next != null) {
        throw new IllegalStateException(slots.name() + " moves " + path() + " twice");
      }
      next = newValue;
    }

    @Override
    public void updateSlot(String name, Value newValue) {
      write(slots.slot(mover.parameter(), name), newValue);
    }
  }
}
