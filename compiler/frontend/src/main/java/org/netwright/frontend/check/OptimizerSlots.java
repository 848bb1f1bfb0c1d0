package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * The variables of one optimizer: its slots beside parameters, those of its statement, and its
 * counter. Each is made when it is first asked for.
 */
final class OptimizerSlots {
  private static final TensorType COUNT = new TensorType(ElementType.I64, Shape.SCALAR);
  private static final List<String> OWN_NAMES = List.of("count", "clock");

  private final Elaborator elaborator;
  private final TrainedValues trained;
  private final String name;
  private final DeclaredSlots declared;
  private final Span span;
  private final Map<String, Variable> variables = new HashMap<>();

  /**
   * @param trained where slots that start from their parameters are entered
   * @param name unique in the recipe
   */
  OptimizerSlots(
      Elaborator elaborator,
      TrainedValues trained,
      String name,
      DeclaredSlots declared,
      Span span) {
    this.elaborator = elaborator;
    this.trained = trained;
    this.name = name;
    this.declared = declared;
    this.span = span;
  }

  String name() {
    return name;
  }

  Variable slot(Variable parameter, String slot) {
    Slot kept = DeclaredSlots.named(declared.ofParameters(), slot, name);
    TensorType type = kept.type().apply(parameter.type());
    if (kept.startsAtParameter() && !type.equals(parameter.type())) {
      throw new IllegalStateException(
          "the slot %s of %s starts at its parameter, so it must be %s as it, not %s"
              .formatted(slot, name, parameter.type(), type));
    }
    String path = parameter.path() + "." + name + "." + slot;
    boolean isNew = !variables.containsKey(parameter.net() + "." + path);
    Variable variable = variable(parameter.net(), path, type, Variable.Kind.SLOT, kept.initial());
    if (isNew && kept.startsAtParameter()) {
      trained.startAt(variable, parameter);
    }
    return variable;
  }

  /** The slot that all but the training step takes for the parameter. */
  Optional<Variable> inference(Variable parameter) {
    return declared
        .inference()
        .map(
            slot -> {
              if (!DeclaredSlots.named(declared.ofParameters(), slot, name).startsAtParameter()) {
                throw new IllegalStateException(
                    "the slot %s of %s, which inference reads, must start at its parameter"
                        .formatted(slot, name));
              }
              return slot(parameter, slot);
            });
  }

  /** A slot of the statement. */
  Variable slot(String slot) {
    Slot kept = DeclaredSlots.named(declared.ofStatement(), slot, name);
    if (kept.startsAtParameter() || OWN_NAMES.contains(slot)) {
      throw new IllegalStateException(
          "a slot of the statement starts at a number, and is not called count or clock: %s of %s"
              .formatted(slot, name));
    }
    return variable(
        "",
        name + "." + slot,
        kept.type().apply(TensorType.f32(Shape.SCALAR)),
        Variable.Kind.SLOT,
        kept.initial());
  }

  Variable counter() {
    return variable("", name + ".count", COUNT, Variable.Kind.COUNTER, 0);
  }

  /** Counts the steps of all trainings that use the optimizer, where a {@code let} binds it. */
  Variable clock() {
    return variable("", name + ".clock", COUNT, Variable.Kind.COUNTER, 0);
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
