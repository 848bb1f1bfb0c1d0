package org.netwright.standard.source;

import java.util.List;
import org.netwright.spi.definition.DataSourceDefinition.Field;
import org.netwright.spi.definition.DataSourceDefinition.RecordWriter;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Grey pictures and their class numbers in memory. */
final class PictureSplit implements Split {
  /** Height and width. */
  static final int SIDE = 28;

  private static final List<Field> FIELDS =
      List.of(
          new Field("image", new TensorType(ElementType.U8, Shape.of(SIDE, SIDE, 1))),
          new Field("label", new TensorType(ElementType.I64, Shape.SCALAR)));

  private final byte[] pixels;
  private final byte[] labels;

  PictureSplit(byte[] pixels, byte[] labels) {
    this.pixels = pixels;
    this.labels = labels;
  }

  @Override
  public long size() {
    return labels.length;
  }

  @Override
  public List<Field> fields() {
    return FIELDS;
  }

  @Override
  public void read(long index, RecordWriter writer) {
    int i = Math.toIntExact(index);
    writer.bytes(0, pixels, i * SIDE * SIDE, SIDE * SIDE);
    writer.longs(1, new long[] {labels[i] & 0xff});
  }
}
