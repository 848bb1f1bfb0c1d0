package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** One field of some records, in memory that the next records fill again. */
interface Column {
  /** The type of one record's value; an open size is a name. */
  TensorType type();

  /** Says the shape of a row whose size only the record tells, before the row is filled. */
  void shape(int row, Shape shape);

  /** The shape of a row that is filled. */
  Shape shape(int row);

  void put(int row, byte[] values, int offset);

  void put(int row, float[] values);

  void put(int row, long[] values);

  /** Fills a row with a value of the column's type. */
  void put(int row, HostTensor value);

  /** The bytes of a row that is filled, from 0. */
  ByteBuffer bytes(int row);

  /** Fills a row of another column of this type with a row of this one. */
  default void copy(int row, Column target, int targetRow) {
    target.put(targetRow, new HostTensor(new TensorType(type().element(), shape(row)), bytes(row)));
  }
}
