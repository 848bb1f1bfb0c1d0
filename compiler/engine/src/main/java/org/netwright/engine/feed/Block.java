package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.engine.fault.RelianceMessages;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.DataProgram.SizeDemand;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.StepGraph.Clock;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * A block of a data pipe before {@code batch}. It runs over all rows at once if it can; one that
 * must see each record alone runs once a record.
 */
final class Block implements RecordStage {
  private final TensorFlowProgram program;
  private final BoundData data;
  private final Operator.Map map;
  private final StepGraph graph;
  private final boolean recordWise;
  private final List<Field> reads;
  private final long copiesBehind;
  private final FeedsMemory feeds;
  private final Map<Integer, Columns> inputs = new LinkedHashMap<>();

  /**
   * @param reads the fields that come in, of one record
   * @param copiesBehind how many copies of what it makes are made behind it
   */
  Block(
      TensorFlowProgram program,
      BoundData data,
      Operator.Map map,
      List<Field> reads,
      long copiesBehind) {
    this.program = program;
    this.data = data;
    this.map = map;
    this.reads = reads;
    this.copiesBehind = copiesBehind;
    Optional<StepGraph> whole = FieldSizes.areKnown(reads) ? overBatches(map) : Optional.empty();
    this.recordWise = whole.isEmpty();
    this.graph = whole.orElse(map.graph());
    this.feeds = new FeedsMemory(program, graph);
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

  /** The graphs that a block may run, whatever the sizes of its records turn out to be. */
  static List<StepGraph> graphs(Operator.Map map) {
    Optional<StepGraph> whole = overBatches(map);
    if (whole.isEmpty()) {
      return List.of(map.graph());
    }
    boolean known = map.graph().inputs().stream().allMatch(i -> i.type().shape().isKnown());
    return known ? List.of(whole.get()) : List.of(whole.get(), map.graph());
  }

  @Override
  public Columns input(int rows) {
    return recordWise
        ? inputs.computeIfAbsent(rows, count -> Columns.allocate(reads, count))
        : Columns.of(graph, whole(rows));
  }

  private Feeds whole(int rows) {
    Map<String, Long> sizes = new LinkedHashMap<>(data.sizes());
    if (!feeds.holds(sizes)) {
      demand(map.demands(), sizes);
    }
    sizes.put("B", (long) rows);
    return feeds.of(sizes);
  }

  private static void demand(List<SizeDemand> demands, Map<String, Long> sizes) {
    for (SizeDemand demand : demands) {
      demand
          .unmet(sizes)
          .ifPresent(
              unmet -> {
                throw new DiagnosticException(unmet);
              });
    }
  }

  @Override
  public void run(Rows rows, Turn turn, Columns target) {
    if (!recordWise) {
      Feeds all = whole(rows.count());
      turn.moment().withDraw(rows.draw(0, copiesBehind)).set(graph, all);
      program
          .run(graph, all)
          .forEach(
              (name, value) -> {
                if (target.find(name) instanceof FixedColumn column) {
                  column.putAll(value);
                } else if (target.find(name) instanceof RaggedColumn) {
                  throw new IllegalStateException("sizes of " + name + " must be known here");
                }
              });
      return;
    }
    Columns input = input(rows.count());
    for (int row = 0; row < rows.count(); row++) {
      runRecord(row, input, turn.moment().withDraw(rows.draw(row, copiesBehind)), target);
    }
  }

  private void runRecord(int row, Columns input, Moment moment, Columns target) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (StepGraph.Input read : graph.inputs()) {
      Column column = input.find(read.name());
      if (column != null && !FieldSizes.bind(read.type(), column.shape(row), sizes)) {
        throw new DiagnosticException(
            RelianceMessages.otherSizes(
                data.program().place(), data.name(), read.name(), column.shape(row), read.type()));
      }
    }
    if (!feeds.holds(sizes)) {
      demand(map.demands(), sizes);
    }
    Feeds one = feeds.of(sizes);
    for (StepGraph.Input read : graph.inputs()) {
      Column column = input.find(read.name());
      if (column != null) {
        one.bytes(read.name()).put(column.bytes(row));
      }
    }
    moment.set(graph, one);
    for (Map.Entry<String, HostTensor> made : program.run(graph, one).entrySet()) {
      Column column = target.find(made.getKey());
      if (column != null) {
        put(made.getKey(), made.getValue(), column, row);
      }
    }
  }

  private void put(String field, HostTensor value, Column column, int row) {
    if (!FieldSizes.bind(column.type(), value.type().shape(), new LinkedHashMap<>())) {
      throw new DiagnosticException(
          RelianceMessages.otherSizes(
              data.program().place(), data.name(), field, value.type().shape(), column.type()));
    }
    column.put(row, value);
  }

  @Override
  public void close() {
    feeds.close();
  }
}
