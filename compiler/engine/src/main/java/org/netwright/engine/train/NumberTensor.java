package org.netwright.engine.train;

import java.nio.ByteBuffer;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** Single numbers as values of variables. */
final class NumberTensor {
  private NumberTensor() {}

  /** A number as a scalar of a float type. */
  static HostTensor of(TensorType type, double number) {
    HostTensor tensor = HostTensor.allocate(type);
    ByteBuffer bytes = tensor.bytes();
    if (type.element() == ElementType.F64) {
      bytes.putDouble(0, number);
    } else if (type.element() == ElementType.F32) {
      bytes.putFloat(0, (float) number);
    } else {
      throw new IllegalArgumentException("a counter is a float, and this is " + type);
    }
    return tensor;
  }
}
