package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.DataMessages;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.ElementType;

/** {@code join}: each row gains the fields of another source's record with the same key. */
final class JoinStage implements RecordStage {
  private final BoundData data;
  private final BoundData other;
  private final Operator.Join join;
  private final List<Field> reads;
  private final long group;
  private final RecordReader reader;
  private final Map<Integer, Columns> inputs = new LinkedHashMap<>();
  private @Nullable Map<Long, Integer> index;

  /**
   * @param reads the fields that come in
   * @param group how many neighbours must share their record
   */
  JoinStage(BoundData data, BoundData other, Operator.Join join, List<Field> reads, long group) {
    this.data = data;
    this.other = other;
    this.join = join;
    this.reads = reads;
    this.group = group;
    this.reader = new RecordReader(other);
  }

  @Override
  public Columns input(int rows) {
    return inputs.computeIfAbsent(rows, count -> Columns.allocate(reads, count));
  }

  /** The record of each key; only the keys are read. */
  private Map<Long, Integer> index() {
    Map<Long, Integer> made = index;
    if (made == null) {
      made = new HashMap<>();
      Field key =
          other.program().record().stream()
              .filter(f -> f.name().equals(join.by()))
              .findFirst()
              .orElseThrow();
      Columns keys = Columns.allocate(List.of(key), 1);
      for (int record = 0; record < other.split().size(); record++) {
        reader.read(record, keys, 0);
        long number = number(keys, 0);
        Integer before = made.putIfAbsent(number, record);
        if (before != null) {
          throw new DiagnosticException(
              DataMessages.keyTwice(
                  data.program().place(), other.name(), join.by(), number, before, record));
        }
      }
      index = made;
    }
    return made;
  }

  private long number(Columns columns, int row) {
    Column column = columns.find(join.by());
    if (column == null) {
      throw new IllegalStateException("the key " + join.by() + " must be read");
    }
    ByteBuffer bytes = column.bytes(row).order(ByteOrder.LITTLE_ENDIAN);
    ElementType element = column.type().element();
    return switch (element) {
      case I64 -> bytes.getLong(0);
      case I32 -> bytes.getInt(0);
      default -> bytes.get(0) & 0xff;
    };
  }

  @Override
  public void run(Rows rows, Turn turn, Columns target) {
    Columns input = input(rows.count());
    long before = 0;
    for (int row = 0; row < rows.count(); row++) {
      long key = number(input, row);
      boolean same = row > 0 && key == before;
      if (row > 0 && !same && rows.place(row) / group == rows.place(row - 1) / group) {
        throw new DiagnosticException(
            DataMessages.groupOfSeveral(
                data.program().place(), group, join.by(), before, key, other.name()));
      }
      if (same) {
        target.copy(row - 1, target, row);
      } else {
        Integer record = index().get(key);
        if (record == null) {
          throw new DiagnosticException(
              DataMessages.noSuchKey(data.program().place(), other.name(), join.by(), key));
        }
        reader.read(record, target, row);
      }
      input.copy(row, target, row);
      before = key;
    }
  }

  @Override
  public void close() {}
}
