package org.netwright.standard.source;

import org.netwright.spi.definition.DataSourceDefinition.Field;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The fields that several sources have. */
final class Fields {
  private Fields() {}

  static Field number(String name) {
    return new Field(name, new TensorType(ElementType.I64, Shape.SCALAR));
  }

  /** An image whose size differs from record to record. */
  static Field image() {
    return new Field(
        "image",
        new TensorType(
            ElementType.U8, Shape.of(Dim.named("H"), Dim.named("W"), Dim.of(RgbPicture.CHANNELS))));
  }

  static Field ids(String name, Dim length) {
    return new Field(name, new TensorType(ElementType.I64, Shape.of(length)));
  }
}
