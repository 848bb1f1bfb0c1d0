package org.netwright.testkit;

import java.nio.ByteBuffer;
import java.util.Map;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;

/** Doubles of a test into tensors of any element type. */
final class Numbers {
  private Numbers() {}

  static HostTensor tensor(TensorType type, double[] numbers) {
    HostTensor tensor = HostTensor.allocate(type);
    write(tensor.bytes(), type, numbers);
    return tensor;
  }

  /** Fills every input of a step. */
  static void feed(StepGraph step, Feeds feeds, Map<String, double[]> numbers) {
    for (StepGraph.Input input : step.inputs()) {
      double[] given = numbers.get(input.name());
      if (given == null) {
        throw new IllegalStateException("the test feeds no " + input.name());
      }
      write(feeds.bytes(input.name()), feeds.type(input.name()), given);
    }
  }

  private static void write(ByteBuffer bytes, TensorType type, double[] numbers) {
    ElementType element = type.element();
    if (bytes.limit() != numbers.length * element.bytes()) {
      throw new IllegalArgumentException(type + " does not take " + numbers.length + " numbers");
    }
    for (int i = 0; i < numbers.length; i++) {
      switch (element) {
        case BOOL, U8 -> bytes.put(i, (byte) (int) numbers[i]);
        case I32 -> bytes.putInt(4 * i, (int) numbers[i]);
        case I64 -> bytes.putLong(8 * i, (long) numbers[i]);
        case BF16 -> bytes.putShort(2 * i, Bfloat16.bits(numbers[i]));
        case F32 -> bytes.putFloat(4 * i, (float) numbers[i]);
        case F64 -> bytes.putDouble(8 * i, numbers[i]);
      }
    }
  }
}
