package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;

/** The fields of a batch that somebody reads, by name. */
final class Columns {
  private final Map<String, Column> columns;

  private Columns(Map<String, Column> columns) {
    this.columns = columns;
  }

  /**
   * Straight in the native memory of a step's inputs.
   *
   * @param batched whether the first axis counts records
   */
  static Columns of(StepGraph graph, Feeds feeds, boolean batched) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (StepGraph.Input input : graph.inputs()) {
      if (!input.isClock()) {
        TensorType type = feeds.type(input.name());
        TensorType row = batched ? new TensorType(type.element(), type.shape().without(0)) : type;
        columns.put(input.name(), new Column(row, feeds.bytes(input.name())));
      }
    }
    return new Columns(columns);
  }

  /** In Java memory. */
  static Columns allocate(List<DataProgram.Field> fields, int rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (DataProgram.Field field : fields) {
      columns.put(field.name(), Column.allocate(field.type(), rows));
    }
    return new Columns(columns);
  }

  @Nullable Column find(String field) {
    return columns.get(field);
  }

  Map<String, Column> all() {
    return columns;
  }
}
