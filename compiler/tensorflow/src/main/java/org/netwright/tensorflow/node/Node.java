package org.netwright.tensorflow.node;

import java.util.List;
import java.util.function.Consumer;
import org.netwright.spi.type.ElementType;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.GraphOperation;
import org.tensorflow.GraphOperationBuilder;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;

/** A node that is being written: operands first, then attributes, then {@link #output}. */
public final class Node {
  private final GraphOperationBuilder builder;
  private final String description;
  private final Consumer<GraphOperation> written;

  Node(GraphOperationBuilder builder, String description, Consumer<GraphOperation> written) {
    this.builder = builder;
    this.description = description;
    this.written = written;
  }

  Node in(Output<?>... operands) {
    for (Output<?> operand : operands) {
      builder.addInput(operand);
    }
    return this;
  }

  /** A list of operands that counts as one. */
  public Node list(List<Output<?>> operands) {
    builder.addInputList(operands.toArray(new Output<?>[0]));
    return this;
  }

  /** One more operand, behind a list. */
  public Node and(Output<?> operand) {
    return in(operand);
  }

  /** Runs only after another node. */
  public Node after(Operation earlier) {
    builder.addControlInput(earlier);
    return this;
  }

  public Node with(String name, boolean value) {
    builder.setAttr(name, value);
    return this;
  }

  public Node with(String name, long value) {
    builder.setAttr(name, value);
    return this;
  }

  public Node with(String name, float value) {
    builder.setAttr(name, value);
    return this;
  }

  public Node with(String name, String value) {
    builder.setAttr(name, value);
    return this;
  }

  public Node with(String name, long[] value) {
    builder.setAttr(name, value);
    return this;
  }

  public Node with(String name, ElementType value) {
    builder.setAttr(name, ElementTypes.dataType(value));
    return this;
  }

  public Node with(String name, org.netwright.spi.type.Shape value) {
    return with(name, ElementTypes.shape(value));
  }

  private Node with(String name, Shape value) {
    builder.setAttr(name, value);
    return this;
  }

  /** A function that the node runs; the graph gets a copy of it. */
  public Node with(String name, ConcreteFunction value) {
    builder.setAttr(name, value);
    return this;
  }

  Node with(String name, Tensor value) {
    builder.setAttr(name, value);
    return this;
  }

  /** Adds the node to the graph; TensorFlow checks operands, attributes and shapes here. */
  public GraphOperation operation() {
    GraphOperation operation = build();
    written.accept(operation);
    return operation;
  }

  private GraphOperation build() {
    try {
      return builder.build();
    } catch (RuntimeException refused) {
      throw new IllegalStateException(
          "TensorFlow must take " + description + ": " + refused.getMessage(), refused);
    }
  }

  /** The node's first result. */
  public Output<?> output() {
    return operation().output(0);
  }

  /** The node's first {@code count} results. */
  public List<Output<?>> outputs(int count) {
    GraphOperation operation = operation();
    return java.util.stream.IntStream.range(0, count)
        .<Output<?>>mapToObj(operation::output)
        .toList();
  }
}
