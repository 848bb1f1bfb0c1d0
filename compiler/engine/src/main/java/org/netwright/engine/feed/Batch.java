package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.tensorflow.Feeds;

/** The native inputs of a step, filled with one batch; used again when given back. */
public final class Batch implements AutoCloseable {
  private final Map<Integer, Feeds> byRows = new LinkedHashMap<>();
  private long number;
  private int rows;

  Batch() {}

  void hold(long newNumber, int newRows) {
    number = newNumber;
    rows = newRows;
  }

  Feeds feeds(BatchPipe pipe) {
    return byRows.computeIfAbsent(rows, pipe::feeds);
  }

  /** The inputs. */
  public Feeds feeds() {
    Feeds feeds = byRows.get(rows);
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
    byRows.values().forEach(Feeds::close);
    byRows.clear();
  }
}
