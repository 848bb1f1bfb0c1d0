package org.netwright.engine.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.run.Provenance;
import org.netwright.frontend.precision.Precision;
import org.netwright.tensorflow.TensorFlowProgram.Device;

/**
 * How a recipe is trained; nothing here changes what a finished run ends with, but {@code
 * maxSteps}.
 *
 * @param target where the run lies
 * @param numbers the precision of the training steps
 * @param threads for TensorFlow; 0 leaves the choice to it
 * @param maxSteps the most steps of each training; schedules keep their full length
 * @param saveEverySteps saves inside epochs too
 * @param saveEvery the longest time between two checkpoints
 */
public record TrainingOptions(
    Target target,
    Provenance provenance,
    DataRoots data,
    Device device,
    int threads,
    OptionalLong maxSteps,
    OptionalLong saveEverySteps,
    Duration saveEvery,
    StopSignal stop,
    Progress progress,
    Numbers numbers) {
  private static final Duration SAVE_EVERY = Duration.ofMinutes(10);

  /** Where a run lies. */
  public sealed interface Target {
    /** A new run {@code base/NAME-N}. */
    record Numbered(Path base) implements Target {}

    /** A new run in a folder that is absent or empty. */
    record At(Path folder) implements Target {}

    /**
     * Goes on with a run.
     *
     * @param anyway even where recipe, plugins or data are not what it was begun with
     */
    record Resume(Path folder, boolean anyway) implements Target {}
  }

  public static TrainingOptions of(Target target, Provenance provenance) {
    return new TrainingOptions(
        target,
        provenance,
        DataRoots.of(System.getenv()),
        Device.ANY,
        0,
        OptionalLong.empty(),
        OptionalLong.empty(),
        SAVE_EVERY,
        new StopSignal(),
        Progress.SILENT,
        Numbers.F32);
  }

  public TrainingOptions withData(DataRoots roots) {
    return new TrainingOptions(
        target,
        provenance,
        roots,
        device,
        threads,
        maxSteps,
        saveEverySteps,
        saveEvery,
        stop,
        progress,
        numbers);
  }

  public TrainingOptions withDevice(Device wanted, int threadCount) {
    return new TrainingOptions(
        target,
        provenance,
        data,
        wanted,
        threadCount,
        maxSteps,
        saveEverySteps,
        saveEvery,
        stop,
        progress,
        numbers);
  }

  public TrainingOptions withMaxSteps(long steps) {
    return new TrainingOptions(
        target,
        provenance,
        data,
        device,
        threads,
        OptionalLong.of(steps),
        saveEverySteps,
        saveEvery,
        stop,
        progress,
        numbers);
  }

  public TrainingOptions withSaveEverySteps(long steps) {
    return new TrainingOptions(
        target,
        provenance,
        data,
        device,
        threads,
        maxSteps,
        OptionalLong.of(steps),
        saveEvery,
        stop,
        progress,
        numbers);
  }

  public TrainingOptions withSaveEvery(Duration time) {
    return new TrainingOptions(
        target,
        provenance,
        data,
        device,
        threads,
        maxSteps,
        saveEverySteps,
        time,
        stop,
        progress,
        numbers);
  }

  public TrainingOptions withStop(StopSignal signal) {
    return new TrainingOptions(
        target,
        provenance,
        data,
        device,
        threads,
        maxSteps,
        saveEverySteps,
        saveEvery,
        signal,
        progress,
        numbers);
  }

  public TrainingOptions withProgress(Progress listener) {
    return new TrainingOptions(
        target,
        provenance,
        data,
        device,
        threads,
        maxSteps,
        saveEverySteps,
        saveEvery,
        stop,
        listener,
        numbers);
  }

  public TrainingOptions withNumbers(Numbers asked) {
    return new TrainingOptions(
        target,
        provenance,
        data,
        device,
        threads,
        maxSteps,
        saveEverySteps,
        saveEvery,
        stop,
        progress,
        asked);
  }

  /**
   * The precision asked for.
   *
   * @param precision empty for that of the run that goes on, and f32 in a new one
   * @param forced whether it is meant even where bf16 is known to fail
   */
  public record Numbers(Optional<Precision> precision, boolean forced) {
    public static final Numbers F32 = new Numbers(Optional.empty(), false);
  }
}
