package org.netwright.engine.train;

import java.nio.file.Path;
import java.util.List;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.frontend.precision.Precision;

/**
 * What came of a training.
 *
 * @param precision of the training steps
 * @param why it ended before all was done, one sentence; empty when all was done
 * @param stages in their order; of a run that ended before all was done the last one is not done
 * @param notes what the sources said about what they read
 */
public record RunResult(
    Path run,
    String recipe,
    Precision precision,
    Status status,
    String why,
    List<StageOutcome> stages,
    List<String> notes,
    StepTimes times) {
  public RunResult {
    stages = List.copyOf(stages);
    notes = List.copyOf(notes);
  }

  /** How it ended. */
  public enum Status {
    FINISHED,
    /** Stopped by the user, after a checkpoint. */
    INTERRUPTED,
    /** Ended from inside before all was done, after a checkpoint. */
    STOPPED
  }

  /**
   * Where the time of the training steps of this process went.
   *
   * @param total seconds from the first step to the last, without evaluations and checkpoints
   * @param running seconds inside TensorFlow
   * @param waiting seconds in which no batch was ready
   * @param median seconds of the middle one of the latest steps of the last stage; not a number
   *     where no step was run
   */
  public record StepTimes(long steps, double total, double running, double waiting, double median) {
    /** No step yet. */
    static final StepTimes NONE = new StepTimes(0, 0, 0, 0, Double.NaN);

    StepTimes plus(StepTimes other) {
      return new StepTimes(
          steps + other.steps,
          total + other.total,
          running + other.running,
          waiting + other.waiting,
          other.steps == 0 ? median : other.median);
    }

    /** The share of the time of the steps that was spent neither in TensorFlow nor waiting. */
    public double ownShare() {
      return (total - running - waiting) / total;
    }
  }
}
