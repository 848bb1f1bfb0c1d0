package org.netwright.tensorflow;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.lower.LoweredStep;
import org.netwright.tensorflow.node.ElementTypes;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;

/** Feeds as tensors of TensorFlow, one an input, made once and written many times. */
final class NativeFeeds implements Feeds {
  private final LoweredStep step;
  private final Map<String, Dim> sizes;
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private boolean closed;

  private record Input(TensorType type, Output<?> placeholder, Tensor tensor, ByteBuffer bytes) {}

  /**
   * @param sizes of the free dims that inputs use; every element starts as 0
   */
  NativeFeeds(LoweredStep step, Map<String, Long> sizes) {
    this.step = step;
    this.sizes = new LinkedHashMap<>();
    sizes.forEach((name, size) -> this.sizes.put(name, Dim.of(size)));
    try {
      for (StepGraph.Input input : step.step().inputs()) {
        inputs.put(input.name(), allocate(input));
      }
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
  }

  private Input allocate(StepGraph.Input input) {
    TensorType type = input.type().substitute(sizes);
    for (Dim dim : type.shape().dims()) {
      if (!dim.isKnown()) {
        String missing = String.join(", ", dim.names());
        throw new IllegalArgumentException(
            TensorFlowMessages.missingSize(missing, input.name(), input.type(), step.step()));
      }
      if (dim.known() < 0) {
        throw new IllegalArgumentException("a size must not be negative: " + type);
      }
    }
    Tensor tensor = ElementTypes.allocate(type);
    ByteBuffer bytes = NativeMemory.of(tensor);
    bytes.duplicate().put(new byte[bytes.limit()]);
    Output<?> placeholder = step.placeholders().get(input.name());
    if (placeholder == null) {
      throw new IllegalStateException("input " + input.name() + " must have a placeholder");
    }
    return new Input(type, placeholder, tensor, bytes);
  }

  @SuppressWarnings("ReferenceEquality") // the placeholders are those of one lowering
  boolean areFor(LoweredStep other) {
    return step == other;
  }

  void into(Session.Runner runner) {
    if (closed) {
      throw new IllegalStateException("feeds must be open while a step runs");
    }
    inputs.values().forEach(input -> runner.feed(input.placeholder, input.tensor));
  }

  /** A type with the sizes of this feed. */
  TensorType sized(TensorType type) {
    return type.substitute(sizes);
  }

  private Input input(String name) {
    Input input = inputs.get(name);
    if (input == null) {
      throw new IllegalArgumentException(TensorFlowMessages.unknownInput(name, inputs.keySet()));
    }
    if (closed) {
      throw new IllegalStateException("feeds must be open while they are used");
    }
    return input;
  }

  @Override
  public TensorType type(String input) {
    return input(input).type;
  }

  @Override
  public ByteBuffer bytes(String input) {
    Input found = input(input);
    return found.bytes.duplicate().order(found.bytes.order());
  }

  @Override
  public void set(String input, double value) {
    Input scalar = scalar(input);
    switch (scalar.type.element()) {
      case F32 -> scalar.bytes.putFloat(0, (float) value);
      case F64 -> scalar.bytes.putDouble(0, value);
      default ->
          throw new IllegalArgumentException(
              "input " + input + " must be a float scalar to take " + value + ": " + scalar.type);
    }
  }

  @Override
  public void set(String input, long value) {
    Input scalar = scalar(input);
    if (scalar.type.element() != ElementType.I64) {
      throw new IllegalArgumentException(
          "input " + input + " must be an i64 scalar to take " + value + ": " + scalar.type);
    }
    scalar.bytes.putLong(0, value);
  }

  private Input scalar(String input) {
    Input scalar = input(input);
    if (scalar.type.shape().rank() != 0) {
      throw new IllegalArgumentException("input " + input + " must be a scalar: " + scalar.type);
    }
    return scalar;
  }

  @Override
  public void close() {
    closed = true;
    inputs.values().forEach(input -> input.tensor.close());
    inputs.clear();
  }
}
