package org.netwright.engine.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.event.EventFile;
import org.netwright.engine.fault.CheckpointMessages;
import org.netwright.engine.fault.EngineFault;

/**
 * The growing files of a run: {@code metrics.jsonl} and the TensorBoard events. A checkpoint
 * remembers their lengths, and a run that goes on from it first cuts off what came later, so each
 * step is told once.
 */
public final class RunLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many curves one report may draw. */
  private static final int CURVES = 100;

  private final Path metricsFile;
  private final Path eventsFile;
  private final FileChannel metrics;
  private final EventFile events;

  private RunLog(Path metricsFile, FileChannel metrics, Path eventsFile, EventFile events) {
    this.metricsFile = metricsFile;
    this.metrics = metrics;
    this.eventsFile = eventsFile;
    this.events = events;
  }

  /**
   * Opens the files.
   *
   * @param lengths what {@link #lengths} said at the checkpoint; what is not named starts empty
   */
  public static RunLog open(RunDirectory run, Map<String, Long> lengths) {
    try {
      Path eventsFile = eventsFile(run);
      FileChannel metrics =
          FileChannel.open(run.metrics(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      metrics.truncate(lengths.getOrDefault(name(run.metrics()), 0L));
      metrics.position(metrics.size());
      EventFile events = EventFile.open(eventsFile, lengths.getOrDefault(name(eventsFile), 0L));
      return new RunLog(run.metrics(), metrics, eventsFile, events);
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(run.folder(), e), e);
    }
  }

  private static Path eventsFile(RunDirectory run) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(run.folder(), "events.out.tfevents.*")) {
      for (Path file : files) {
        return file;
      }
    }
    return run.folder()
        .resolve("events.out.tfevents." + System.currentTimeMillis() / 1000 + ".netwright");
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }

  /** A new line of {@code metrics.jsonl}; to be filled, then given to {@link #write}. */
  public ObjectNode line(String kind, String stage, long epoch, long step) {
    return JSON.createObjectNode()
        .put("kind", kind)
        .put("stage", stage)
        .put("epoch", epoch)
        .put("step", step);
  }

  /** Appends a line. */
  public void write(ObjectNode line) {
    try {
      byte[] json = JSON.writeValueAsBytes(line);
      ByteBuffer text = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
      while (text.hasRemaining()) {
        metrics.write(text);
      }
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(metricsFile, e), e);
    }
  }

  /** A point of a curve in TensorBoard; the dots of the key become its folders. */
  public void scalar(String key, long step, double value) {
    try {
      events.scalar(key.replace('.', '/'), step, value);
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(eventsFile, e), e);
    }
  }

  /**
   * Measurements as one line, and the numbers among them as points; a row of numbers is a point for
   * each, {@code key.0}, {@code key.1} …, if it is not too long for a person to look at.
   */
  public void measured(
      ObjectNode line, String prefix, long globalStep, Map<String, Measurement> measured) {
    ObjectNode values = line.putObject("metrics");
    measured.forEach((key, value) -> values.set(key, value.json()));
    write(line);
    measured.forEach(
        (key, value) -> {
          if (value.isNumber()) {
            scalar(prefix + key, globalStep, value.number());
          } else if (value.type().shape().rank() == 1 && value.values().size() <= CURVES) {
            for (int i = 0; i < value.values().size(); i++) {
              scalar(prefix + key + "." + i, globalStep, value.values().get(i));
            }
          }
        });
  }

  /** Brings everything to the disk and says how long each file is. */
  public Map<String, Long> lengths() {
    try {
      metrics.force(true);
      events.force();
      Map<String, Long> lengths = new LinkedHashMap<>();
      lengths.put(name(metricsFile), metrics.position());
      lengths.put(name(eventsFile), events.length());
      return lengths;
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(metricsFile, e), e);
    }
  }

  @Override
  public void close() {
    try {
      metrics.close();
      events.close();
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notWritten(metricsFile, e), e);
    }
  }
}
