package org.netwright.engine.feed;

import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.DataProgram.Field;

/** Batches that can be had from any place of any epoch. */
interface BatchFlow extends AutoCloseable {
  /** Batches in an epoch; the same in each. */
  int size();

  /** The records of the batch at a place of an epoch. */
  int rows(long epoch, int place);

  /** The fields of one record of a batch. */
  List<Field> fields();

  /** Fills a target with the batch at a place of an epoch. */
  void fill(Turn turn, int place, Target target);

  @Override
  void close();

  /** Takes one batch. */
  @FunctionalInterface
  interface Target {
    /**
     * The memory of a batch, whose rows 0, 1, … are then filled.
     *
     * @param sizes what the names of the batch's fields stand for
     */
    Columns columns(int rows, Map<String, Long> sizes);
  }
}
