package org.netwright.engine.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a recipe's training stands, beside the values of its variables.
 *
 * @param stage the number of the running stage; the number of stages when all are done
 * @param step the steps that this stage has taken
 * @param batches batches in an epoch of this stage: with the step, the data cursor
 * @param settled whether the reports, evaluations and resets that are due after this step are done
 * @param seconds that this stage has trained
 * @param latest the newest measurements of this stage by key
 * @param best what {@code keep best by} holds, once it holds something
 * @param finished the stages before this one
 * @param logs the lengths of the run's growing files, by name: what was written later is cut off
 *     when the run goes on from here
 */
public record TrainingState(
    int stage,
    long step,
    long batches,
    boolean settled,
    double seconds,
    Map<String, Measurement> latest,
    Optional<Best> best,
    List<StageOutcome> finished,
    Map<String, Long> logs) {
  public TrainingState {
    latest = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(latest));
    finished = List.copyOf(finished);
    logs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(logs));
  }

  /** The running epoch, from 0. */
  public long epoch() {
    return batches == 0 ? 0 : step / batches;
  }

  /** The next batch of the epoch, from 0. */
  public long batch() {
    return batches == 0 ? 0 : step % batches;
  }

  /**
   * The best evaluation so far.
   *
   * @param step the steps taken when it was made
   * @param value of the metric that is kept by
   * @param metrics all that was measured then
   * @param file the name of the checkpoint with its weights
   */
  public record Best(long step, double value, Map<String, Measurement> metrics, String file) {
    public Best {
      metrics = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /**
   * What came of a stage.
   *
   * @param epochs begun
   * @param kept the step whose weights the stage hands on
   * @param metrics of these weights
   * @param file the name of the checkpoint with these weights; later stages may have replaced it if
   *     it is the last one
   */
  public record StageOutcome(
      String name,
      long epochs,
      long steps,
      double seconds,
      long kept,
      Map<String, Measurement> metrics,
      String file) {
    public StageOutcome {
      metrics = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }
}
