package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.RelianceMessages;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * Batches with a block behind them. The counter of its random draws is a hash of epoch and batch
 * (definitions C17).
 */
final class MappedFlow implements BatchFlow {
  private final TensorFlowProgram program;
  private final BoundData data;
  private final BatchFlow base;
  private final StepGraph graph;
  private final Operator.Map map;
  private final List<Field> fields;
  private final FeedsMemory memory;
  private @Nullable Feeds filled;

  MappedFlow(TensorFlowProgram program, BoundData data, BatchFlow base, Operator.Map map) {
    this.program = program;
    this.data = data;
    this.base = base;
    this.map = map;
    this.graph = map.graph();
    this.fields = FieldSizes.known(map.fields().stream().map(Field::single).toList(), data.sizes());
    this.memory = new FeedsMemory(program, graph);
  }

  @Override
  public int size() {
    return base.size();
  }

  @Override
  public int rows(long epoch, int place) {
    return base.rows(epoch, place);
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public void fill(Turn turn, int place, Target target) {
    base.fill(turn, place, this::input);
    Feeds feeds = filled;
    if (feeds == null) {
      throw new IllegalStateException("a batch was not filled");
    }
    turn.moment().withDraw(CounterRandom.hash(turn.epoch(), place, 0)).set(graph, feeds);
    Map<String, HostTensor> made = program.run(graph, feeds);
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Field field : fields) {
      HostTensor value = made.get(field.name());
      if (value != null) {
        demand(field, value.type().shape().without(0), sizes);
      }
    }
    Columns columns = target.columns(base.rows(turn.epoch(), place), sizes);
    made.forEach(
        (name, value) -> {
          if (columns.find(name) instanceof FixedColumn column) {
            column.putAll(value);
          }
        });
  }

  private void demand(Field field, Shape found, Map<String, Long> sizes) {
    if (!FieldSizes.bind(field.type(), found, sizes)) {
      throw new DiagnosticException(
          RelianceMessages.otherSizes(
              data.program().place(), data.name(), field.name(), found, field.type()));
    }
  }

  private Columns input(int rows, Map<String, Long> sizes) {
    Map<String, Long> all = new LinkedHashMap<>(data.sizes());
    all.putAll(sizes);
    all.put("B", (long) rows);
    if (!memory.holds(all)) {
      map.demands()
          .forEach(
              demand ->
                  demand
                      .unmet(all)
                      .ifPresent(
                          unmet -> {
                            throw new DiagnosticException(unmet);
                          }));
    }
    Feeds feeds = memory.of(all);
    filled = feeds;
    return Columns.of(graph, feeds);
  }

  @Override
  public void close() {
    memory.close();
    base.close();
  }
}
