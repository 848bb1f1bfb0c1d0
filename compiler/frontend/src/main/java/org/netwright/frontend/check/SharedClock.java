package org.netwright.frontend.check;

import java.util.function.Supplier;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;

/**
 * The clock of an optimizer that a {@code let} binds: it counts the steps of all trainings that use
 * the optimizer, and has no length (definitions C4).
 */
final class SharedClock implements Clock {
  private final StepBuilder graph;
  private final Clock training;
  private final Supplier<Variable> counter;
  private final Span optimizer;

  /**
   * @param training that of the training whose step this is
   * @param counter the steps so far; made when something first asks for the time
   * @param optimizer where the optimizer is bound
   */
  SharedClock(StepBuilder graph, Clock training, Supplier<Variable> counter, Span optimizer) {
    this.graph = graph;
    this.training = training instanceof SharedClock shared ? shared.training : training;
    this.counter = counter;
    this.optimizer = optimizer;
  }

  @Override
  public Value epoch() {
    return graph.floor(graph.divide(step(), perEpoch()));
  }

  private Value perEpoch() {
    return graph.divide(training.steps(), training.epochs());
  }

  @Override
  public Value step() {
    Variable steps = counter.get();
    Value last = graph.read(steps);
    if (!graph.isWritten(steps)) {
      graph.write(steps, graph.add(last, graph.constant(1, ElementType.I64)));
    }
    // two statements of one step stand at one time: that before the step
    return graph.cast(graph.versions(steps).get(0), ElementType.F32);
  }

  @Override
  public Value epochs() {
    throw noLength();
  }

  @Override
  public Value steps() {
    throw noLength();
  }

  @Override
  public Value progress() {
    throw noLength();
  }

  private DiagnosticException noLength() {
    return new DiagnosticException(CompositionMessages.noLength(graph.origin().span(), optimizer));
  }

  @Override
  public Value inSteps(Duration duration) {
    return training.inSteps(duration);
  }

  @Override
  public Value plateaus(Duration patience) {
    return training.plateaus(patience);
  }
}
