package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** One step of one optimizer over the parameters of its statement. */
final class OptimizerRun implements OptimizerStep {
  private final Elaborator elaborator;
  private final StepBuilder graph;
  private final OptimizerSlots slots;
  private final Map<String, Denotation> arguments;
  private final Optional<Value> due;
  private final Span span;
  private final List<Moved> moved = new ArrayList<>();
  private final Map<Denotation, Value> options = new HashMap<>();
  private @Nullable Value count;

  /**
   * @param due whether what is computed is kept in this step; empty where it always is
   */
  OptimizerRun(
      Elaborator elaborator,
      OptimizerSlots slots,
      Map<String, Denotation> arguments,
      Optional<Value> due,
      Span span) {
    this.elaborator = elaborator;
    this.graph = elaborator.graph(span);
    this.slots = slots;
    this.arguments = arguments;
    this.due = due;
    this.span = span;
  }

  void add(Variable variable, Value gradient) {
    moved.add(new Moved(variable, gradient));
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
      Variable counter = slots.counter(new TensorType(ElementType.I64, Shape.SCALAR));
      Value next = graph.add(graph.read(counter), graph.constant(1, ElementType.I64));
      write(counter, next);
      count = graph.cast(next, ElementType.F32);
    }
    return count;
  }

  private void write(Variable slot, Value next) {
    graph.write(
        slot, due.map(d -> Accumulation.kept(graph, d, next, graph.read(slot))).orElse(next));
  }

  private Denotation optionOf(String name, Variable variable) {
    Denotation value = arguments.get(name);
    if (value == null) {
      throw new IllegalStateException(slots.name() + " declares no option " + name);
    }
    return Choice.of(value, variable);
  }

  /** The rate of the first parameter, if the optimizer has one. */
  @Nullable Value rate() {
    return arguments.containsKey("lr") && !moved.isEmpty() ? moved.get(0).option("lr") : null;
  }

  /** One parameter in this step. */
  private final class Moved implements Parameter {
    private final Variable variable;
    private final Value gradient;
    private @Nullable Value next;

    Moved(Variable variable, Value gradient) {
      this.variable = variable;
      this.gradient = gradient;
    }

    Value newValue() {
      if (next == null) {
        throw new IllegalStateException(slots.name() + " gave no new value to " + variable.name());
      }
      return next;
    }

    @Override
    public String path() {
      return variable.name();
    }

    @Override
    public Value value() {
      return graph.read(variable);
    }

    @Override
    public Value gradient() {
      return gradient;
    }

    @Override
    public Value slot(String name) {
      return graph.read(slots.slot(variable, name));
    }

    @Override
    public Value option(String name) {
      Denotation chosen = optionOf(name, variable);
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
      return Statics.number(optionOf(name, variable));
    }

    @Override
    public void update(Value newValue) {
      if (next != null) {
        throw new IllegalStateException(slots.name() + " moves " + variable.name() + " twice");
      }
      next = newValue;
    }

    @Override
    public void updateSlot(String name, Value newValue) {
      write(slots.slot(variable, name), newValue);
    }
  }
}
