package org.netwright.frontend.check;

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
  private final Value step;
  private final Span optimizer;

  /**
   * @param training that of the training whose step this is
   * @param counter the steps so far
   * @param optimizer where the optimizer is bound
   */
  SharedClock(StepBuilder graph, Clock training, Variable counter, Span optimizer) {
    this.graph = graph;
    this.training = training;
    this.optimizer = optimizer;
    // two statements of one step stand at one time
    Value before = graph.versions(counter).isEmpty() ? graph.read(counter) : first(counter);
    if (!graph.isWritten(counter)) {
      graph.write(counter, graph.add(before, graph.constant(1, ElementType.I64)));
    }
    this.step = graph.cast(before, ElementType.F32);
  }

  private Value first(Variable counter) {
    return graph.versions(counter).get(0);
  }

  @Override
  public Value epoch() {
    return graph.floor(graph.divide(step, perEpoch()));
  }

  private Value perEpoch() {
    return graph.divide(training.steps(), training.epochs());
  }

  @Override
  public Value step() {
    return step;
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
    return new DiagnosticException(
        CompositionMessages.noLength(graph.origin().span(), optimizer));
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
