package org.netwright.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Arguments by name, without a header: a test states every parameter of the definition. Values are
 * numbers, flags, texts, durations, lists of these, tensors, {@link #NONE}, {@link Varying}, {@link
 * ByParameter} and {@link Optimizer}.
 */
public final class TestArguments implements Arguments {
  /** The absent value of an optional parameter. */
  public static final Object NONE = Optional.empty();

  private final Map<String, Object> values;
  private final @Nullable GraphBuilder graph;

  /** A number that is not known when compiling, as a schedule gives; it begins with this one. */
  public record Varying(double number) {}

  /** A number for each parameter by its path, as {@code select} gives. */
  public record ByParameter(Map<String, Double> numbers) {}

  /** An optimizer with its arguments, as a wrapper is given. */
  public record Optimizer(OptimizerDefinition definition, TestArguments arguments) {}

  private TestArguments(Map<String, Object> values, @Nullable GraphBuilder graph) {
    this.values = values;
    this.graph = graph;
  }

  /** Names and values, in turn. */
  public static TestArguments of(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new TestArguments(values, null);
  }

  /** These arguments with another value for one name. */
  public TestArguments with(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new TestArguments(changed, graph);
  }

  /** These arguments in a graph, where numbers asked for as tensors become constants. */
  public TestArguments in(GraphBuilder builder) {
    return new TestArguments(values, builder);
  }

  /** All values by name. */
  Map<String, Object> values() {
    return values;
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the test gives no argument " + name);
    }
    return value;
  }

  private <T> T value(String name, Class<T> kind) {
    Object value = value(name);
    if (!kind.isInstance(value)) {
      throw new IllegalStateException(
          "the argument " + name + " of the test is " + value + ", asked for as " + kind);
    }
    return kind.cast(value);
  }

  private <T> List<T> list(String name, Class<T> kind) {
    List<T> list = new ArrayList<>();
    for (Object element : value(name, List.class)) {
      list.add(kind.cast(element));
    }
    return list;
  }

  @Override
  public boolean isNone(String name) {
    return value(name) == NONE;
  }

  @Override
  public long integer(String name) {
    return value(name, Number.class).longValue();
  }

  @Override
  public double number(String name) {
    return value(name, Number.class).doubleValue();
  }

  @Override
  public boolean flag(String name) {
    return value(name, Boolean.class);
  }

  @Override
  public String text(String name) {
    return value(name, String.class);
  }

  @Override
  public Duration duration(String name) {
    return value(name, Duration.class);
  }

  @Override
  public List<Duration> durations(String name) {
    return list(name, Duration.class);
  }

  @Override
  public List<Double> numbers(String name) {
    return list(name, Double.class);
  }

  @Override
  public List<Long> integers(String name) {
    return list(name, Long.class);
  }

  @Override
  public List<String> texts(String name) {
    return list(name, String.class);
  }

  @Override
  public Value tensor(String name) {
    Object value = value(name);
    return value instanceof Number number
        ? graph().constant(number.doubleValue())
        : value(name, Value.class);
  }

  @Override
  public Value scheduled(String name) {
    return tensor(name);
  }

  @Override
  public OptionalDouble constant(String name) {
    return value(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  private GraphBuilder graph() {
    if (graph == null) {
      throw new IllegalStateException("numbers become tensors in a graph: call in(…) first");
    }
    return graph;
  }
}
