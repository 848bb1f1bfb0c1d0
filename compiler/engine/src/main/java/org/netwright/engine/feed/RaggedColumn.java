package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** A column of values whose sizes differ from row to row. */
final class RaggedColumn implements Column {
  private final TensorType type;
  private final ByteBuffer[] memory;
  private final @Nullable Shape[] shapes;

  RaggedColumn(TensorType type, int rows) {
    this.type = type;
    this.memory = new ByteBuffer[rows];
    this.shapes = new Shape[rows];
    java.util.Arrays.fill(memory, ByteBuffer.allocate(0));
  }

  @Override
  public TensorType type() {
    return type;
  }

  @Override
  public void shape(int row, Shape shape) {
    int size = Math.toIntExact(shape.elements().known() * type.element().bytes());
    if (memory[row].capacity() < size) {
      memory[row] = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
    memory[row].limit(size);
    shapes[row] = shape;
  }

  @Override
  public Shape shape(int row) {
    Shape shape = shapes[row];
    if (shape == null) {
      throw new IllegalStateException("row " + row + " of " + type + " was read before written");
    }
    return shape;
  }

  private ByteBuffer row(int row) {
    shape(row);
    return memory[row].duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0);
  }

  @Override
  public void put(int row, byte[] values, int offset) {
    ByteBuffer target = row(row);
    target.put(values, offset, target.remaining());
  }

  @Override
  public void put(int row, float[] values) {
    ByteBuffer target = row(row);
    if (type.element() == ElementType.F32) {
      target.asFloatBuffer().put(values);
      return;
    }
    for (float value : values) {
      target.putDouble(value);
    }
  }

  @Override
  public void put(int row, long[] values) {
    ByteBuffer target = row(row);
    if (type.element() == ElementType.I64) {
      target.asLongBuffer().put(values);
      return;
    }
    for (long value : values) {
      target.putInt(Math.toIntExact(value));
    }
  }

  @Override
  public void put(int row, HostTensor value) {
    shape(row, value.type().shape());
    row(row).put(value.bytes().duplicate());
  }

  @Override
  public ByteBuffer bytes(int row) {
    return row(row);
  }
}
