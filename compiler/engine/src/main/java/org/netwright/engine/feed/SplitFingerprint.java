package org.netwright.engine.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.netwright.engine.checkpoint.Digests;
import org.netwright.frontend.program.DataProgram;
import org.netwright.spi.definition.DataSourceDefinition.Field;

/**
 * A digest of a split: its size, its fields, and records spread evenly over it. It tells other data
 * under an old name without reading everything.
 */
final class SplitFingerprint {
  /** How many records are looked at, the first and the last among them. */
  private static final int RECORDS = 256;

  private SplitFingerprint() {}

  static String of(BoundData data) {
    MessageDigest digest = Digests.sha256();
    long size = data.split().size();
    digest.update((size + " " + data.split().fields()).getBytes(StandardCharsets.UTF_8));
    List<DataProgram.Field> fields =
        data.split().fields().stream().map(SplitFingerprint::field).toList();
    Columns columns = Columns.allocate(fields, 1);
    RecordReader reader = new RecordReader(data);
    long looks = Math.min(RECORDS, size);
    for (long look = 0; look < looks; look++) {
      reader.read(looks == 1 ? 0 : look * (size - 1) / (looks - 1), columns, 0);
      for (Column column : columns.all().values()) {
        if (!column.type().shape().isKnown()) {
          digest.update(column.shape(0).toString().getBytes(StandardCharsets.UTF_8));
        }
        digest.update(column.bytes(0));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static DataProgram.Field field(Field field) {
    return new DataProgram.Field(field.name(), field.type());
  }
}
