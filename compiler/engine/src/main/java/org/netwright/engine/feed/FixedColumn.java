package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** A column of values of one known size, in one piece of memory. */
final class FixedColumn implements Column {
  private final TensorType type;
  private final ElementType element;
  private final int rowElements;
  private final int rowBytes;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final LongBuffer longs;

  /**
   * @param row the type of one record's value, of known shape
   */
  FixedColumn(TensorType row, ByteBuffer memory) {
    this.type = row;
    this.element = row.element();
    this.rowElements = Math.toIntExact(row.shape().elements().known());
    this.rowBytes = rowElements * element.bytes();
    this.bytes = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.floats = bytes.asFloatBuffer();
    this.longs = bytes.asLongBuffer();
  }

  static FixedColumn allocate(TensorType row, int rows) {
    long size = row.shape().elements().known() * row.element().bytes() * rows;
    return new FixedColumn(row, ByteBuffer.allocate(Math.toIntExact(size)));
  }

  @Override
  public TensorType type() {
    return type;
  }

  @Override
  public void shape(int row, Shape shape) {
    if (!shape.equals(type.shape())) {
      throw new IllegalArgumentException(shape + " is no row of a column of " + type);
    }
  }

  @Override
  public Shape shape(int row) {
    return type.shape();
  }

  @Override
  public void put(int row, byte[] values, int offset) {
    bytes.put(row * rowBytes, values, offset, rowBytes);
  }

  @Override
  public void put(int row, float[] values) {
    if (element == ElementType.F32) {
      floats.put(row * rowElements, values, 0, rowElements);
      return;
    }
    for (int i = 0; i < rowElements; i++) {
      bytes.putDouble(row * rowBytes + 8 * i, values[i]);
    }
  }

  @Override
  public void put(int row, long[] values) {
    if (element == ElementType.I64) {
      longs.put(row * rowElements, values, 0, rowElements);
      return;
    }
    for (int i = 0; i < rowElements; i++) {
      bytes.putInt(row * rowBytes + 4 * i, Math.toIntExact(values[i]));
    }
  }

  @Override
  public void put(int row, HostTensor value) {
    shape(row, value.type().shape());
    bytes.put(row * rowBytes, value.bytes(), 0, rowBytes);
  }

  /** Fills all rows. */
  void putAll(HostTensor values) {
    bytes.put(0, values.bytes(), 0, values.bytes().remaining());
  }

  @Override
  public ByteBuffer bytes(int row) {
    return bytes.slice(row * rowBytes, rowBytes);
  }
}
