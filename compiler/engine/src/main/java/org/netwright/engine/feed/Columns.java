package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;

/** The fields of some records that somebody reads, by name. */
final class Columns {
  private final Map<String, Column> columns;

  private Columns(Map<String, Column> columns) {
    this.columns = columns;
  }

  /** Straight in the native memory of a step's inputs, whose first axis counts records. */
  static Columns of(StepGraph graph, Feeds feeds) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (StepGraph.Input input : graph.inputs()) {
      if (!input.isClock()) {
        TensorType type = feeds.type(input.name());
        TensorType row = new TensorType(type.element(), type.shape().without(0));
        columns.put(input.name(), new FixedColumn(row, feeds.bytes(input.name())));
      }
    }
    return new Columns(columns);
  }

  /** In Java memory. */
  static Columns allocate(List<DataProgram.Field> fields, int rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (DataProgram.Field field : fields) {
      columns.put(
          field.name(),
          field.type().shape().isKnown()
              ? FixedColumn.allocate(field.type(), rows)
              : new RaggedColumn(field.type(), rows));
    }
    return new Columns(columns);
  }

  @Nullable Column find(String field) {
    return columns.get(field);
  }

  Map<String, Column> all() {
    return columns;
  }

  /** Fills a row of other columns with what they have in common with these. */
  void copy(int row, Columns target, int targetRow) {
    columns.forEach(
        (name, column) -> {
          Column other = target.find(name);
          if (other != null) {
            column.copy(row, other, targetRow);
          }
        });
  }
}
