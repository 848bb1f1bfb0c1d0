package org.netwright.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** A JSON value that must have a given form; where it has not, it says which key is wrong. */
final class HeaderNode {
  private final String key;
  private final JsonNode node;

  HeaderNode(String key, JsonNode node) {
    this.key = key;
    this.node = node;
  }

  /** A header that lacks a key or holds something else there. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String key, String wanted) {
      super("its header has no " + wanted + " at \"" + key + "\"");
    }
  }

  HeaderNode at(String name) {
    return new HeaderNode(key.isEmpty() ? name : key + "." + name, node.path(name));
  }

  boolean exists() {
    return !node.isMissingNode() && !node.isNull();
  }

  long integer() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new Malformed(key, "whole number");
    }
    return node.longValue();
  }

  /** A count, from 0. */
  long count() {
    long value = integer();
    if (value < 0) {
      throw new Malformed(key, "count");
    }
    return value;
  }

  /** A number, or the text of one. */
  double number() {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    try {
      return Double.parseDouble(text());
    } catch (NumberFormatException e) {
      throw new Malformed(key, "number");
    }
  }

  boolean flag() {
    if (!node.isBoolean()) {
      throw new Malformed(key, "true or false");
    }
    return node.booleanValue();
  }

  String text() {
    if (!node.isTextual()) {
      throw new Malformed(key, "text");
    }
    return node.textValue();
  }

  List<HeaderNode> each(String name) {
    HeaderNode list = at(name);
    if (!list.node.isArray()) {
      throw new Malformed(list.key, "list");
    }
    List<HeaderNode> elements = new ArrayList<>();
    for (JsonNode element : list.node) {
      elements.add(new HeaderNode(list.key + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  Map<String, HeaderNode> entries(String name) {
    HeaderNode object = at(name);
    if (!object.node.isObject()) {
      throw new Malformed(object.key, "object");
    }
    Map<String, HeaderNode> entries = new LinkedHashMap<>();
    object
        .node
        .properties()
        .forEach(
            e ->
                entries.put(
                    e.getKey(), new HeaderNode(object.key + "." + e.getKey(), e.getValue())));
    return entries;
  }

  /** The tensor type at the keys {@code element} and {@code shape}. */
  TensorType type() {
    HeaderNode name = at("element");
    ElementType element =
        ElementType.named(name.text()).orElseThrow(() -> new Malformed(name.key, "element type"));
    List<Dim> dims = new ArrayList<>();
    for (HeaderNode size : each("shape")) {
      dims.add(Dim.of(size.count()));
    }
    return new TensorType(element, new Shape(dims));
  }
}
