package org.netwright.engine.train;

import java.nio.file.Path;
import java.util.Map;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.spi.event.RunBegan;
import org.netwright.spi.event.RunEnded;

/** Hears how a training goes, on the training's own thread; slow listeners slow it down. */
public interface Progress {
  /** Says nothing. */
  Progress SILENT = new Progress() {};

  /** Everything is built; the first step comes. */
  default void runBegan(RunBegan run) {}

  /**
   * A stage begins, or goes on after a resume.
   *
   * @param step the steps it has taken already
   */
  default void began(String stage, long step, long steps, double epochs) {}

  /**
   * An epoch begins with the next step, or goes on after a resume.
   *
   * @param epoch counted from 1
   * @param step the steps taken before
   */
  default void epochBegan(String stage, long epoch, long step) {}

  default void stepped(Step step) {}

  /** The reports of an epoch of training, or of an evaluation. */
  default void measured(Measured pass) {}

  /**
   * An epoch has ended, and all that was due at its end was done.
   *
   * @param epoch counted from 1
   */
  default void epochEnded(String stage, long epoch, long step) {}

  /** A batch of an evaluation is done. */
  default void evaluated(String stage, long batch, long batches) {}

  default void saved(Path checkpoint) {}

  default void ended(StageOutcome outcome) {}

  /** Nothing follows; told whenever {@link #runBegan} was. */
  default void runEnded(RunEnded end) {}

  /** Something worth knowing that is no mistake: what was read, which checkpoint was taken. */
  default void noted(String message) {}

  /**
   * A step that was taken.
   *
   * @param step counted from 1
   * @param epoch the running epoch, counted from 1
   * @param losses what the step minimized, by name
   * @param loss the first of them, or the last one known when the step has none
   * @param rate the learning rate; NaN when the step has none to show
   * @param secondsLeft of this stage's steps, guessed from those of this run; NaN at first
   */
  record Step(
      String stage,
      long step,
      long steps,
      long epoch,
      double epochs,
      Map<String, Double> losses,
      double loss,
      double rate,
      double secondsLeft) {}

  /**
   * What a pass has reported.
   *
   * @param evaluation whether it was an evaluation; else an epoch of training
   * @param epoch the running epoch, counted from 1
   */
  record Measured(
      String stage,
      boolean evaluation,
      long epoch,
      long step,
      Map<String, Measurement> measurements) {}
}
