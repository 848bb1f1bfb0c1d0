package org.netwright.engine.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.engine.fault.DataMessages;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * Makes any batch of any epoch of a pipe, straight into the native inputs of a step. Which records
 * and which draws a batch gets depends on nothing but seed, training, epoch and batch number, so a
 * resumed run meets the same batches.
 */
public final class BatchPipe implements AutoCloseable {
  private final TensorFlowProgram program;
  private final BoundData data;
  private final List<StepGraph> steps;
  private final BatchFlow batches;

  /**
   * What a pipe is opened for.
   *
   * @param training whether the records come in a new order each epoch, and a smaller last batch is
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
    demandInputs();
    this.batches = new FlowAssembly(program, data, purpose).assemble();
    if (batches.size() == 0) {
      long size = lastBatch();
      throw new DiagnosticException(
          DataMessages.noBatch(data.program().place(), data.name(), taken(), size));
    }
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

  private long lastBatch() {
    long size = 1;
    for (Operator operator : data.program().steps()) {
      size = operator instanceof Operator.Batch batch ? batch.size() : size;
    }
    return size;
  }

  /** The records that arrive at the last batch, as far as counts tell. */
  private long taken() {
    long records = data.split().size();
    for (Operator operator : data.program().steps()) {
      if (operator instanceof Operator.Take take) {
        records = Math.min(records, take.count());
      } else if (operator instanceof Operator.Part part) {
        records = part.end(records) - part.begin(records);
      } else if (operator instanceof Operator.Repeated repeated) {
        records *= repeated.copies();
      }
    }
    return records;
  }

  /** The step graphs that the blocks of a pipe run. */
  public static List<StepGraph> blocks(DataProgram data) {
    List<StepGraph> graphs = new ArrayList<>();
    boolean batched = false;
    for (Operator operator : data.steps()) {
      batched |= operator instanceof Operator.Batch || operator instanceof Operator.BatchByTokens;
      batched &= !(operator instanceof Operator.Unbatch);
      if (operator instanceof Operator.Map map) {
        graphs.addAll(batched ? List.of(map.graph()) : Block.graphs(map));
      }
    }
    return graphs;
  }

  /** Batches in an epoch; the same in each. */
  public int size() {
    return batches.size();
  }

  /** The records of all batches of an epoch. */
  public long examples() {
    long examples = 0;
    for (int batch = 0; batch < batches.size(); batch++) {
      examples += batches.rows(0, batch);
    }
    return examples;
  }

  BoundData data() {
    return data;
  }

  /** Memory for the native inputs of a step. */
  FeedsMemory memory(StepGraph step) {
    return new FeedsMemory(program, step);
  }

  /** Fills a step's inputs, the clocks too, with batch {@code index} of an epoch. */
  void fill(StepGraph step, Batch batch, long epoch, int index, Moment moment) {
    batches.fill(
        new Turn(epoch, moment),
        index,
        (rows, sizes) -> {
          Map<String, Long> all = new LinkedHashMap<>(data.sizes());
          all.putAll(sizes);
          all.put("B", (long) rows);
          batch.hold(step, rows, all);
          return Columns.of(step, batch.feeds());
        });
    moment.set(step, batch.feeds());
  }

  @Override
  public void close() {
    batches.close();
  }
}
