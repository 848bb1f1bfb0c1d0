package org.netwright.engine.feed;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.netwright.frontend.program.DataProgram.Field;

/** Records that can be had from any place of any epoch. */
interface RecordFlow extends AutoCloseable {
  /** Records in an epoch; the same in each. */
  int size();

  /** The fields of a record; a size that differs from record to record is a name. */
  List<Field> fields();

  /** What fills a field up in a batch of records of different sizes; empty when nothing does. */
  OptionalLong padding(String field);

  /**
   * Fills rows 0, 1, … with the records at some places of an epoch; fields without a column are
   * dropped.
   */
  void fill(Turn turn, int[] places, Columns target);

  /** The sizes that the names of {@link #fields} stand for in the record at a place of epoch 0. */
  Map<String, Long> sizes(int place);

  /** How messages name the records. */
  String name();

  @Override
  void close();
}
