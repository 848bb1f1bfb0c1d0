package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.StepGraph.Clock;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * A block of a data pipe at work. Every block takes and gives whole batches; one that must see each
 * record alone runs once a record inside.
 */
final class Block implements AutoCloseable {
  private final TensorFlowProgram program;
  private final StepGraph graph;
  private final boolean recordWise;
  private final IntFunction<Map<String, Long>> sizes;
  private final Map<Integer, Memory> memories = new LinkedHashMap<>();
  private final List<Field> reads;

  private record Memory(Feeds feeds, Columns columns) {}

  /**
   * @param reads the fields that come in, of one record
   * @param sizes the sizes of free dims for a number of rows
   */
  Block(
      TensorFlowProgram program,
      StepGraph graph,
      boolean recordWise,
      List<Field> reads,
      IntFunction<Map<String, Long>> sizes) {
    this.program = program;
    this.graph = graph;
    this.recordWise = recordWise;
    this.reads = reads;
    this.sizes = sizes;
  }

  /**
   * The form of a block before {@code batch} that runs over whole batches, if it has one that will
   * do: draws must differ between records, so one with one counter for all of them does not.
   */
  static Optional<StepGraph> overBatches(Operator.Map map) {
    return map.vectorized().filter(graph -> !drawsOnce(graph));
  }

  private static boolean drawsOnce(StepGraph graph) {
    return graph.inputs().stream().anyMatch(input -> input.name().equals(Clock.DRAW));
  }

  /** The memory to fill before {@link #run}. */
  Columns input(int rows) {
    return memory(rows).columns();
  }

  private Memory memory(int rows) {
    return memories.computeIfAbsent(rows, this::allocate);
  }

  private Memory allocate(int rows) {
    Feeds feeds = program.feeds(graph, sizes.apply(rows));
    return new Memory(
        feeds, recordWise ? Columns.allocate(reads, rows) : Columns.of(graph, feeds, true));
  }

  /**
   * Runs over the rows that were filled in, and fills the target with what the block makes.
   *
   * @param draws the counter of draws of each row; row 0 stands for all unless the block is
   *     record-wise
   */
  void run(int rows, Moment moment, IntToLongFunction draws, Columns target) {
    Memory memory = memory(rows);
    if (!recordWise) {
      moment.withDraw(draws.applyAsLong(0)).set(graph, memory.feeds());
      program.run(graph, memory.feeds()).forEach((name, value) -> put(target.find(name), value));
      return;
    }
    for (int row = 0; row < rows; row++) {
      runRecord(row, memory, moment.withDraw(draws.applyAsLong(row)), target);
    }
  }

  private static void put(@Nullable Column column, HostTensor values) {
    if (column != null) {
      column.putAll(values);
    }
  }

  private void runRecord(int row, Memory memory, Moment moment, Columns target) {
    for (StepGraph.Input input : graph.inputs()) {
      Column column = memory.columns().find(input.name());
      if (column != null) {
        column.copyRow(row, memory.feeds().bytes(input.name()));
      }
    }
    moment.set(graph, memory.feeds());
    for (Map.Entry<String, HostTensor> made : program.run(graph, memory.feeds()).entrySet()) {
      Column column = target.find(made.getKey());
      if (column != null) {
        column.put(row, made.getValue());
      }
    }
  }

  @Override
  public void close() {
    memories.values().forEach(memory -> memory.feeds().close());
    memories.clear();
  }
}
