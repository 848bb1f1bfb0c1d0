package org.netwright.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * A graph that a test feeds with numbers, builds with a definition, and runs through the back end:
 *
 * <pre>{@code
 * GraphProbe probe = new GraphProbe();
 * Value x = probe.f32(Shape.of(3), 1, 2, 3);
 * double[] y = probe.numbers(definition.apply(probe.graph(), TestArguments.of("x", x)).get(0));
 * }</pre>
 */
public final class GraphProbe {
  private final StepBuilder graph = new StepBuilder();
  private final Map<String, double[]> feeds = new LinkedHashMap<>();
  private final Map<String, Long> sizes = new LinkedHashMap<>();

  private int outputs;

  /** A graph whose draws have a seed. */
  public GraphProbe(long seed) {
    int[] drawn = {0};
    DrawKeys keys = origin -> DrawKeys.key(seed, Integer.toString(drawn[0]++));
    graph.draws(keys, graph.constant(0, ElementType.I64));
  }

  public GraphProbe() {
    this(0);
  }

  public GraphBuilder graph() {
    return graph;
  }

  /** A dim that is free while the graph is built and has a size when it runs. */
  public Dim free(String name, long size) {
    sizes.put(name, size);
    return Dim.named(name);
  }

  /** A fed tensor; numbers in row order. */
  public Value input(TensorType type, double... numbers) {
    String name = "input" + feeds.size();
    feeds.put(name, numbers);
    return graph.input(name, type);
  }

  /** A fed f32 tensor. */
  public Value f32(Shape shape, double... numbers) {
    return input(TensorType.f32(shape), numbers);
  }

  /** A fed i64 tensor. */
  public Value i64(Shape shape, double... numbers) {
    return input(new TensorType(ElementType.I64, shape), numbers);
  }

  /** The gradient of the sum of a value by a fed tensor. */
  public Value gradient(Value of, Value by) {
    return Differentiation.gradients(graph, of, List.of(by))
        .get(0)
        .orElseThrow(() -> new AssertionError("no gradient reaches " + by));
  }

  /** Runs the graph: the elements of each value in row order. */
  public List<double[]> run(List<Value> values) {
    List<String> names = new ArrayList<>();
    for (Value value : values) {
      String name = "output" + outputs++;
      names.add(name);
      graph.output(name, value);
    }
    StepGraph built = graph.build("probe");
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(built), TensorFlowProgram.Settings.DEFAULT);
        Feeds fed = program.feeds(built, sizes)) {
      Numbers.feed(built, fed, feeds);
      Map<String, HostTensor> results = program.run(built, fed);
      return names.stream().map(name -> numbers(results, name)).toList();
    }
  }

  private static double[] numbers(Map<String, HostTensor> results, String name) {
    HostTensor result = results.get(name);
    if (result == null) {
      throw new IllegalStateException("every output must come back from a run: " + name);
    }
    return result.numbers();
  }

  /** Runs the graph for one value. */
  public double[] numbers(Value value) {
    return run(List.of(value)).get(0);
  }

  /** Runs the graph for one scalar. */
  public double number(Value scalar) {
    return numbers(scalar)[0];
  }
}
