package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** One field of all records of a batch, in memory that each batch fills again. */
final class Column {
  private final ElementType element;
  private final int rowElements;
  private final int rowBytes;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final LongBuffer longs;

  /**
   * @param row the type of one record's value, of known shape
   */
  Column(TensorType row, ByteBuffer memory) {
    this.element = row.element();
    this.rowElements = Math.toIntExact(row.shape().elements().known());
    this.rowBytes = rowElements * element.bytes();
    this.bytes = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.floats = bytes.asFloatBuffer();
    this.longs = bytes.asLongBuffer();
  }

  static Column allocate(TensorType row, int rows) {
    long size = row.shape().elements().known() * row.element().bytes() * rows;
    return new Column(row, ByteBuffer.allocate(Math.toIntExact(size)));
  }

  /** All of the memory. */
  ByteBuffer memory() {
    return bytes.duplicate().clear();
  }

  void put(int row, byte[] values, int offset) {
    bytes.put(row * rowBytes, values, offset, rowBytes);
  }

  void put(int row, float[] values) {
    if (element == ElementType.F32) {
      floats.put(row * rowElements, values, 0, rowElements);
      return;
    }
    for (int i = 0; i < rowElements; i++) {
      bytes.putDouble(row * rowBytes + 8 * i, values[i]);
    }
  }

  void put(int row, long[] values) {
    if (element == ElementType.I64) {
      longs.put(row * rowElements, values, 0, rowElements);
      return;
    }
    for (int i = 0; i < rowElements; i++) {
      bytes.putInt(row * rowBytes + 4 * i, Math.toIntExact(values[i]));
    }
  }

  /** Fills one row. */
  void put(int row, HostTensor value) {
    copy(value.bytes(), 0, bytes, row * rowBytes, rowBytes);
  }

  /** Fills all rows. */
  void putAll(HostTensor values) {
    copy(values.bytes(), 0, bytes, 0, values.bytes().remaining());
  }

  /** Copies a row into the start of other memory. */
  void copyRow(int row, ByteBuffer target) {
    copy(bytes, row * rowBytes, target, 0, rowBytes);
  }

  private static void copy(ByteBuffer from, int at, ByteBuffer to, int start, int length) {
    to.put(start, from, at, length);
  }
}
