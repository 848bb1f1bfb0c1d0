package org.netwright.frontend.vectorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.interpret.GraphInterpreter;
import org.netwright.frontend.interpret.Numbers;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

final class VectorizationTest {
  private static final Dim B = Dim.named("B");
  private static final int RECORDS = 3;

  /** Work on fields {@code x} [2, 3, 4], {@code y} [4] and an index {@code i} [2] below 3. */
  private record Block(String name, BiFunction<StepBuilder, List<Value>, Value> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Block block(String name, BiFunction<StepBuilder, List<Value>, Value> work) {
    return new Block(name, work);
  }

  private static Block op(Primitive primitive, int field, Object... attributes) {
    return block(
        primitive + " " + Attributes.of(attributes),
        (g, f) -> g.apply(primitive, Attributes.of(attributes), List.of(f.get(field))).get(0));
  }

  static List<Block> blocks() {
    List<Dim> dims = List.of(Dim.of(1), Dim.of(0), Dim.of(2));
    return List.of(
        block("broadcast fields", (g, f) -> g.add(f.get(0), f.get(1))),
        block("select", (g, f) -> g.select(g.less(f.get(1), g.constant(0)), f.get(0), f.get(1))),
        block("scalar of a record", (g, f) -> g.multiply(g.sum(f.get(1)), f.get(0))),
        block("shared matrix", (g, f) -> g.matmul(f.get(0), shared(g, 4, 2))),
        block("shared stack", (g, f) -> g.matmul(shared(g, 5, 2, 6, 3), f.get(0))),
        block("matrices", (g, f) -> g.matmul(f.get(0), f.get(0), false, true)),
        block(
            "matrix meets stack",
            (g, f) -> g.matmul(f.get(0), g.reshape(f.get(1), Shape.of(4, 1)))),
        block("field below shared", (g, f) -> g.add(shared(g, 2, 4), f.get(1))),
        block(
            "surrogate",
            (g, f) ->
                g.apply(
                        Primitive.SURROGATE,
                        Attributes.NONE,
                        List.of(shared(g, 4), f.get(1), g.constant(2)))
                    .get(0)),
        block(
            "quantized",
            (g, f) ->
                g.apply(
                        Primitive.QUANTIZED,
                        Attributes.of("bits", 1L),
                        List.of(f.get(1), shared(g, 4)))
                    .get(0)),
        block("check", (g, f) -> g.check(f.get(0), g.less(f.get(1), g.constant(99)), "small")),
        op(Primitive.SUM, 0, "axes", new long[] {0, 2}, "keep", false),
        op(Primitive.MAX, 0, "axes", new long[] {1}, "keep", true),
        op(Primitive.REVERSE, 0, "axes", new long[] {1, 2}),
        op(Primitive.ARG_MAX, 0, "axis", 2L),
        op(Primitive.CUMULATIVE_SUM, 0, "axis", 1L, "exclusive", true, "reverse", false),
        op(Primitive.TOP_K, 0, "k", Dim.of(2)),
        op(Primitive.SOFTMAX, 0),
        op(Primitive.RESHAPE, 0, "shape", Shape.of(6, 4)),
        op(Primitive.BROADCAST, 1, "shape", Shape.of(3, 2, 4)),
        op(Primitive.TRANSPOSE, 0, "permutation", new long[] {2, 0, 1}),
        op(
            Primitive.PAD,
            0,
            "before",
            dims,
            "after",
            List.of(Dim.of(0), Dim.of(1), Dim.of(1)),
            "value",
            7.0),
        op(Primitive.CAST, 0, "to", ElementType.I32),
        op(Primitive.ONE_HOT, 2, "depth", Dim.of(3), "type", ElementType.F32),
        block("slice", (g, f) -> g.slice(f.get(0), 2, Dim.of(1), Dim.of(2))),
        block("concat with shared", (g, f) -> g.concat(List.of(f.get(1), shared(g, 2)), 0)),
        block("gather field by field", (g, f) -> g.gather(f.get(0), f.get(2), 1, 0)),
        block("gather batched", (g, f) -> g.gather(f.get(0), f.get(2), 1, 1)),
        block("gather field by shared", (g, f) -> g.gather(f.get(0), index(g), 1, 0)),
        block("gather batched by shared", (g, f) -> g.gather(f.get(0), index(g), 1, 1)),
        block("gather shared by field", (g, f) -> g.gather(shared(g, 3, 2), f.get(2), 0, 0)),
        block("gather shared columns", (g, f) -> g.gather(shared(g, 2, 3), f.get(2), 1, 0)),
        block(
            "scatter",
            (g, f) ->
                g.apply(
                        Primitive.SCATTER_ADD,
                        Attributes.of("axis", 0L, "batch", 0L, "shape", Shape.of(3)),
                        List.of(shared(g, 2), f.get(2)))
                    .get(0)),
        block(
            "einsum",
            (g, f) ->
                g.apply(
                        Primitive.EINSUM,
                        Attributes.of("equation", "abc,c->ba"),
                        List.of(f.get(0), f.get(1)))
                    .get(0)),
        block(
            "convolution",
            (g, f) ->
                g.apply(
                        Primitive.CONV2D,
                        Attributes.of(
                            "strides", new long[] {1, 2},
                            "dilations", new long[] {1, 1},
                            "pads", new long[] {1, 0, 0, 0}),
                        List.of(images(g, f), shared(g, 2, 3, 2, 3)))
                    .get(0)),
        block(
            "pool",
            (g, f) ->
                g.apply(
                        Primitive.MAX_POOL,
                        Attributes.of(
                            "window",
                            new long[] {2, 2},
                            "strides",
                            new long[] {1, 1},
                            "pads",
                            new long[4]),
                        List.of(images(g, f)))
                    .get(0)),
        block("nothing of the record", (g, f) -> shared(g, 2)));
  }

  private static Value images(StepBuilder g, List<Value> fields) {
    return g.reshape(fields.get(0), Shape.of(1, 3, 4, 2));
  }

  private static Value shared(StepBuilder g, long... sizes) {
    Variable variable =
        new Variable(
            "",
            "shared" + Arrays.toString(sizes),
            TensorType.f32(Shape.of(sizes)),
            Variable.Kind.PARAMETER,
            "kernel",
            Variable.Storage.REAL,
            Span.NONE);
    return g.read(variable);
  }

  private static Value index(StepBuilder g) {
    return g.constant(new double[] {2, 0}, new TensorType(ElementType.I32, Shape.of(2)));
  }

  private static StepGraph step(BiFunction<StepBuilder, List<Value>, Value> work) {
    StepBuilder g = new StepBuilder();
    List<Value> fields =
        List.of(
            g.input("x", TensorType.f32(Shape.of(2, 3, 4))),
            g.input("y", TensorType.f32(Shape.of(4))),
            g.input("i", new TensorType(ElementType.I32, Shape.of(2))));
    g.output("output", work.apply(g, fields));
    return g.build("block");
  }

  /** The batched step equals the record's step on each record. */
  private static void compare(StepGraph record) {
    StepGraph batched = GraphVerifier.verified(Vectorization.overBatch(record, B).orElseThrow());
    Random random = new Random(5);
    Map<String, Numbers> given = new LinkedHashMap<>();
    record.reads().keySet().forEach(v -> given.put(v.name(), numbers(random, v.type(), 1)));
    Map<String, Numbers> batch = new LinkedHashMap<>(given);
    record
        .inputs()
        .forEach(input -> batch.put(input.name(), numbers(random, input.type(), RECORDS)));
    Numbers all = GraphInterpreter.run(batched, batch, Map.of("B", (long) RECORDS)).get("output");
    List<Double> one = new ArrayList<>();
    for (int r = 0; r < RECORDS; r++) {
      Map<String, Numbers> fields = new LinkedHashMap<>(given);
      for (StepGraph.Input input : record.inputs()) {
        fields.put(input.name(), row(batch.get(input.name()), r));
      }
      Numbers output = GraphInterpreter.run(record, fields, Map.of()).get("output");
      assertThat(row(all, r).shape()).isEqualTo(output.shape());
      Arrays.stream(output.values()).forEach(one::add);
    }
    assertThat(Arrays.stream(all.values()).boxed().toList()).isEqualTo(one);
  }

  private static Numbers numbers(Random random, TensorType type, int records) {
    int[] sizes = Arrays.stream(type.shape().known()).mapToInt(n -> (int) n).toArray();
    int[] shape = sizes;
    if (records > 1) {
      shape = new int[sizes.length + 1];
      shape[0] = records;
      System.arraycopy(sizes, 0, shape, 1, sizes.length);
    }
    boolean whole = type.element().isInteger();
    return Numbers.of(shape, at -> whole ? random.nextInt(3) : random.nextGaussian());
  }

  private static Numbers row(Numbers batch, int record) {
    int[] shape = Arrays.copyOfRange(batch.shape(), 1, batch.rank());
    int size = Numbers.count(shape);
    return new Numbers(
        shape, Arrays.copyOfRange(batch.values(), record * size, (record + 1) * size));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void aBatchIsWorkedOnAsRecordByRecord(Block block) {
    compare(step(block.work()));
  }

  @Property(tries = 200)
  void anyChainOfStepsWorksOnABatchAsRecordByRecord(
      @ForAll @Size(min = 1, max = 6) List<Integer> choices) {
    compare(
        step(
            (g, f) -> {
              Value value = f.get(0);
              for (int choice : choices) {
                value = next(g, value, Math.floorMod(choice, 9));
              }
              return value;
            }));
  }

  private static Value next(StepBuilder g, Value x, int choice) {
    Shape shape = x.type().shape();
    int rank = shape.rank();
    return switch (choice) {
      case 0 -> g.tanh(x);
      case 1 -> g.reshape(x, Shape.of(shape.elements()));
      case 2 -> rank < 2 ? g.reshape(x, Shape.of(Dim.of(1), shape.elements())) : g.transposeLast(x);
      case 3 -> rank == 0 ? x : g.sum(x, false, 0);
      case 4 -> rank == 0 ? x : g.concat(List.of(x, g.square(x)), rank - 1);
      case 5 -> rank == 0 ? x : g.slice(x, 0, Dim.of(0), Dim.of(1));
      case 6 -> g.add(x, rank == 0 ? g.constant(3) : g.mean(x, true, rank - 1L));
      case 7 -> g.multiply(x, g.sum(x));
      default -> rank == 0 ? x : g.softmax(x);
    };
  }

  @Test
  void aDrawThatDiffersBetweenRecordsHasNoBatchedForm() {
    StepBuilder g = new StepBuilder();
    Value x = g.input("x", TensorType.f32(Shape.of(2)));
    Value draw = g.input(StepGraph.Clock.DRAW, new TensorType(ElementType.I64, Shape.SCALAR));
    g.draws(origin -> 7, draw);
    g.output("y", g.add(x, g.randomUniform(Shape.of(2))));
    assertThat(Vectorization.overBatch(g.build("block"), B)).isEmpty();
  }

  @Test
  void aStatisticOverTheBatchHasNoBatchedForm() {
    StepGraph step =
        step(
            (g, f) ->
                g.apply(
                        Primitive.BATCH_NORM,
                        Attributes.of("eps", 1e-5),
                        List.of(f.get(0), f.get(1), f.get(1)))
                    .get(0));
    assertThat(Vectorization.overBatch(step, B)).isEmpty();
  }
}
