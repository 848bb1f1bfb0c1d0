package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The variables of one optimizer: its slots beside parameters, and its counter. */
final class OptimizerSlots {
  private final Elaborator elaborator;
  private final String name;
  private final List<Slot> slots;
  private final Span span;
  private final Map<String, Variable> variables = new HashMap<>();

  /**
   * @param name unique in the recipe
   */
  OptimizerSlots(Elaborator elaborator, String name, List<Slot> slots, Span span) {
    this.elaborator = elaborator;
    this.name = name;
    this.slots = List.copyOf(slots);
    this.span = span;
  }

  String name() {
    return name;
  }

  Variable slot(Variable parameter, String slot) {
    double initial =
        slots.stream()
            .filter(s -> s.name().equals(slot))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " declares no slot " + slot))
            .initial();
    return variable(
        parameter.net(),
        parameter.path() + "." + name + "." + slot,
        parameter.type(),
        Variable.Kind.SLOT,
        initial);
  }

  Variable counter(TensorType type) {
    return variable("", name + ".count", type, Variable.Kind.COUNTER, 0);
  }

  /** Counts the steps of all trainings that use the optimizer, where a {@code let} binds it. */
  Variable clock() {
    return variable(
        "",
        name + ".clock",
        new TensorType(ElementType.I64, Shape.SCALAR),
        Variable.Kind.COUNTER,
        0);
  }

  private Variable variable(
      String net, String path, TensorType type, Variable.Kind kind, double initial) {
    String key = net + "." + path;
    Variable known = variables.get(key);
    if (known == null) {
      known = new Variable(net, path, type, kind, "", Variable.Storage.REAL, span);
      variables.put(key, known);
      elaborator.variables.add(known);
      StepBuilder first = elaborator.firstValues.step().graph();
      first.write(known, first.fill(initial, type));
    }
    return known;
  }
}
