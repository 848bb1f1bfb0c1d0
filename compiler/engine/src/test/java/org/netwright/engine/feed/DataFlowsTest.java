package org.netwright.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.fixture.NoArguments;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Last;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.StepGraph.Clock;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** group, join, cache, unbatch, batch_by_tokens and records of any size; and where they resume. */
class DataFlowsTest {
  private static final Dim B = Dim.named("B");
  private static final TensorType ID = new TensorType(ElementType.I64, Shape.SCALAR);
  private static final Field ID_FIELD = new Field("id", ID);
  private static final Field X = new Field("x", TensorType.f32(Shape.SCALAR));
  private static final Field DRAW = new Field("draw", TensorType.f32(Shape.SCALAR));
  private static final Field WORDS =
      new Field("words", new TensorType(ElementType.I64, Shape.of(Dim.named("S"))));

  @TempDir Path folder;
  private final AtomicInteger reads = new AtomicInteger();
  private final List<String> notes = new ArrayList<>();

  /** Records (id, x): x is ten times the id. Counts how often an x is read. */
  private DataSourceDefinition numbers(int size) {
    return source(
        size,
        List.of(ID_FIELD, X),
        (index, writer) -> {
          writer.longs(0, new long[] {index});
          if (writer.wants(1)) {
            reads.incrementAndGet();
            writer.floats(1, new float[] {10 * index});
          }
        });
  }

  /** Record i has i % 4 + 1 words. */
  private DataSourceDefinition sentences(int size, OptionalLong padding) {
    return source(
        size,
        List.of(WORDS),
        padding,
        (index, writer) -> {
          long[] words = new long[(int) (index % 4 + 1)];
          Arrays.fill(words, index + 1);
          writer.shape(0, words.length);
          writer.longs(0, words);
        });
  }

  private interface Reading {
    void read(long index, DataSourceDefinition.RecordWriter writer) throws IOException;
  }

  private static DataSourceDefinition source(int size, List<Field> fields, Reading reading) {
    return source(size, fields, OptionalLong.empty(), reading);
  }

  private static DataSourceDefinition source(
      int size, List<Field> fields, OptionalLong padding, Reading reading) {
    DataSourceDefinition.Split split =
        new DataSourceDefinition.Split() {
          @Override
          public long size() {
            return size;
          }

          @Override
          public List<DataSourceDefinition.Field> fields() {
            return fields.stream()
                .map(f -> new DataSourceDefinition.Field(f.name(), f.type()))
                .toList();
          }

          @Override
          public OptionalLong padding(int field) {
            return padding;
          }

          @Override
          public void read(long index, DataSourceDefinition.RecordWriter writer)
              throws IOException {
            reading.read(index, writer);
          }
        };
    return (Arguments arguments, DataSourceDefinition.Place place) -> () -> Map.of("train", split);
  }

  private static DataProgram data(
      DataSourceDefinition source, List<Field> record, boolean shuffled, Operator... steps) {
    return new DataProgram(
        "numbers",
        "test",
        source,
        NoArguments.NONE,
        "train",
        record,
        Map.of(),
        List.of(steps),
        shuffled,
        Span.NONE);
  }

  private static final List<Field> NUMBERS = List.of(ID_FIELD, X);

  /** A step that gives out its batch. */
  private static StepGraph echo(List<Field> fields) {
    StepBuilder graph = new StepBuilder();
    fields.forEach(f -> graph.output(f.name(), graph.input(f.name(), f.batched(B).type())));
    return graph.build("echo");
  }

  /** Adds a draw to a record, or to a batch. */
  private static Operator.Map drawn(List<Field> fields, boolean whole) {
    StepBuilder graph = new StepBuilder();
    List<Field> made = new ArrayList<>(fields);
    made.add(DRAW);
    fields.forEach(
        f -> graph.output(f.name(), graph.input(f.name(), whole ? f.batched(B).type() : f.type())));
    graph.draws(place -> DrawKeys.key(3, "data"), graph.input(Clock.DRAW, ID));
    graph.output("draw", graph.randomUniform(whole ? Shape.of(B) : Shape.SCALAR));
    return new Operator.Map(
        graph.build("drawn" + whole),
        Optional.empty(),
        whole ? made.stream().map(f -> f.batched(B)).toList() : made);
  }

  private static Operator batch(long size) {
    return new Operator.Batch(size, Last.DEFAULT, B);
  }

  /** Batches {@code from} up to {@code to} of a training, counted over all epochs. */
  private List<Map<String, HostTensor>> batches(DataProgram data, long from, long to) {
    List<Field> fields = data.batch().stream().map(Field::single).toList();
    StepGraph echo = echo(fields);
    List<StepGraph> steps = new ArrayList<>(BatchPipe.blocks(data));
    steps.add(echo);
    List<Map<String, HostTensor>> made = new ArrayList<>();
    try (DataSources sources =
            new DataSources(new DataRoots(Optional.empty(), Optional.empty()), notes::add);
        TensorFlowProgram program =
            TensorFlowProgram.build(steps, TensorFlowProgram.Settings.DEFAULT)) {
      sources.cacheIn(folder.resolve("cache"));
      BoundData bound = sources.open(data);
      BatchPipe pipe = new BatchPipe(program, bound, echo, new BatchPipe.Purpose(true, 1, 0));
      long end = to < 0 ? pipe.size() : to;
      try (BatchFeeder feeder = new BatchFeeder(pipe, from, end, number -> Moment.START)) {
        Optional<Batch> next = feeder.next();
        while (next.isPresent()) {
          made.add(program.run(echo, next.get().feeds()));
          feeder.giveBack(next.get());
          next = feeder.next();
        }
      }
    }
    return made;
  }

  private static double[] all(List<Map<String, HostTensor>> batches, String field) {
    return batches.stream().flatMapToDouble(b -> DoubleStream.of(b.get(field).numbers())).toArray();
  }

  private Operator.Join join(int size) {
    return new Operator.Join(data(numbers(size), NUMBERS, false), "id", List.of(ID_FIELD, DRAW, X));
  }

  /** Only the id, so that x comes from the other side. */
  private DataSourceDefinition ids(int size) {
    return source(size, List.of(ID_FIELD), (index, writer) -> writer.longs(0, new long[] {index}));
  }

  /** The way of fast knowledge distillation: cached labels of crops meet their images again. */
  private DataProgram distillation(int size) {
    return data(
        ids(size),
        List.of(ID_FIELD),
        true,
        new Operator.Repeated(4),
        drawn(List.of(ID_FIELD), false),
        batch(3),
        new Operator.Cache("labels"),
        new Operator.Unbatch(),
        join(size),
        new Operator.Group(2),
        batch(4));
  }

  @Test
  void joinedRecordsHaveTheFieldsOfBothSidesAndGroupsStayTogether() {
    List<Map<String, HostTensor>> epoch = batches(distillation(6), 0, -1);
    double[] ids = all(epoch, "id");
    double[] xs = all(epoch, "x");
    assertThat(ids).hasSize(24);
    for (int i = 0; i < ids.length; i++) {
      assertThat(xs[i]).isEqualTo(10 * ids[i]);
      assertThat(ids[i]).isEqualTo(ids[i - i % 2]);
    }
    assertThat(Arrays.stream(ids).boxed().distinct()).hasSize(6);
    assertThat(ids).isNotEqualTo(Arrays.stream(ids).sorted().toArray());
    assertThat(new HashSet<>(Arrays.stream(all(epoch, "draw")).boxed().toList())).hasSize(24);
  }

  @Test
  void aGroupReadsItsSharedRecordOnce() {
    DataProgram data = distillation(6);
    reads.set(0);
    batches(data, 0, -1);
    int fingerprint = 6;
    assertThat(reads.get() - fingerprint).isLessThanOrEqualTo(12);
  }

  @Test
  void aResumedPipeGivesWhatAnUnbrokenOneGivesWhateverStandsInIt() {
    DataProgram data = distillation(6);
    List<Map<String, HostTensor>> whole = batches(data, 0, 15);
    List<Map<String, HostTensor>> rest = batches(data, 7, 15);
    for (String field : List.of("id", "x", "draw")) {
      assertThat(all(rest, field)).isEqualTo(all(whole.subList(7, 15), field));
    }
    assertThat(notes).isEmpty();
  }

  @Test
  void aCacheDrawsOnceForAllEpochsAndIsReadAgain() throws IOException {
    DataProgram data = distillation(6);
    List<Map<String, HostTensor>> two = batches(data, 0, 12);
    Map<Double, Double> first = new java.util.HashMap<>();
    Set<Double> draws = new HashSet<>();
    for (double draw : all(two.subList(0, 6), "draw")) {
      first.put(draw, draw);
    }
    for (double draw : all(two.subList(6, 12), "draw")) {
      draws.add(draw);
    }
    assertThat(draws).isEqualTo(first.keySet());
    assertThat(all(two.subList(6, 12), "draw")).isNotEqualTo(all(two.subList(0, 6), "draw"));
    assertThat(files()).hasSize(1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.toList();
    }
  }

  @Test
  void aDamagedCacheIsMadeAnewWithANote() throws IOException {
    DataProgram data = distillation(6);
    double[] before = all(batches(data, 0, 6), "draw");
    Path file = files().get(0);
    byte[] content = Files.readAllBytes(file);
    content[content.length - 3] ^= 1;
    Files.write(file, content);
    assertThat(all(batches(data, 0, 6), "draw")).isEqualTo(before);
    assertThat(notes).singleElement().asString().contains("damaged");
    notes.clear();
    batches(data, 0, 6);
    assertThat(notes).isEmpty();
  }

  @Test
  void aCacheOfOtherDataIsNeverRead() throws IOException {
    batches(distillation(6), 0, 3);
    assertThat(all(batches(distillation(5), 0, -1), "id")).hasSize(20);
    assertThat(files()).hasSize(2);
    assertThat(notes).singleElement().asString().contains("made anew");
  }

  @Test
  void aCacheOfRecordsServesAnyOrder() {
    DataProgram data =
        data(
            numbers(10),
            NUMBERS,
            true,
            drawn(NUMBERS, false),
            new Operator.Cache("records"),
            batch(5));
    List<Map<String, HostTensor>> two = batches(data, 0, 4);
    assertThat(Arrays.stream(all(two.subList(0, 2), "draw")).sorted().toArray())
        .isEqualTo(Arrays.stream(all(two.subList(2, 4), "draw")).sorted().toArray());
    assertThat(all(two.subList(0, 2), "id")).isNotEqualTo(all(two.subList(2, 4), "id"));
  }

  /** Records (id, x) whose id is 0 for three in six records and 1, 2, 3 for the others. */
  private DataSourceDefinition classes(int size) {
    return source(
        size,
        List.of(ID_FIELD, X),
        (index, writer) -> {
          writer.longs(0, new long[] {Math.max(0, index % 6 - 2)});
          if (writer.wants(1)) {
            reads.incrementAndGet();
            writer.floats(1, new float[] {index});
          }
        });
  }

  private double[] counts(List<Map<String, HostTensor>> batches) {
    double[] counts = new double[4];
    for (double id : all(batches, "id")) {
      counts[(int) id]++;
    }
    return counts;
  }

  @Test
  void recordsAreDrawnByTheWeightOfTheirNumberAnewInEachEpoch() {
    DataProgram even =
        data(
            classes(600),
            NUMBERS,
            true,
            new Operator.Weighted("id", List.of()),
            drawn(NUMBERS, false),
            batch(60));
    List<Map<String, HostTensor>> two = batches(even, 0, 20);
    for (double count : counts(two)) {
      assertThat(count).isBetween(240.0, 360.0);
    }
    assertThat(all(two.subList(0, 10), "x")).isNotEqualTo(all(two.subList(10, 20), "x"));
    // with replacement, and with draws of its own for each time
    Set<Double> records = new HashSet<>();
    Arrays.stream(all(two.subList(0, 10), "x")).forEach(records::add);
    assertThat(records).hasSizeBetween(300, 450);
    Set<Double> draws = new HashSet<>();
    Arrays.stream(all(two.subList(0, 10), "draw")).forEach(draws::add);
    assertThat(draws).hasSize(600);
    assertThat(all(batches(even, 7, 20), "x")).isEqualTo(all(two.subList(7, 20), "x"));
  }

  @Test
  void aNumberWithoutWeightIsNeverDrawnAndALargeOneOften() {
    DataProgram odd =
        data(
            classes(600),
            NUMBERS,
            false,
            new Operator.Part(0, 0.5, 1),
            new Operator.Weighted("id", List.of(0.0, 1.0, 0.0, 9.0)),
            batch(60));
    double[] counts = counts(batches(odd, 0, 5));
    assertThat(counts[0] + counts[2]).isZero();
    assertThat(counts[3]).isBetween(240.0, 295.0);
    Set<Double> part = new HashSet<>();
    DataProgram half = data(classes(600), NUMBERS, false, new Operator.Part(0, 0.5, 1), batch(60));
    Arrays.stream(all(batches(half, 0, 5), "x")).forEach(part::add);
    assertThat(Arrays.stream(all(batches(odd, 0, 5), "x")).boxed()).allMatch(part::contains);
  }

  @Test
  void onlyTheNumbersAreReadToWeighRecords() {
    DataProgram even =
        data(classes(60), NUMBERS, true, new Operator.Weighted("id", List.of()), batch(6));
    reads.set(0);
    batches(even, 0, 1);
    int fingerprint = 60;
    assertThat(reads.get() - fingerprint).isLessThan(30);
  }

  @Test
  void aNumberThatHasNoWeightIsToldWithItsRecord() {
    DataProgram cut =
        data(
            classes(60),
            NUMBERS,
            true,
            new Operator.Weighted("id", List.of(1.0, 1.0, 1.0)),
            batch(6));
    assertThatThrownBy(() -> batches(cut, 0, 1))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("record 5 of numbers.train has id 3")
        .hasMessageContaining("the weights are those of 0 … 2");
    DataProgram none =
        data(
            numbers(1),
            NUMBERS,
            true,
            new Operator.Weighted("id", List.of(0.0, 1.0)),
            new Operator.Batch(1, Last.KEEP, B));
    assertThatThrownBy(() -> batches(none, 0, 1))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("every id of numbers.train has the weight 0");
  }

  @Test
  void unbatchedRecordsWithoutCacheAreShuffledBeforeTheirBatches() {
    DataProgram data =
        data(
            numbers(12),
            NUMBERS,
            true,
            batch(4),
            drawn(NUMBERS, true),
            new Operator.Unbatch(),
            batch(3));
    List<Map<String, HostTensor>> two = batches(data, 0, 8);
    double[] ids = all(two.subList(0, 4), "id");
    assertThat(Arrays.stream(ids).boxed().distinct()).hasSize(12);
    assertThat(ids).isNotEqualTo(all(two.subList(4, 8), "id"));
    assertThat(all(batches(data, 5, 8), "draw")).isEqualTo(all(two.subList(5, 8), "draw"));
  }

  @Test
  void recordsOfDifferentSizesAreFilledUpWhereTheSourceSaysSo() {
    DataProgram data = data(sentences(4, OptionalLong.of(9)), List.of(WORDS), false, batch(4));
    HostTensor words = batches(data, 0, 1).get(0).get("words");
    assertThat(words.type()).hasToString("i64[4, 4]");
    assertThat(words.numbers()).containsExactly(1, 9, 9, 9, 2, 2, 9, 9, 3, 3, 3, 9, 4, 4, 4, 4);
  }

  @Test
  void recordsOfDifferentSizesMakeNoBatchElsewhere() {
    DataProgram data = data(sentences(4, OptionalLong.empty()), List.of(WORDS), false, batch(4));
    assertThatThrownBy(() -> batches(data, 0, 1))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("holds words of [1] and of [2]; a batch has one size");
  }

  @Test
  void batchesByTokensHoldRecordsOfEqualLengthUpToTheLimit() {
    DataProgram data =
        data(
            sentences(40, OptionalLong.empty()),
            List.of(WORDS),
            true,
            new Operator.BatchByTokens(8, OptionalLong.empty(), B));
    List<Map<String, HostTensor>> epoch = batches(data, 0, -1);
    Set<Double> seen = new HashSet<>();
    for (Map<String, HostTensor> batch : epoch) {
      HostTensor words = batch.get("words");
      assertThat(words.elements()).isLessThanOrEqualTo(8);
      Arrays.stream(words.numbers()).filter(w -> w > 0).forEach(seen::add);
    }
    assertThat(seen).hasSize(40);
    assertThat(all(batches(data, 3, 6), "words")).isEqualTo(all(epoch.subList(3, 6), "words"));
    int size = epoch.size();
    assertThat(all(batches(data, size, 2L * size), "words")).isNotEqualTo(all(epoch, "words"));
  }

  @Test
  void aRecordThatIsLongerThanABatchIsNamed() {
    DataProgram data =
        data(
            sentences(4, OptionalLong.empty()),
            List.of(WORDS),
            true,
            new Operator.BatchByTokens(3, OptionalLong.empty(), B));
    assertThatThrownBy(() -> batches(data, 0, 1))
        .hasMessageContaining("record 3 of numbers.train has 4 elements, more than the 3");
  }

  @Test
  void aKeyThatTheOtherSideLacksIsNamed() {
    DataProgram data =
        data(ids(8), List.of(ID_FIELD), false, drawn(List.of(ID_FIELD), false), join(6), batch(4));
    assertThatThrownBy(() -> batches(data, 0, -1))
        .hasMessageContaining("no record of numbers.train has id 6");
  }

  @Test
  void aGroupOfSeveralRecordsIsNamed() {
    DataProgram data =
        data(
            ids(6),
            List.of(ID_FIELD),
            false,
            drawn(List.of(ID_FIELD), false),
            join(6),
            new Operator.Group(2),
            batch(4));
    assertThatThrownBy(() -> batches(data, 0, -1))
        .hasMessageContaining("a group of 2 holds id 0 and 1");
  }
}
