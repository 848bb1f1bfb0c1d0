package org.netwright.engine.train;

import java.nio.file.Path;
import java.util.Map;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;

/** Hears how a training goes, on the training's own thread; slow listeners slow it down. */
public interface Progress {
  /** Says nothing. */
  Progress SILENT = new Progress() {};

  /**
   * A stage begins, or goes on after a resume.
   *
   * @param step the steps it has taken already
   */
  default void began(String stage, long step, long steps, double epochs) {}

  default void stepped(Step step) {}

  /** The reports of an epoch of training, or of an evaluation. */
  default void measured(
      String stage, long epoch, long step, Map<String, Measurement> measurements) {}

  /** A batch of an evaluation is done. */
  default void evaluated(String stage, long batch, long batches) {}

  default void saved(Path checkpoint) {}

  default void ended(StageOutcome outcome) {}

  /** Something worth knowing that is no mistake: what was read, which checkpoint was taken. */
  default void noted(String message) {}

  /**
   * A step that was taken.
   *
   * @param step counted from 1
   * @param epoch the running epoch, counted from 1
   * @param rate the learning rate; NaN when the step has none to show
   * @param secondsLeft of this stage's steps, guessed from those of this run; NaN at first
   */
  record Step(
      String stage,
      long step,
      long steps,
      long epoch,
      double epochs,
      double loss,
      double rate,
      double secondsLeft) {}
}
