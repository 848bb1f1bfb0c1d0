package org.netwright.engine.feed;

import java.util.OptionalLong;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Last;
import org.netwright.frontend.program.DataProgram.Operator;

/** How many batches a pass over a data pipe has, by arithmetic alone. */
public final class EpochSize {
  private EpochSize() {}

  /**
   * The batches of a pass.
   *
   * @param records in the source
   * @param training whether a last batch that is not full is dropped unless the pipe says otherwise
   * @return empty where an operator changes the number of records in a way that only its data show
   */
  public static OptionalLong batches(DataProgram program, long records, boolean training) {
    long count = records;
    for (Operator operator : program.steps()) {
      if (operator instanceof Operator.Take take) {
        count = Math.min(count, take.count());
      } else if (operator instanceof Operator.Part part) {
        count = part.end(count) - part.begin(count);
      } else if (operator instanceof Operator.Repeated repeated) {
        count = Math.multiplyExact(count, repeated.copies());
      } else if (operator instanceof Operator.Batch batch) {
        boolean drops = batch.last() == Last.DROP || batch.last() == Last.DEFAULT && training;
        count = count / batch.size() + (drops || count % batch.size() == 0 ? 0 : 1);
      } else if (!(operator instanceof Operator.Map)
          && !(operator instanceof Operator.Weighted)
          && !(operator instanceof Operator.Shuffle)) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(count);
  }
}
