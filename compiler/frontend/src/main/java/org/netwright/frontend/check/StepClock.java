package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The clock of a training step: inputs that appear when they are first asked for (C13). */
final class StepClock implements Clock {
  private final StepBuilder graph;
  private final Function<Duration, Variable> plateaus;
  private final Map<String, Value> asked = new HashMap<>();

  /**
   * @param plateaus what counts the falls of a patience
   */
  StepClock(StepBuilder graph, Function<Duration, Variable> plateaus) {
    this.graph = graph;
    this.plateaus = plateaus;
  }

  private Value input(String name) {
    Value known = asked.get(name);
    if (known == null) {
      known = graph.input(name, new TensorType(ElementType.F32, Shape.SCALAR));
      asked.put(name, known);
    }
    return known;
  }

  @Override
  public Value epoch() {
    return input(StepGraph.Clock.EPOCH);
  }

  @Override
  public Value step() {
    return input(StepGraph.Clock.STEP);
  }

  @Override
  public Value epochs() {
    return input(StepGraph.Clock.EPOCHS);
  }

  @Override
  public Value steps() {
    return input(StepGraph.Clock.STEPS);
  }

  @Override
  public Value progress() {
    return graph.divide(step(), steps());
  }

  @Override
  public Value plateaus(Duration patience) {
    return graph.read(plateaus.apply(patience));
  }

  @Override
  public Value inSteps(Duration duration) {
    Value amount = graph.constant(duration.amount());
    return duration.unit() == Duration.Unit.STEPS
        ? amount
        : graph.multiply(amount, graph.divide(steps(), epochs()));
  }
}
