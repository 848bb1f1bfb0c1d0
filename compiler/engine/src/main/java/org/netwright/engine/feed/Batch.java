package org.netwright.engine.feed;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.tensorflow.Feeds;

/** The native inputs of a step, filled with one batch; used again when given back. */
public final class Batch implements AutoCloseable {
  private final FeedsMemory memory;
  private @Nullable Feeds feeds;
  private long number;
  private int rows;

  Batch(FeedsMemory memory) {
    this.memory = memory;
  }

  void number(long newNumber) {
    number = newNumber;
  }

  /** Takes inputs of these sizes. */
  void hold(int newRows, Map<String, Long> sizes) {
    rows = newRows;
    feeds = memory.of(sizes);
  }

  /** The inputs. */
  public Feeds feeds() {
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
    memory.close();
  }
}
