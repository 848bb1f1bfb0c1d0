package org.netwright.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.TensorType;

/**
 * A tensor in Java memory: a type of known shape and its elements in row order, little endian.
 *
 * @param bytes position 0 to limit; bools take one byte
 */
public record HostTensor(TensorType type, ByteBuffer bytes) {
  public HostTensor {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    long expected = type.shape().elements().known() * type.element().bytes();
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          type + " takes " + expected + " bytes, not " + bytes.remaining());
    }
  }

  public static HostTensor allocate(TensorType type) {
    long size = type.shape().elements().known() * type.element().bytes();
    return new HostTensor(
        type, ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN));
  }

  public int elements() {
    return Math.toIntExact(type.shape().elements().known());
  }

  /** Element {@code i} in row order, as a double. */
  public double number(int i) {
    return switch (type.element()) {
      case BOOL, U8 -> bytes.get(i) & 0xff;
      case I32 -> bytes.getInt(4 * i);
      case I64 -> (double) bytes.getLong(8 * i);
      case BF16 -> Bfloat16.number(bytes.getShort(2 * i));
      case F32 -> bytes.getFloat(4 * i);
      case F64 -> bytes.getDouble(8 * i);
    };
  }

  public double[] numbers() {
    double[] all = new double[elements()];
    for (int i = 0; i < all.length; i++) {
      all[i] = number(i);
    }
    return all;
  }
}
