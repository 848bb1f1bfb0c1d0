package org.netwright.engine.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.DataMessages;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * Makes any batch of any epoch of a pipe, straight into the native inputs of a step. Which records
 * and which draws a batch gets depends on nothing but seed, training, epoch and batch number, so a
 * resumed run meets the same batches.
 *
 * <p>The counter of random draws is a hash of epoch, source record and repetition for a block
 * before {@code batch}, and of epoch, batch number and repetition behind it (definitions C17).
 */
public final class BatchPipe implements AutoCloseable {
  private final TensorFlowProgram program;
  private final BoundData data;
  private final List<StepGraph> steps;
  private final List<Operator> before;
  private final List<Operator> behind;
  private final Operator.@Nullable Batch batch;
  private final ItemOrder records;
  private final ItemOrder batches;
  private final RecordReader reader;
  private final List<Placed> blocks = new ArrayList<>();
  private long orderedEpoch = -1;
  private long[] recordOrder = {};
  private long[] batchOrder = {};

  /** A block, whether it stands before {@code batch}, and the copies made behind it. */
  private record Placed(Block block, boolean before, long copiesBehind) {}

  /**
   * What a pipe is opened for.
   *
   * @param training whether the source is read in a new order each epoch, and a smaller last batch
   *     dropped unless asked for
   * @param stage the number of the training
   */
  public record Purpose(boolean training, long seed, long stage) {}

  /**
   * @throws DiagnosticException when the data do not fill one batch
   */
  public BatchPipe(TensorFlowProgram program, BoundData data, StepGraph step, Purpose purpose) {
    this(program, data, List.of(step), purpose);
  }

  /** As above, for several steps of which each batch is fed to one. */
  public BatchPipe(
      TensorFlowProgram program, BoundData data, List<StepGraph> steps, Purpose purpose) {
    this.program = program;
    this.data = data;
    this.steps = List.copyOf(steps);
    List<Operator> all = data.program().steps();
    int at = 0;
    while (at < all.size() && !(all.get(at) instanceof Operator.Batch)) {
      at++;
    }
    this.before = all.subList(0, at);
    this.batch = at < all.size() ? (Operator.Batch) all.get(at) : null;
    this.behind = at < all.size() ? all.subList(at + 1, all.size()) : List.of();
    this.reader = new RecordReader(data);
    long key = CounterRandom.hash(purpose.seed(), purpose.stage());
    boolean shuffled = purpose.training() && data.program().shuffled();
    this.records = order(before, (int) data.split().size(), shuffled, key, 0);
    this.batches = order(behind, wholeBatches(purpose.training()), false, key, 1);
    if (batches.size() == 0) {
      throw new DiagnosticException(
          DataMessages.noBatch(
              data.program().place(),
              data.name(),
              records.size(),
              batch == null ? 1 : batch.size()));
    }
    placeBlocks();
    demandInputs();
  }

  private void demandInputs() {
    List<String> fields = data.program().batch().stream().map(Field::name).toList();
    for (StepGraph step : steps) {
      for (StepGraph.Input input : step.inputs()) {
        if (!input.isClock() && !fields.contains(input.name())) {
          throw new IllegalStateException(
              "the step "
                  + step.name()
                  + " reads "
                  + input.name()
                  + ", and its data have "
                  + fields);
        }
      }
    }
  }

  /** The step that is fed where nothing chooses one. */
  StepGraph first() {
    return steps.get(0);
  }

  /** The step graphs that the blocks of a pipe run. */
  public static List<StepGraph> blocks(DataProgram data) {
    List<StepGraph> graphs = new ArrayList<>();
    boolean beforeBatch = data.steps().stream().anyMatch(o -> o instanceof Operator.Batch);
    for (Operator operator : data.steps()) {
      beforeBatch &= !(operator instanceof Operator.Batch);
      if (operator instanceof Operator.Map map) {
        graphs.add(beforeBatch ? Block.overBatches(map).orElse(map.graph()) : map.graph());
      }
    }
    return graphs;
  }

  private ItemOrder order(List<Operator> operators, int items, boolean shuffled, long... key) {
    try {
      return new ItemOrder(operators, items, shuffled, key);
    } catch (ArithmeticException e) {
      throw new DiagnosticException(
          DataMessages.tooManyCopies(data.program().place(), data.name(), items));
    }
  }

  private int wholeBatches(boolean training) {
    if (batch == null) {
      return records.size();
    }
    boolean drop =
        batch.last() == DataProgram.Last.DROP
            || (batch.last() == DataProgram.Last.DEFAULT && training);
    long size = batch.size();
    return (int) (drop ? records.size() / size : (records.size() + size - 1) / size);
  }

  private void placeBlocks() {
    List<Field> fields = known(data.program().record());
    for (int at = 0; at < before.size(); at++) {
      if (before.get(at) instanceof Operator.Map map) {
        Optional<StepGraph> whole = batch == null ? Optional.empty() : Block.overBatches(map);
        boolean recordWise = whole.isEmpty();
        blocks.add(
            new Placed(
                new Block(
                    program,
                    whole.orElse(map.graph()),
                    recordWise,
                    fields,
                    recordWise ? rows -> data.sizes() : this::sizes),
                true,
                ItemOrder.copiesBehind(before, at + 1)));
        fields = known(map.fields());
      }
    }
    for (int at = 0; at < behind.size(); at++) {
      if (behind.get(at) instanceof Operator.Map map) {
        blocks.add(
            new Placed(
                new Block(program, map.graph(), false, List.of(), this::sizes),
                false,
                ItemOrder.copiesBehind(behind, at + 1)));
      }
    }
  }

  private List<Field> known(List<Field> fields) {
    return fields.stream()
        .map(f -> new Field(f.name(), f.type().substitute(Sizes.asDims(data.sizes()))))
        .toList();
  }

  private Map<String, Long> sizes(int rows) {
    Map<String, Long> sizes = new LinkedHashMap<>(data.sizes());
    if (batch != null) {
      batch.axis().name().ifPresent(name -> sizes.put(name, (long) rows));
      sizes.putIfAbsent("B", (long) rows);
    }
    return sizes;
  }

  /** Batches in an epoch; the same in each. */
  public int size() {
    return batches.size();
  }

  /** The records of all batches of an epoch. */
  public long examples() {
    long examples = 0;
    for (long place : batches.epoch(0)) {
      examples += rows((int) (place / batches.copies()));
    }
    return examples;
  }

  BoundData data() {
    return data;
  }

  private int rows(int number) {
    if (batch == null) {
      return 1;
    }
    return (int) Math.min(batch.size(), records.size() - number * batch.size());
  }

  /** The native inputs of a step for one size of batch. */
  Feeds feeds(StepGraph step, int rows) {
    return program.feeds(step, sizes(rows));
  }

  /** The rows of batch {@code index} of an epoch. */
  int rowsOf(long epoch, int index) {
    order(epoch);
    return rows((int) (batchOrder[index] / batches.copies()));
  }

  private void order(long epoch) {
    if (epoch != orderedEpoch) {
      recordOrder = records.epoch(epoch);
      batchOrder = batches.epoch(epoch);
      orderedEpoch = epoch;
    }
  }

  /** Fills a step's inputs, the clocks too, with batch {@code index} of an epoch. */
  void fill(StepGraph step, Feeds feeds, long epoch, int index, Moment moment) {
    order(epoch);
    long place = batchOrder[index];
    int number = (int) (place / batches.copies());
    int rows = rows(number);
    int first = batch == null ? number : (int) (number * batch.size());
    Columns target = Columns.of(step, feeds, batch != null);
    Columns next = blocks.isEmpty() ? target : blocks.get(0).block().input(rows);
    for (int row = 0; row < rows; row++) {
      reader.read(recordOrder[first + row] / records.copies(), next, row);
    }
    for (int at = 0; at < blocks.size(); at++) {
      Placed placed = blocks.get(at);
      Columns made = at + 1 < blocks.size() ? blocks.get(at + 1).block().input(rows) : target;
      placed
          .block()
          .run(rows, moment, row -> draw(placed, epoch, place, recordOrder, first + row), made);
    }
    moment.set(step, feeds);
  }

  private long draw(Placed placed, long epoch, long place, long[] order, int at) {
    long here = placed.before() ? order[at] : place;
    long copies = placed.before() ? records.copies() : batches.copies();
    return CounterRandom.hash(epoch, here / copies, here % copies / placed.copiesBehind());
  }

  @Override
  public void close() {
    blocks.forEach(placed -> placed.block().close());
  }
}
