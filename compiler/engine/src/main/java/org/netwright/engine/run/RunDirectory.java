package org.netwright.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netwright.engine.checkpoint.CheckpointStore;
import org.netwright.engine.fault.CheckpointMessages;
import org.netwright.engine.fault.EngineFault;
import org.netwright.tensorflow.EnvironmentFault;

/**
 * The directory of a run: {@code run.json}, the copied sources, {@code metrics.jsonl}, TensorBoard
 * events, and checkpoints.
 */
public final class RunDirectory {
  private static final String RECORD = "run.json";
  private static final String CHECKPOINTS = "checkpoints";
  private static final String CACHES = "cache";
  private static final String SOURCES = "source";
  private static final String METRICS = "metrics.jsonl";
  private static final String LOADED = "loaded.json";
  private static final String LOCK = "run.lock";

  private final Path folder;

  private RunDirectory(Path folder) {
    this.folder = folder;
  }

  /** Makes {@code base/NAME-N} with the smallest N above all that are there. */
  public static RunDirectory create(Path base, String name) {
    try {
      Files.createDirectories(base);
      for (long number = highest(base, name) + 1; ; number++) {
        Path folder = base.resolve(name + "-" + number);
        if (isMade(folder)) {
          return prepared(folder);
        }
      }
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(base, e), e);
    }
  }

  /** Whether the folder is ours; another process may be faster, and then it has this number. */
  private static boolean isMade(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static long highest(Path base, String name) throws IOException {
    Pattern numbered = Pattern.compile(Pattern.quote(name) + "-(\\d{1,9})");
    long highest = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base)) {
      for (Path entry : entries) {
        Matcher matcher = numbered.matcher(entry.getFileName().toString());
        if (matcher.matches()) {
          highest = Math.max(highest, Long.parseLong(matcher.group(1)));
        }
      }
    }
    return highest;
  }

  /**
   * @throws EnvironmentFault unless the folder is absent or empty
   */
  public static void demandFree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new EnvironmentFault(CheckpointMessages.notEmpty(folder));
      }
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(folder, e), e);
    }
  }

  /** Makes a run in a folder that must be absent or empty. */
  public static RunDirectory createAt(Path folder) {
    demandFree(folder);
    try {
      Files.createDirectories(folder);
      return prepared(folder);
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(folder, e), e);
    }
  }

  private static RunDirectory prepared(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(CHECKPOINTS));
    Files.createDirectories(folder.resolve(SOURCES));
    return new RunDirectory(folder);
  }

  /**
   * A run that is there.
   *
   * @throws EnvironmentFault when the folder holds none
   */
  public static RunDirectory open(Path folder) {
    RunDirectory run = new RunDirectory(folder);
    if (!Files.isDirectory(folder)) {
      throw new EnvironmentFault(CheckpointMessages.noRun(folder, "there is no such folder"));
    }
    if (!Files.isRegularFile(folder.resolve(RECORD))) {
      throw new EnvironmentFault(CheckpointMessages.noRun(folder, "it has no " + RECORD));
    }
    run.record();
    return run;
  }

  /** Whether a folder looks like one of a run. */
  public static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(RECORD));
  }

  public Path folder() {
    return folder;
  }

  public CheckpointStore checkpoints() {
    return new CheckpointStore(folder.resolve(CHECKPOINTS));
  }

  /** The folder with the copies of the recipe's files. */
  public Path sources() {
    return folder.resolve(SOURCES);
  }

  /** The folder of what blocks of data made once. */
  public Path caches() {
    return folder.resolve(CACHES);
  }

  Path metrics() {
    return folder.resolve(METRICS);
  }

  /** What was run. */
  public RunRecord record() {
    try {
      return RunRecord.read(Files.readAllBytes(folder.resolve(RECORD)));
    } catch (IOException e) {
      throw EngineFault.environment(
          CheckpointMessages.noRun(folder, String.valueOf(e.getMessage())), e);
    }
  }

  /** Writes what is run, once, when the run begins. */
  public void record(RunRecord record, Map<String, String> sources) {
    try {
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path copy = sources().resolve(source.getKey()).normalize();
        if (!copy.startsWith(sources())) {
          throw new IllegalArgumentException("a source's name leaves its folder: " + copy);
        }
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.writeString(copy, source.getValue());
      }
      Path unfinished = folder.resolve(RECORD + ".tmp");
      Files.write(unfinished, record.json());
      Files.move(unfinished, folder.resolve(RECORD));
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(folder.resolve(RECORD), e), e);
    }
  }

  /**
   * Writes where the values came from that {@code from} filled before a stage: target, source and
   * rule of each. What was written for this stage before, by a run that was cut off, is replaced.
   */
  public void loaded(int stage, List<JsonNode> table) {
    Path file = folder.resolve(LOADED);
    try {
      ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      ArrayNode all = json.createArrayNode();
      if (Files.exists(file)) {
        for (JsonNode line : json.readTree(Files.readAllBytes(file))) {
          if (line.path("stage").asInt() < stage) {
            all.add(line);
          }
        }
      }
      for (JsonNode line : table) {
        all.add(((ObjectNode) line).put("stage", stage));
      }
      Files.write(file, json.writeValueAsBytes(all));
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(file, e), e);
    }
  }

  /** Keeps other processes from training here until closed, or until this process ends. */
  public Hold hold() {
    Path file = folder.resolve(LOCK);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return new Hold(channel);
        }
      } catch (OverlappingFileLockException e) {
        // Another training of this process holds it.
        channel.close();
        throw EngineFault.environment(CheckpointMessages.inUse(folder), e);
      }
      channel.close();
      throw new EnvironmentFault(CheckpointMessages.inUse(folder));
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(file, e), e);
    }
  }

  /** The right to train in a run directory. */
  public static final class Hold implements AutoCloseable {
    private final FileChannel channel;

    Hold(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw EngineFault.environment(CheckpointMessages.notWritten(Path.of(LOCK), e), e);
      }
    }
  }
}
