package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.netwright.frontend.program.DataProgram.Field;

/** The records of a source in its own order. */
final class SourceFlow implements RecordFlow {
  private final BoundData data;
  private final List<Field> fields;
  private final RecordReader reader;
  private final Columns one;

  SourceFlow(BoundData data) {
    this.data = data;
    this.fields = FieldSizes.known(data.program().record(), data.sizes());
    this.reader = new RecordReader(data);
    this.one = Columns.allocate(fields, 1);
  }

  @Override
  public int size() {
    return (int) data.split().size();
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public OptionalLong padding(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return data.split().padding(i);
      }
    }
    return OptionalLong.empty();
  }

  /** Neighbours that are the same record are read once. */
  @Override
  public void fill(Turn turn, int[] places, Columns target) {
    for (int row = 0; row < places.length; row++) {
      if (row > 0 && places[row] == places[row - 1]) {
        target.copy(row - 1, target, row);
      } else {
        reader.read(places[row], target, row);
      }
    }
  }

  @Override
  public Map<String, Long> sizes(int place) {
    Map<String, Long> sizes = new LinkedHashMap<>(data.sizes());
    if (!FieldSizes.areKnown(fields)) {
      reader.read(place, one, 0);
      for (Column column : one.all().values()) {
        FieldSizes.bind(column.type(), column.shape(0), sizes);
      }
    }
    return sizes;
  }

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public void close() {}
}
