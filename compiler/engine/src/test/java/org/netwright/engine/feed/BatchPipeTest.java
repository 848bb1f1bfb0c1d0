package org.netwright.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.netwright.engine.fault.PluginFault;
import org.netwright.engine.fault.TrainingStopped;
import org.netwright.engine.fixture.MemorySource;
import org.netwright.engine.fixture.MemorySource.Example;
import org.netwright.engine.fixture.NoArguments;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Last;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.StepGraph.Clock;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

class BatchPipeTest {
  private static final Dim B = Dim.named("B");
  private static final TensorType X = TensorType.f32(Shape.of(2));
  private static final TensorType LABEL = new TensorType(ElementType.I64, Shape.SCALAR);
  private static final List<Field> FIELDS = List.of(new Field("x", X), new Field("label", LABEL));

  private static TensorType batched(TensorType type) {
    return new TensorType(type.element(), type.shape().insert(0, B));
  }

  /** Gives out what it is fed. */
  private static StepGraph echo() {
    StepBuilder graph = new StepBuilder();
    graph.output("x", graph.input("x", batched(X)));
    graph.output("label", graph.input("label", batched(LABEL)));
    return graph.build("echo");
  }

  /** x · 2 and label, over one record or over a batch. */
  private static StepGraph doubled(boolean whole) {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", whole ? batched(X) : X);
    Value label = graph.input("label", whole ? batched(LABEL) : LABEL);
    graph.output("x", graph.multiply(x, 2));
    graph.output("label", label);
    return graph.build(whole ? "doubled_whole" : "doubled");
  }

  /** x replaced by draws. */
  private static StepGraph drawn(String name, boolean whole) {
    StepBuilder graph = new StepBuilder();
    graph.input("x", whole ? batched(X) : X);
    graph.draws(place -> DrawKeys.key(3, "data"), graph.input(Clock.DRAW, LABEL));
    graph.output("x", graph.randomUniform(whole ? Shape.of(B, Dim.of(2)) : Shape.of(2)));
    graph.output("label", graph.input("label", whole ? batched(LABEL) : LABEL));
    return graph.build(name);
  }

  private static Operator.Map block(StepGraph graph) {
    return new Operator.Map(graph, Optional.empty(), FIELDS);
  }

  private static Operator.Map blockOfBatches(StepGraph graph) {
    return new Operator.Map(
        graph, Optional.empty(), FIELDS.stream().map(field -> field.batched(B)).toList());
  }

  private static DataProgram data(DataSourceDefinition source, Operator... steps) {
    return new DataProgram(
        "memory",
        "test",
        source,
        NoArguments.NONE,
        "train",
        FIELDS,
        Map.of(),
        List.of(steps),
        false,
        Span.NONE);
  }

  private static MemorySource counting(int size) {
    return new MemorySource(Map.of("train", size), i -> new Example(i, -i, i));
  }

  private static Operator batch(long size) {
    return new Operator.Batch(size, Last.KEEP, B);
  }

  /** The numbers of {@code x} of every batch of an epoch. */
  private static List<double[]> epoch(DataProgram data, long epoch) {
    StepGraph echo = echo();
    List<StepGraph> steps = new ArrayList<>(BatchPipe.blocks(data));
    steps.add(echo);
    List<double[]> batches = new ArrayList<>();
    try (DataSources sources =
            new DataSources(new DataRoots(Optional.empty(), Optional.empty()), note -> {});
        TensorFlowProgram program =
            TensorFlowProgram.build(steps, TensorFlowProgram.Settings.DEFAULT)) {
      BatchPipe pipe =
          new BatchPipe(program, sources.open(data), echo, new BatchPipe.Purpose(true, 1, 0));
      long first = epoch * pipe.size();
      BatchFeeder feeder =
          new BatchFeeder(pipe, first, first + pipe.size(), number -> Moment.START);
      try (feeder) {
        Optional<Batch> next = feeder.next();
        while (next.isPresent()) {
          Map<String, HostTensor> outputs = program.run(echo, next.get().feeds());
          batches.add(outputs.get("x").numbers());
          feeder.giveBack(next.get());
          next = feeder.next();
        }
      }
      assertThat(feeder.ended()).isTrue();
    }
    return batches;
  }

  private static double[] all(List<double[]> batches) {
    return batches.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  @Test
  void recordsGoIntoBatchesInTheirOrder() {
    List<double[]> batches = epoch(data(counting(5), batch(2)), 0);
    assertThat(batches).hasSize(3);
    assertThat(batches.get(0)).containsExactly(0, 0, 1, -1);
    assertThat(batches.get(2)).containsExactly(4, -4);
  }

  @Test
  void aBlockRunsOverRecordsOrOverTheBatchWithTheSameValues() {
    DataProgram alone = data(counting(5), block(doubled(false)), batch(2));
    DataProgram whole =
        data(
            counting(5),
            new Operator.Map(doubled(false), Optional.of(doubled(true)), FIELDS),
            batch(2));
    DataProgram behind = data(counting(5), batch(2), blockOfBatches(doubled(true)));
    assertThat(all(epoch(alone, 0))).containsExactly(0, 0, 2, -2, 4, -4, 6, -6, 8, -8);
    assertThat(all(epoch(whole, 0))).isEqualTo(all(epoch(alone, 0)));
    assertThat(all(epoch(behind, 0))).isEqualTo(all(epoch(alone, 0)));
  }

  @Test
  void blocksFollowOneAnother() {
    DataProgram data =
        data(
            counting(3),
            block(doubled(false)),
            new Operator.Map(doubled(false), Optional.of(doubled(true)), FIELDS),
            batch(2),
            blockOfBatches(doubled(true)));
    assertThat(all(epoch(data, 0))).containsExactly(0, 0, 8, -8, 16, -16);
  }

  @Test
  void drawsDifferByRecordEpochAndCopyAndNothingElse() {
    DataProgram copies =
        data(counting(4), new Operator.Repeated(2), block(drawn("drawn", false)), batch(3));
    double[] first = all(epoch(copies, 0));
    assertThat(distinct(first)).hasSize(16);
    assertThat(all(epoch(copies, 0))).isEqualTo(first);
    assertThat(distinct(all(epoch(copies, 1)))).doesNotContainAnyElementsOf(distinct(first));
    // The size of the batch does not matter.
    DataProgram larger =
        data(counting(4), new Operator.Repeated(2), block(drawn("drawn", false)), batch(4));
    assertThat(all(epoch(larger, 0))).isEqualTo(first);
    // A block before `repeated` is the same for all copies.
    DataProgram same =
        data(counting(4), block(drawn("drawn", false)), new Operator.Repeated(2), batch(3));
    assertThat(distinct(all(epoch(same, 0)))).hasSize(8);
  }

  @Test
  void drawsBehindBatchDifferByBatch() {
    DataProgram data = data(counting(4), batch(2), blockOfBatches(drawn("drawn", true)));
    assertThat(distinct(all(epoch(data, 0)))).hasSize(8);
  }

  private static HashSet<Double> distinct(double[] numbers) {
    return new HashSet<>(DoubleStream.of(numbers).boxed().toList());
  }

  @Test
  void aCheckInABlockStopsWithTheNameOfTheData() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", X);
    Value label = graph.input("label", LABEL);
    Value fits = graph.less(label, graph.constant(3, ElementType.I64));
    graph.output("x", x);
    graph.output("label", graph.check(label, fits, "a label is not below 3"));
    DataProgram data = data(counting(5), block(graph.build("checked")), batch(2));
    assertThatThrownBy(() -> epoch(data, 0))
        .isInstanceOf(TrainingStopped.class)
        .hasMessageContaining("a data block of memory.train stopped: a label is not below 3");
  }

  @Test
  void aSourceThatBreaksItsPromisesIsNamed() {
    DataSourceDefinition careless =
        (arguments, place) ->
            () ->
                Map.of(
                    "train",
                    new DataSourceDefinition.Split() {
                      @Override
                      public long size() {
                        return 3;
                      }

                      @Override
                      public List<DataSourceDefinition.Field> fields() {
                        return MemorySource.fields();
                      }

                      @Override
                      public void read(long index, DataSourceDefinition.RecordWriter writer) {
                        writer.floats(0, new float[3]);
                      }
                    });
    assertThatThrownBy(() -> epoch(data(careless, batch(2)), 0))
        .isInstanceOf(PluginFault.class)
        .hasMessageContaining("record 0")
        .hasMessageContaining("writes 3 values to the field x, which has 2");
  }
}
