package org.netwright.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/**
 * What a report came to: a number, or numbers in row order.
 *
 * @param type of known shape
 */
public record Measurement(TensorType type, List<Double> values) {
  public Measurement {
    values = List.copyOf(values);
  }

  public static Measurement of(HostTensor tensor) {
    return new Measurement(tensor.type(), Arrays.stream(tensor.numbers()).boxed().toList());
  }

  public static Measurement of(double number) {
    return new Measurement(new TensorType(ElementType.F64, Shape.SCALAR), List.of(number));
  }

  public boolean isNumber() {
    return type.shape().rank() == 0;
  }

  /** The only number; NaN for a tensor. */
  public double number() {
    return isNumber() ? values.get(0) : Double.NaN;
  }

  /**
   * A JSON number, or arrays of them, each as short as its element type allows. What JSON has no
   * number for is the string NaN, Infinity or -Infinity.
   */
  public JsonNode json() {
    return json(0, 0, values.size());
  }

  private JsonNode json(int axis, int from, int to) {
    if (axis == type.shape().rank()) {
      return json(values.get(from));
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    int size = (int) type.shape().known()[axis];
    int stride = size == 0 ? 0 : (to - from) / size;
    for (int i = 0; i < size; i++) {
      array.add(json(axis + 1, from + i * stride, from + (i + 1) * stride));
    }
    return array;
  }

  private JsonNode json(double value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (!Double.isFinite(value)) {
      return nodes.textNode(Double.toString(value));
    }
    return switch (type.element()) {
      case BOOL -> nodes.booleanNode(value != 0);
      case U8, I32, I64 -> nodes.numberNode((long) value);
      case BF16, F32 -> nodes.numberNode((float) value);
      case F64 -> nodes.numberNode(value);
    };
  }

  /** The same without any rounding, for checkpoints. */
  JsonNode exact() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("element", type.element().toString());
    ArrayNode shape = node.putArray("shape");
    for (long size : type.shape().known()) {
      shape.add(size);
    }
    ArrayNode numbers = node.putArray("values");
    for (double value : values) {
      numbers.add(Double.toString(value));
    }
    return node;
  }

  /** Reads what {@link #exact} wrote. */
  static Measurement read(HeaderNode node) {
    TensorType type = node.type();
    List<Double> values = node.each("values").stream().map(HeaderNode::number).toList();
    return new Measurement(type, values);
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
