package org.netwright.spi.graph;

import org.netwright.spi.type.TensorType;

/** A typed result of an op. Two values are the same only if they are one object. */
public final class Value {
  private final Op op;
  private final int index;
  private final TensorType type;

  Value(Op op, int index, TensorType type) {
    this.op = op;
    this.index = index;
    this.type = type;
  }

  /** The op that makes this value. */
  public Op op() {
    return op;
  }

  /** Which of the op's results it is. */
  public int index() {
    return index;
  }

  public TensorType type() {
    return type;
  }

  @Override
  public String toString() {
    return "%" + op.id() + (op.results().size() > 1 ? "." + index : "");
  }
}
