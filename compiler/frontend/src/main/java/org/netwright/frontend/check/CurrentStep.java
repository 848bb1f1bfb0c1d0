package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Map<String, Integer> applications;
  private final Map<Value, Variable> parameters;
  private final Set<Variable> movable;
  private final List<DataProgram.SizeDemand> demands = new ArrayList<>();
  private @Nullable Clock clock;
  private @Nullable Duration length;
  private int draws;

  CurrentStep(StepBuilder graph, Purpose purpose, String stage) {
    this(graph, purpose, stage, new HashMap<>(), new HashMap<>(), new HashSet<>());
  }

  private CurrentStep(
      StepBuilder graph,
      Purpose purpose,
      String stage,
      Map<String, Integer> applications,
      Map<Value, Variable> parameters,
      Set<Variable> movable) {
    this.graph = graph;
    this.purpose = purpose;
    this.stage = stage;
    this.applications = applications;
    this.parameters = parameters;
    this.movable = movable;
  }

  /** The same step where its ops go to an iteration of a loop. */
  CurrentStep inside(StepBuilder iteration) {
    CurrentStep inside =
        new CurrentStep(iteration, purpose, stage, applications, parameters, movable);
    inside.clock = clock;
    return inside;
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

  /** Notes that a variable was read where losses may move it. */
  void movable(Variable variable) {
    movable.add(variable);
  }

  /** Whether a variable was read where losses may move it: not only through frozen nets. */
  boolean isMovable(Variable variable) {
    return movable.contains(variable);
  }

  /** Remembers that a value is the current one of a parameter. */
  void parameter(Value value, Variable variable) {
    parameters.put(value, variable);
  }

  /** The parameter whose current value this is or was. */
  Optional<Variable> parameter(Value value) {
    return Optional.ofNullable(parameters.get(value));
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

  @Nullable Clock clock() {
    return clock;
  }

  void clock(Clock trainingClock) {
    this.clock = trainingClock;
  }

  void lasts(@Nullable Duration trainingLength) {
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
