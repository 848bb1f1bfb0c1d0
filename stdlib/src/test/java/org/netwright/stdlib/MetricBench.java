package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** A pass of one report over examples of our own, in batches of our own. */
final class MetricBench implements AutoCloseable {
  private static final String KEY = "test.measured";

  /**
   * A field of the examples: all of them in row order, the first axis being that of the examples.
   */
  record Field(String name, ElementType element, Array examples) {
    private int[] record() {
      return Arrays.copyOfRange(examples.shape(), 1, examples.shape().length);
    }

    private int width() {
      return Arrays.stream(record()).reduce(1, (a, b) -> a * b);
    }

    double[] part(int from, int size) {
      return Arrays.copyOfRange(examples.numbers(), from * width(), (from + size) * width());
    }

    /** Bytes of a picture as a field of this type. */
    private String made() {
      String bytes =
          record().length == 0
              ? "it.image[0, 0, 0]"
              : "reshape(it.image[0.." + width() + ", 0, 0], " + Arrays.toString(record()) + ")";
      return name + " = cast(" + bytes + ", " + element + ")";
    }
  }

  private final List<Field> fields;
  private final Pass pass;
  private final TensorFlowProgram program;

  MetricBench(String report, List<Field> fields) {
    this.fields = fields;
    int width = fields.stream().mapToInt(Field::width).max().orElseThrow();
    List<String> names = fields.stream().map(Field::name).toList();
    List<String> made = fields.stream().map(Field::made).toList();
    String text =
        """
        model Probe()(x: [B]) -> [B] { param factor: [] = ones() as gain; return factor * x }
        recipe Bench() {
            data d = synthetic(height = %d, width = 1, channels = 1) |> { (%s, x = cast(it.image[0, 0, 0], f32)) } |> batch(8)
            net n = Probe()
            train 1 steps on d.train as (x) { minimize n(x) using Sgd(lr = 0.0) }
            evaluate on d.test as (%s) { report measured = %s }
        }
        """
            .formatted(width, String.join(", ", made), String.join(", ", names), report);
    RecipeProgram recipe = StandardLibrary.compileWhole(text).recipe("Bench", RecipeOptions.NONE);
    pass = recipe.stages().get(0).evaluates().get(0).pass();
    program =
        TensorFlowProgram.build(
            List.of(recipe.initialize(), pass.reset(), pass.step(), pass.result()),
            TensorFlowProgram.Settings.DEFAULT);
    run(recipe.initialize());
  }

  private Map<String, HostTensor> run(StepGraph graph) {
    try (Feeds feeds = program.feeds(graph, Map.of())) {
      return program.run(graph, feeds);
    }
  }

  /** The result of a pass over all examples in batches of these sizes. */
  double[] measure(int... batches) {
    int examples = fields.get(0).examples().size(0);
    assertThat(IntStream.of(batches).sum()).isEqualTo(examples);
    List<HostMetricDefinition.Pass> host = new ArrayList<>();
    pass.reports().get(0).host().ifPresent(m -> host.add(m.definition().begin(m.arguments())));
    run(pass.reset());
    int from = 0;
    for (int size : batches) {
      Map<String, HostTensor> outputs = batch(from, size);
      host.forEach(h -> h.add(new Given(outputs)));
      from += size;
    }
    Map<String, HostTensor> results = run(pass.result());
    return host.isEmpty() ? results.get(KEY).numbers() : new double[] {host.get(0).result()};
  }

  private Map<String, HostTensor> batch(int from, int size) {
    StepGraph step = pass.step();
    try (Feeds feeds = program.feeds(step, Map.of("B", (long) size))) {
      for (StepGraph.Input input : step.inputs()) {
        if (input.isClock() || input.name().equals(StepGraph.Clock.DRAW)) {
          throw new AssertionError("a metric reads no clock: " + input.name());
        }
        Workbench.put(
            feeds.bytes(input.name()),
            feeds.type(input.name()).element(),
            fields.stream()
                .filter(f -> f.name().equals(input.name()))
                .findFirst()
                .map(f -> f.part(from, size))
                .orElseGet(() -> new double[size])); // x, on which the net trains
      }
      return program.run(step, feeds);
    }
  }

  /** The tensors of one batch by the names of the metric's parameters. */
  private record Given(Map<String, HostTensor> outputs) implements HostMetricDefinition.Batch {
    @Override
    public boolean isNone(String name) {
      return !outputs.containsKey(KEY + "." + name);
    }

    @Override
    public HostMetricDefinition.Tensor tensor(String name) {
      HostTensor tensor = outputs.get(KEY + "." + name);
      return new HostMetricDefinition.Tensor() {
        @Override
        public TensorType type() {
          return tensor.type();
        }

        @Override
        public double number(int index) {
          return tensor.number(index);
        }
      };
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
