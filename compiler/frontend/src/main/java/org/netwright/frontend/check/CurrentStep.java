package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The step that ops go to, and what it is for. */
final class CurrentStep {
  /** What a step is for. */
  enum Purpose {
    INITIALIZE,
    TRAIN,
    EVALUATE,
    PREDICT,
    DATA,
    CHECK
  }

  private final StepBuilder graph;
  private final Purpose purpose;
  private final String stage;
  private final Map<String, Integer> applications = new HashMap<>();
  private final List<DataProgram.SizeDemand> demands = new ArrayList<>();
  private final Map<Value, Variable> parameters = new HashMap<>();
  private @Nullable Clock clock;
  private @Nullable Duration length;
  private int draws;

  CurrentStep(StepBuilder graph, Purpose purpose, String stage) {
    this.graph = graph;
    this.purpose = purpose;
    this.stage = stage;
  }

  StepBuilder graph() {
    return graph;
  }

  Purpose purpose() {
    return purpose;
  }

  String stage() {
    return stage;
  }

  boolean isTraining() {
    return purpose == Purpose.TRAIN;
  }

  /** How often the instance of a path was applied before; counts this time. */
  int apply(String path) {
    return applications.merge(path, 1, Integer::sum) - 1;
  }

  /** The number of a draw that no instance makes; counts it. */
  int nextDraw() {
    return draws++;
  }

  /** A condition on sizes that only the records of a data block tell. */
  void demand(DataProgram.SizeDemand demand) {
    demands.add(demand);
  }

  List<DataProgram.SizeDemand> demands() {
    return demands;
  }

  /** Remembers that a value is the current one of a parameter. */
  void parameter(Value value, Variable variable) {
    parameters.put(value, variable);
  }

  /** The parameter whose current value this is or was. */
  Optional<Variable> parameter(Value value) {
    return Optional.ofNullable(parameters.get(value));
  }

  @Nullable Clock clock() {
    return clock;
  }

  void clock(Clock trainingClock, Duration trainingLength) {
    this.clock = trainingClock;
    this.length = trainingLength;
  }

  /** How long the training lasts, if it is one. */
  Optional<Duration> length() {
    return Optional.ofNullable(length);
  }

  /** The counter of draws: a clock in training and in data, else always zero. */
  Value drawCounter() {
    TensorType type = new TensorType(ElementType.I64, Shape.SCALAR);
    return purpose == Purpose.TRAIN || purpose == Purpose.DATA
        ? graph.input(StepGraph.Clock.DRAW, type)
        : graph.constant(0, ElementType.I64);
  }
}
