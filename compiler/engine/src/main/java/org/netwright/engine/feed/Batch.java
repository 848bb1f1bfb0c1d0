package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.StepGraph;
import org.netwright.tensorflow.Feeds;

/** The native inputs of a step, filled with one batch; used again when given back. */
public final class Batch implements AutoCloseable {
  private final Map<Key, Feeds> made = new LinkedHashMap<>();
  private @Nullable Key held;
  private long number;
  private int rows;

  Batch() {}

  /** A step by its name, and the rows that its inputs have room for. */
  private record Key(String step, int rows) {}

  void hold(long newNumber, int newRows) {
    number = newNumber;
    rows = newRows;
  }

  Feeds feeds(BatchPipe pipe, StepGraph step) {
    held = new Key(step.name(), rows);
    return made.computeIfAbsent(held, k -> pipe.feeds(step, k.rows()));
  }

  /** The inputs. */
  public Feeds feeds() {
    Feeds feeds = held == null ? null : made.get(held);
    if (feeds == null) {
      throw new IllegalStateException("a batch was given out before it was filled");
    }
    return feeds;
  }

  /** Its number in the training or pass, from 0 over all epochs. */
  public long number() {
    return number;
  }

  /** The records in it. */
  public int rows() {
    return rows;
  }

  @Override
  public void close() {
    made.values().forEach(Feeds::close);
    made.clear();
  }
}
