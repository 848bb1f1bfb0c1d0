package org.netwright.engine.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.netwright.engine.fault.CheckpointMessages;
import org.netwright.engine.fault.EngineFault;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.HostTensor;

/**
 * The checkpoints of a run: {@code last.ckpt}, the {@code previous.ckpt} before it, and the best of
 * each stage. At every moment, whatever ends the process, a whole file lies under each name that
 * ever had one.
 */
public final class CheckpointStore {
  private static final String LAST = "last.ckpt";
  private static final String PREVIOUS = "previous.ckpt";
  private static final String BEST = "best.ckpt";
  private static final String UNFINISHED = ".tmp";

  private final Path folder;
  private final Disk disk;

  public CheckpointStore(Path folder) {
    this(folder, Disk.REAL);
  }

  CheckpointStore(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /** Deletes what a process that was killed had not finished writing. */
  public void clean() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notRead(folder, e), e);
    }
  }

  public Path last() {
    return folder.resolve(LAST);
  }

  /**
   * @param stage the stage's name; empty when the recipe has only one
   */
  public Path best(String stage) {
    return folder.resolve(stage.isEmpty() ? BEST : stage + "." + BEST);
  }

  /** The last weights of a stage that hands on its best, where something wants them. */
  public Path ended(String stage) {
    return folder.resolve(stage.isEmpty() ? "ended.ckpt" : stage + ".ended.ckpt");
  }

  /** Writes the last weights of a stage. */
  public void saveEnded(String stage, Header header, IntFunction<HostTensor> values) {
    save(ended(stage), header, values, false);
  }

  /**
   * Writes a new {@code last}; the old one becomes {@code previous}.
   *
   * @throws EnvironmentFault when it cannot be written; both old ones are untouched then
   */
  public Path saveLast(Header header, IntFunction<HostTensor> values) {
    save(last(), header, values, true);
    return last();
  }

  /** Writes the best of a stage in the place of the one before. */
  public Path saveBest(String stage, Header header, IntFunction<HostTensor> values) {
    save(best(stage), header, values, false);
    return best(stage);
  }

  private void save(Path target, Header header, IntFunction<HostTensor> values, boolean keepOld) {
    Path unfinished = folder.resolve(target.getFileName() + UNFINISHED);
    try {
      CheckpointWriter.write(disk, unfinished, header, values);
      if (keepOld && Files.exists(target)) {
        keepOld(target);
      }
      Disk.replace(unfinished, target);
      Disk.forceFolder(folder);
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(target, e), e);
    }
  }

  /** Gives the old file a second name, so that it is never without one. */
  private void keepOld(Path target) throws IOException {
    Path second = folder.resolve(PREVIOUS + UNFINISHED);
    Files.deleteIfExists(second);
    try {
      Files.createLink(second, target);
      Disk.replace(second, folder.resolve(PREVIOUS));
    } catch (UnsupportedOperationException e) {
      // A file system without second names: for a moment only the previous one has its name.
      Disk.replace(target, folder.resolve(PREVIOUS));
    }
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param notice hears when that is not the last one, and why
   * @return empty when nothing was ever saved
   * @throws EnvironmentFault when there are checkpoints and all are damaged
   */
  public Optional<Checkpoint> latest(Consumer<String> notice) {
    Path previous = folder.resolve(PREVIOUS);
    if (!Files.exists(last()) && !Files.exists(previous)) {
      return Optional.empty();
    }
    EnvironmentFault damage;
    try {
      return Optional.of(Checkpoint.open(last()));
    } catch (EnvironmentFault e) {
      damage = e;
    }
    try {
      Checkpoint older = Checkpoint.open(previous);
      notice.accept(fellBack(damage, older));
      return Optional.of(older);
    } catch (EnvironmentFault e) {
      throw EngineFault.environment(
          CheckpointMessages.noneWhole(damage.diagnostic(), e.diagnostic()), damage);
    }
  }

  /**
   * The checkpoint with the weights that a run offers to others (definitions C9): the best one
   * where the newest stage keeps by a metric, else the last.
   *
   * @throws EnvironmentFault when there is none, or it is damaged
   */
  public Checkpoint chosen(Choice choice, Consumer<String> notice) {
    Checkpoint newest =
        latest(notice)
            .orElseThrow(() -> new EnvironmentFault(CheckpointMessages.nothingSaved(folder)));
    if (choice == Choice.LAST) {
      return newest;
    }
    TrainingState state = newest.header().state();
    Optional<String> best = state.best().map(TrainingState.Best::file);
    int finished = state.finished().size();
    if (best.isEmpty() && finished > 0 && state.step() == 0) {
      best = Optional.of(state.finished().get(finished - 1).file()).filter(f -> !f.equals(LAST));
    }
    if (best.isPresent()) {
      return Checkpoint.open(folder.resolve(best.get()));
    }
    if (choice == Choice.BEST) {
      throw new EnvironmentFault(CheckpointMessages.noBest(folder));
    }
    return newest;
  }

  private static String fellBack(EnvironmentFault damage, Checkpoint older) {
    TrainingState state = older.header().state();
    return CheckpointMessages.fellBack(
        damage.diagnostic(), older.file(), state.stage(), state.step());
  }
}
