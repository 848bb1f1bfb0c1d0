package org.netwright.engine.fault;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about files of a run: NW610 to NW629. */
public final class CheckpointMessages {
  private CheckpointMessages() {}

  private static Diagnostic error(String code, String message) {
    return Diagnostic.error(code, Span.NONE, message);
  }

  public static Diagnostic damaged(Path file, String how) {
    return error("NW610", file + " is damaged: " + how)
        .with(
            Hint.of(
                "the checkpoint before it lies beside it as previous.ckpt, the best one as"
                    + " best.ckpt"));
  }

  public static Diagnostic notRead(Path file, IOException cause) {
    return error(
        "NW611",
        cause instanceof NoSuchFileException
            ? file + " does not exist"
            : file + " cannot be read: " + DataMessages.told(cause));
  }

  /** A sentence, not a finding: the run goes on. */
  public static String fellBack(Diagnostic damage, Path older, long stage, long step) {
    return damage.message()
        + "; going on from the one before it, "
        + older
        + ", at step "
        + step
        + " of stage "
        + (stage + 1);
  }

  public static Diagnostic noneWhole(Diagnostic last, Diagnostic previous) {
    return error("NW610", last.message() + "; and " + previous.message())
        .with(Hint.of("train again, or load the best checkpoint into a new run by `from`"));
  }

  public static Diagnostic notWritten(Path file, IOException cause) {
    String told = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (told.contains("no space left")
        || told.contains("not enough space")
        || told.contains("quota exceeded")) {
      return error("NW612", "the disk is full: " + file + " cannot be written")
          .with(
              Hint.of(
                  "free some space and go on with --resume; the checkpoints saved before are"
                      + " whole"));
    }
    return error(
            "NW613",
            file
                + " cannot be written: "
                + (cause instanceof AccessDeniedException
                    ? "access is denied"
                    : DataMessages.told(cause)))
        .with(Hint.of("the checkpoints saved before are whole"));
  }

  public static Diagnostic notEmpty(Path folder) {
    return error("NW620", folder + " is there already and is not empty")
        .with(Hint.of("name another folder, or go on with the run in it by --resume " + folder));
  }

  public static Diagnostic noRun(Path folder, String why) {
    return error("NW621", folder + " is no run: " + why)
        .with(Hint.of("name the folder that `train` printed, such as runs/Quick-1"));
  }

  public static Diagnostic inUse(Path folder) {
    return error("NW622", "another process is training in " + folder)
        .with(Hint.of("wait for it to end, or stop it"));
  }

  public static Diagnostic noBest(Path folder) {
    return error("NW627", folder + " holds no best checkpoint, because no stage kept one")
        .with(Hint.of("ask for the last one, or train with `keep best by`"));
  }

  public static Diagnostic nothingSaved(Path folder) {
    return error("NW623", folder + " holds no checkpoint yet")
        .with(Hint.of("let the training go on with --resume"));
  }

  /** What differs between a run and the recipe that wants to go on with it. */
  public static Diagnostic otherRun(Path folder, Collection<String> differences) {
    return error(
            "NW624",
            "the run in "
                + folder
                + " cannot go on, because this is not what it was begun with: "
                + String.join("; ", differences))
        .with(
            Hint.of(
                "undo the change or train anew; going on all the same is possible, but no longer"
                    + " equals an unbroken run"));
  }

  public static Diagnostic otherVariables(Path file, Collection<String> differences) {
    return error("NW625", file + " does not fit the recipe: " + String.join("; ", differences));
  }

  public static Diagnostic otherBatches(Path file, long before, long now) {
    return error(
            "NW626",
            file
                + " was saved with "
                + before
                + " batches in an epoch, and now the data give "
                + now)
        .with(Hint.of("the data or the batch size have changed"));
  }
}
