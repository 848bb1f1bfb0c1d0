package org.netwright.engine.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.engine.fault.DataMessages;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/**
 * Batches of records of about equal length: records are sorted by length and cut where one more
 * would make a field, filled up to its longest, larger than the limit. Which records meet is the
 * same in each epoch; a training draws the order of the batches anew.
 */
final class TokenPlan implements BatchPlan {
  private final List<int[]> batches = new ArrayList<>();
  private final ItemOrder order;

  /**
   * @param shuffled whether the batches come in a new order each epoch
   */
  TokenPlan(
      RecordFlow records,
      Operator.BatchByTokens operator,
      Span place,
      boolean shuffled,
      long... key) {
    long[][] lengths = lengths(records, operator, place);
    CounterRandom random = new CounterRandom(key);
    Integer[] sorted = new Integer[lengths.length];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(
        sorted,
        Comparator.<Integer>comparingLong(i -> Arrays.stream(lengths[i]).max().orElse(0))
            .thenComparingInt(i -> random.below(Integer.MAX_VALUE, i))
            .thenComparingInt(i -> i));
    cut(sorted, lengths, operator);
    this.order = new ItemOrder(List.of(), batches.size(), shuffled, key);
  }

  /** The elements of each field of each record. */
  private static long[][] lengths(RecordFlow records, Operator.BatchByTokens operator, Span place) {
    long[][] lengths = new long[records.size()][];
    for (int record = 0; record < lengths.length; record++) {
      Map<String, Long> sizes = new LinkedHashMap<>(records.sizes(record));
      List<Field> fields = FieldSizes.known(records.fields(), sizes);
      lengths[record] =
          fields.stream().mapToLong(f -> f.type().shape().elements().known()).toArray();
      long longest = Arrays.stream(lengths[record]).max().orElse(0);
      if (longest > operator.tokens()) {
        throw new DiagnosticException(
            DataMessages.tooLong(place, records.name(), record, longest, operator.tokens()));
      }
    }
    return lengths;
  }

  private void cut(Integer[] sorted, long[][] lengths, Operator.BatchByTokens operator) {
    List<Integer> batch = new ArrayList<>();
    long[] longest = {};
    for (int record : sorted) {
      long[] with = batch.isEmpty() ? lengths[record].clone() : larger(longest, lengths[record]);
      long most = Arrays.stream(with).max().orElse(0);
      boolean full =
          most * (batch.size() + 1) > operator.tokens()
              || batch.size() >= operator.most().orElse(Long.MAX_VALUE);
      if (full && !batch.isEmpty()) {
        batches.add(batch.stream().mapToInt(i -> i).toArray());
        batch.clear();
        with = lengths[record].clone();
      }
      batch.add(record);
      longest = with;
    }
    if (!batch.isEmpty()) {
      batches.add(batch.stream().mapToInt(i -> i).toArray());
    }
  }

  private static long[] larger(long[] one, long[] other) {
    long[] larger = one.clone();
    for (int i = 0; i < larger.length; i++) {
      larger[i] = Math.max(one[i], other[i]);
    }
    return larger;
  }

  @Override
  public int size() {
    return batches.size();
  }

  @Override
  public int[] places(long epoch, int batch) {
    return batches.get((int) order.epoch(epoch)[batch]);
  }

  @Override
  public boolean fills() {
    return true;
  }
}
