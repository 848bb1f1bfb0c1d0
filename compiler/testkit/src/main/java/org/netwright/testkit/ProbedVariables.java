package org.netwright.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The parameters of a probe, and what its optimizers keep, each with its first value. */
final class ProbedVariables {
  /** What the names of slots of a statement begin with. */
  static final String STATEMENT = "statement/";

  private final StepBuilder graph;
  private final Map<String, OptimizerProbe.Start> start;
  private final Map<String, Variable> byName = new LinkedHashMap<>();
  private final Map<String, double[]> first = new LinkedHashMap<>();
  private final Map<String, String> inferred = new LinkedHashMap<>();

  ProbedVariables(StepBuilder graph, Map<String, OptimizerProbe.Start> start, ElementType element) {
    this.graph = graph;
    this.start = new LinkedHashMap<>(start);
    this.start.forEach(
        (path, value) -> {
          TensorType type = new TensorType(element, value.shape());
          read(path, type, Variable.Kind.PARAMETER, value.numbers());
        });
  }

  List<Variable> all() {
    return List.copyOf(byName.values());
  }

  List<String> parameters() {
    return List.copyOf(start.keySet());
  }

  TensorType type(String parameter) {
    return named(parameter).type();
  }

  Variable named(String path) {
    Variable known = byName.get(path);
    if (known == null) {
      throw new IllegalArgumentException(
          "the optimizer keeps no " + path + ", only " + byName.keySet());
    }
    return known;
  }

  double[] first(Variable variable) {
    double[] numbers = first.get(variable.path());
    if (numbers == null) {
      throw new IllegalStateException(variable.path() + " must be a variable of the probe");
    }
    return numbers;
  }

  /** The variable that inference reads for a parameter. */
  String inferred(String parameter) {
    return inferred.getOrDefault(parameter, parameter);
  }

  void infer(String parameter, String slot) {
    if (inferred.putIfAbsent(parameter, slot) != null) {
      throw new IllegalStateException("two optimizers say what inference reads for " + parameter);
    }
  }

  Value counter(String name) {
    return read(
        name,
        new TensorType(ElementType.I64, Shape.SCALAR),
        Variable.Kind.COUNTER,
        new double[] {0});
  }

  Value slot(String parameter, String name, Slot slot) {
    TensorType own = type(parameter);
    TensorType type = slot.type().apply(own);
    if (slot.startsAtParameter() && !type.equals(own)) {
      throw new IllegalStateException(
          "the slot " + slot.name() + " starts at its parameter and must have its type");
    }
    return read(
        parameter + "/" + name,
        type,
        Variable.Kind.SLOT,
        slot.startsAtParameter() ? first(named(parameter)) : filled(slot, type));
  }

  Value statementSlot(String name, Slot slot) {
    if (slot.startsAtParameter()) {
      throw new IllegalStateException("a slot of the statement starts at no parameter: " + name);
    }
    TensorType type = slot.type().apply(TensorType.f32(Shape.SCALAR));
    return read(STATEMENT + name, type, Variable.Kind.SLOT, filled(slot, type));
  }

  private static double[] filled(Slot slot, TensorType type) {
    double[] numbers = new double[Math.toIntExact(type.shape().elements().known())];
    java.util.Arrays.fill(numbers, slot.initial());
    return numbers;
  }

  private Value read(String path, TensorType type, Variable.Kind kind, double[] numbers) {
    Variable known = byName.get(path);
    if (known == null) {
      known =
          new Variable(
              "",
              path,
              type,
              kind,
              kind == Variable.Kind.PARAMETER ? "kernel" : "",
              Variable.Storage.REAL,
              Span.NONE);
      byName.put(path, known);
      first.put(path, numbers);
    }
    return graph.read(known);
  }
}
