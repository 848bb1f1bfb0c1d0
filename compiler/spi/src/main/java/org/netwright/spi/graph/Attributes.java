package org.netwright.spi.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * The static facts of an op, by name. Reading one that is missing or of another kind is a broken
 * promise.
 */
public final class Attributes {
  public static final Attributes NONE = new Attributes(Map.of());

  private final Map<String, Object> values;

  private Attributes(Map<String, Object> values) {
    this.values = values;
  }

  public static Attributes of(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Attributes(values);
  }

  public Map<String, Object> all() {
    return java.util.Collections.unmodifiableMap(values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public Attributes with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Attributes(more);
  }

  private <T> T get(String name, Class<T> kind) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("attribute " + name + " is missing");
    }
    return kind.cast(value);
  }

  public long integer(String name) {
    return get(name, Number.class).longValue();
  }

  public double number(String name) {
    return get(name, Number.class).doubleValue();
  }

  public boolean flag(String name) {
    return get(name, Boolean.class);
  }

  public String text(String name) {
    return get(name, String.class);
  }

  /** A copy of a list of whole numbers. */
  public long[] integers(String name) {
    return get(name, long[].class).clone();
  }

  /** A copy of a list of numbers. */
  public double[] numbers(String name) {
    return get(name, double[].class).clone();
  }

  @SuppressWarnings("unchecked")
  public List<Dim> dims(String name) {
    return (List<Dim>) get(name, List.class);
  }

  public Dim dim(String name) {
    return get(name, Dim.class);
  }

  public Shape shape(String name) {
    return get(name, Shape.class);
  }

  public LoopBody body(String name) {
    return get(name, LoopBody.class);
  }

  public TensorType type(String name) {
    return get(name, TensorType.class);
  }

  public ElementType element(String name) {
    return get(name, ElementType.class);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) ->
            text.append(text.length() == 0 ? "" : ", ")
                .append(name)
                .append(" = ")
                .append(show(value)));
    return text.toString();
  }

  private static String show(Object value) {
    if (value instanceof long[] list) {
      return Arrays.toString(list);
    }
    if (value instanceof double[] list) {
      return list.length <= 8
          ? Arrays.toString(list)
          : "[" + list[0] + ", … " + list.length + " numbers]";
    }
    return value instanceof String text ? '"' + text + '"' : value.toString();
  }
}
