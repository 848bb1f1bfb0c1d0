package org.netwright.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataStorageVisitor;

/** The memory of native tensors, seen as byte buffers without a copy. */
final class NativeMemory {
  private NativeMemory() {}

  /** The memory of a tensor, little endian; valid until the tensor is closed. */
  static ByteBuffer of(Tensor tensor) {
    ByteDataBuffer data = tensor.asRawTensor().data();
    if (data.size() == 0) {
      return ByteBuffer.allocateDirect(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    return data.accept(VIEW).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of a tensor in Java memory of its own. */
  static HostTensor copy(Tensor tensor, ElementType element) {
    byte[] bytes = new byte[Math.toIntExact(tensor.numBytes())];
    if (bytes.length > 0) {
      tensor.asRawTensor().data().read(bytes);
    }
    Shape shape = Shape.of(tensor.shape().asArray());
    return new HostTensor(new TensorType(element, shape), ByteBuffer.wrap(bytes));
  }

  private static final DataStorageVisitor<ByteBuffer> VIEW =
      new DataStorageVisitor<>() {
        @Override
        public ByteBuffer visit(ByteBuffer buffer) {
          return buffer.duplicate();
        }

        @Override
        public ByteBuffer visit(long address, long length, long scale) {
          return new Stretch(address, length * scale).asByteBuffer();
        }

        @Override
        public ByteBuffer fallback() {
          throw new IllegalStateException("a tensor must lie in native memory");
        }
      };

  /** A stretch of native memory that somebody else owns. */
  private static final class Stretch extends BytePointer {
    Stretch(long address, long size) {
      this.address = address;
      this.limit = size;
      this.capacity = size;
    }
  }
}
