package org.netwright.spi.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.type.TensorType;

/**
 * One application of a primitive: operands, attributes, typed results, and where in the text it
 * came from.
 */
public final class Op {
  private final int id;
  private final Primitive primitive;
  private final List<Value> operands;
  private final Attributes attributes;
  private final List<Value> results;
  private final Origin origin;
  private final Optional<Region> region;
  private final Optional<Op> original;

  /** Made by a graph builder, which has asked the primitive's shape rule for the result types. */
  public Op(
      int id,
      Primitive primitive,
      List<Value> operands,
      Attributes attributes,
      List<TensorType> resultTypes,
      Origin origin,
      Optional<Region> region) {
    this(id, primitive, operands, attributes, resultTypes, origin, region, Optional.empty());
  }

  /**
   * Made by a graph builder to compute again what another op has computed.
   *
   * @param original the op that was made first
   */
  public Op(
      int id,
      Primitive primitive,
      List<Value> operands,
      Attributes attributes,
      List<TensorType> resultTypes,
      Origin origin,
      Optional<Region> region,
      Optional<Op> original) {
    this.id = id;
    this.primitive = primitive;
    this.operands = List.copyOf(operands);
    this.attributes = attributes;
    this.origin = origin;
    this.region = region;
    this.original = original.map(Op::original);
    List<Value> made = new ArrayList<>();
    for (TensorType type : resultTypes) {
      made.add(new Value(this, made.size(), type));
    }
    this.results = List.copyOf(made);
  }

  /** Counts the ops of one graph in the order they were made. */
  public int id() {
    return id;
  }

  public Primitive primitive() {
    return primitive;
  }

  public List<Value> operands() {
    return operands;
  }

  public Value operand(int index) {
    return operands.get(index);
  }

  public Attributes attributes() {
    return attributes;
  }

  public List<Value> results() {
    return results;
  }

  public Value result() {
    return results.get(0);
  }

  public Origin origin() {
    return origin;
  }

  /** The innermost region that it lies in, if any. */
  public Optional<Region> region() {
    return region;
  }

  /** The op that it computes again on the way back; itself, when it is the first. */
  public Op original() {
    return original.orElse(this);
  }

  @Override
  public String toString() {
    return primitive + "#" + id;
  }
}
