package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.StepGraph;
import org.netwright.tensorflow.Feeds;

/** The native inputs of a step, filled with one batch; used again when given back. */
public final class Batch implements AutoCloseable {
  private final Function<StepGraph, FeedsMemory> memory;
  private final Map<String, FeedsMemory> memories = new LinkedHashMap<>();
  private @Nullable Feeds feeds;
  private long number;
  private int rows;

  /**
   * @param memory new memory for the inputs of a step
   */
  Batch(Function<StepGraph, FeedsMemory> memory) {
    this.memory = memory;
  }

  void number(long newNumber) {
    number = newNumber;
  }

  /** Takes inputs of a step of these sizes. */
  void hold(StepGraph step, int newRows, Map<String, Long> sizes) {
    rows = newRows;
    feeds = memories.computeIfAbsent(step.name(), name -> memory.apply(step)).of(sizes);
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
    memories.values().forEach(FeedsMemory::close);
    memories.clear();
  }
}
