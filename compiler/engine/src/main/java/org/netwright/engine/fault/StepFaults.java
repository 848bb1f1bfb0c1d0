package org.netwright.engine.fault;

import java.util.Optional;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.tensorflow.StepFailure;
import org.netwright.tensorflow.TensorFlowProgram.NonFinite;

/** What the user is told when TensorFlow could not run a step. */
public final class StepFaults {
  private StepFaults() {}

  /**
   * A failed step of a training, evaluation or prediction.
   *
   * @param what names the step: {@code step 12 of train}
   * @param place of the training, where the failure itself has none
   * @return the fault; a failure that no user caused is returned as it is
   */
  public static RuntimeException in(StepFailure failure, String what, Span place) {
    Span span = failure.origin().span().exists() ? failure.origin().span() : place;
    return switch (failure.kind()) {
      case CHECK ->
          new TrainingStopped(
              related(StepMessages.check(span, what, failure), span, place), failure);
      case NON_FINITE ->
          new TrainingStopped(
              related(StepMessages.notFinite(span, what, failure), span, place), failure);
      case MEMORY -> EngineFault.environment(StepMessages.memory(span, what), failure);
      case OTHER -> failure;
    };
  }

  /** A failed block of a data pipe. */
  public static RuntimeException inData(StepFailure failure, Span place, String split) {
    return in(failure, "a data block of " + split, place);
  }

  /**
   * A loss that is not finite, with the op that made the first such value.
   *
   * @param rate the last learning rate that is known
   */
  public static TrainingStopped notFinite(
      StepFailure failure, Optional<NonFinite> first, String what, Span place, double rate) {
    Diagnostic told =
        first
            .map(op -> StepMessages.firstNotFinite(op, what, place))
            .orElseGet(
                () ->
                    StepMessages.notFinite(
                        failure.origin().span().exists() ? failure.origin().span() : place,
                        what,
                        failure));
    told = told.with(Hint.of(StepMessages.rateHint(rate)));
    return new TrainingStopped(related(told, told.span(), place), failure);
  }

  private static Diagnostic related(Diagnostic told, Span span, Span place) {
    return place.exists() && !place.equals(span)
        ? told.with(new Related(place, "in this training"))
        : told;
  }
}
