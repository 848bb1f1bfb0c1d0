package org.netwright.engine.feed;

/** What happens to records on their way: rows come in, and as many go out. */
interface RecordStage extends AutoCloseable {
  /** The memory to fill before {@link #run}. */
  Columns input(int rows);

  /**
   * Runs over the rows that were filled in, and fills the target.
   *
   * @param rows where each row comes from
   */
  void run(Rows rows, Turn turn, Columns target);

  @Override
  void close();

  /** The rows of one request. */
  interface Rows {
    int count();

    /** The counter of random draws of a row, for this stage. */
    long draw(int row, long copiesBehind);

    /** The number of a row in the order without shuffling, and so its group. */
    long place(int row);
  }
}
