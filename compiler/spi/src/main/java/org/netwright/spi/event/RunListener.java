package org.netwright.spi.event;

/**
 * Hears how one training run goes. All events come in order, on the thread that trains: a slow
 * listener slows the training down. Whatever a method throws ends the run with exit code 4 and the
 * plugin's name; what was saved before stays whole.
 *
 * <p>The order is {@code runBegan (stageBegan (epochBegan stepEnded* passEnded* epochEnded)*
 * stageEnded)* runEnded}; evaluations may also come between steps, and checkpoints anywhere.
 */
public interface RunListener {
  /** The run begins, or goes on. */
  default void runBegan(RunBegan event) {}

  /** A training of the recipe begins, or goes on. */
  default void stageBegan(StageBegan event) {}

  /** An epoch begins. */
  default void epochBegan(EpochBegan event) {}

  /** A step was taken. */
  default void stepEnded(StepEnded event) {}

  /** An epoch of training or an evaluation has reported. */
  default void passEnded(PassEnded event) {}

  /** An epoch has ended, what it reports was told. */
  default void epochEnded(EpochEnded event) {}

  /** A checkpoint was written. */
  default void checkpointWritten(CheckpointWritten event) {}

  /** A training of the recipe has ended. */
  default void stageEnded(StageEnded event) {}

  /** The run ends, however it does; the place to close files. */
  default void runEnded(RunEnded event) {}
}
