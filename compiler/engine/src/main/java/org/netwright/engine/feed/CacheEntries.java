package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import java.util.List;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.tensorflow.HostTensor;

/** Records as the bytes of a cache: row by row, field by field. */
final class CacheEntries {
  private final List<Field> fields;

  /**
   * @param fields of known types
   */
  CacheEntries(List<Field> fields) {
    this.fields = fields;
  }

  int rowBytes() {
    return Math.toIntExact(fields.stream().mapToLong(CacheEntries::bytes).sum());
  }

  private static long bytes(Field field) {
    return field.type().shape().elements().known() * field.type().element().bytes();
  }

  byte[] pack(Columns columns, int first, int rows) {
    ByteBuffer bytes = ByteBuffer.allocate(rowBytes() * rows);
    for (int row = first; row < first + rows; row++) {
      for (Field field : fields) {
        Column column = columns.find(field.name());
        if (column == null) {
          throw new IllegalStateException("a cache keeps every field: " + field.name());
        }
        bytes.put(column.bytes(row));
      }
    }
    return bytes.array();
  }

  /** Fills rows from {@code first} on with an entry. */
  void unpack(byte[] entry, Columns target, int first) {
    int at = 0;
    for (int row = first; at < entry.length; row++) {
      for (Field field : fields) {
        int length = (int) bytes(field);
        Column column = target.find(field.name());
        if (column != null) {
          column.put(row, new HostTensor(field.type(), ByteBuffer.wrap(entry, at, length).slice()));
        }
        at += length;
      }
    }
  }
}
