package org.netwright.engine.feed;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.DataProgram.Field;

/** A batch in Java memory. */
final class HeldBatch implements BatchFlow.Target {
  private final List<Field> fields;
  private @Nullable Columns columns;

  /**
   * @param fields of one record
   */
  HeldBatch(List<Field> fields) {
    this.fields = fields;
  }

  @Override
  public Columns columns(int rows, Map<String, Long> sizes) {
    columns = Columns.allocate(FieldSizes.known(fields, sizes), rows);
    return columns;
  }

  Columns filled() {
    if (columns == null) {
      throw new IllegalStateException("a batch was not filled");
    }
    return columns;
  }
}
