package org.netwright.frontend.check;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.InitializerDenotation;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The step that gives parameters and states their first values, while it is being made. */
final class FirstValues {
  private final Elaborator elaborator;
  private @Nullable CurrentStep step;

  /** Whose first value is being made; it keys the draws. */
  private @Nullable Variable keying;

  private int draws;

  FirstValues(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /**
   * Evaluates something in the step that gives first values.
   *
   * @param name keys its draws
   */
  Denotation initially(String name, Supplier<Denotation> work) {
    Variable named =
        new Variable(
            "",
            name,
            TensorType.f32(Shape.SCALAR),
            Variable.Kind.STATE,
            "",
            Variable.Storage.REAL,
            Span.NONE);
    return keyedBy(named, work);
  }

  /** A first value, evaluated in the step that gives variables their first values. */
  record Initial(Supplier<Denotation> value, Span span) {}

  /** Emits the first value; returns how the initializer reads, if it is one. */
  Optional<String> give(Variable variable, Initial initial) {
    return keyedBy(variable, () -> initial(variable, initial));
  }

  private <T> T keyedBy(Variable variable, Supplier<T> work) {
    Variable outer = keying;
    int outerDraws = draws;
    keying = variable;
    draws = 0;
    try {
      return elaborator.in(step(), Truth.NO, work);
    } finally {
      keying = outer;
      draws = outerDraws;
    }
  }

  private Optional<String> initial(Variable variable, Initial initial) {
    Denotation value = initial.value().get();
    if (value.isError()) {
      return Optional.empty();
    }
    if (elaborator.isOpen()) {
      return value instanceof InitializerDenotation
          ? Optional.of(Shown.value(value))
          : Optional.empty();
    }
    StepBuilder graph = elaborator.graph(initial.span());
    Value first;
    if (value instanceof InitializerDenotation initializer) {
      first = elaborator.definitions.initial(initializer, variable.type(), initial.span());
    } else {
      first = elaborator.variables.tensor(variable, value, initial.span());
      if (!owns(graph, first)) {
        throw new DiagnosticException(
            OwnershipMessages.initialFromInputs(variable.path(), initial.span()));
      }
    }
    graph.write(variable, first);
    return value instanceof InitializerDenotation
        ? Optional.of(Shown.value(value))
        : Optional.empty();
  }

  private static boolean owns(StepBuilder graph, Value value) {
    int id = value.op().id();
    return id < graph.ops().size() && graph.ops().get(id) == value.op();
  }

  /** The step itself. */
  CurrentStep step() {
    if (step == null) {
      StepBuilder graph = new StepBuilder(elaborator.limits);
      step = new CurrentStep(graph, CurrentStep.Purpose.INITIALIZE, "");
      graph.draws(origin -> key(), graph.constant(0, ElementType.I64));
    }
    return step;
  }

  /** Keyed by seed, net, path and shape: adding a layer changes no other (definitions C17). */
  private long key() {
    Variable variable = keying;
    return DrawKeys.key(
        elaborator.seed,
        "initial",
        variable == null ? "" : RunNames.written(variable.net()),
        variable == null ? "" : variable.path(),
        variable == null ? "" : variable.type().toString(),
        Integer.toString(draws++));
  }

  StepGraph build() {
    return step().graph().build("initialize");
  }
}
