package org.netwright.engine.feed;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.netwright.frontend.program.DataProgram.Field;

/** The records of batches, one by one. */
final class UnbatchedFlow implements RecordFlow {
  /** Batches that are kept, for records that come out of their order. */
  private static final int KEPT = 8;

  private record Key(long epoch, int batch) {}

  private final BatchFlow batches;
  private final String name;
  private final int size;
  private final Map<Key, Columns> held = new LinkedHashMap<>(16, 0.75f, true);
  private long offsetsEpoch = -1;
  private int[] offsets = {};

  UnbatchedFlow(BatchFlow batches, String name) {
    this.batches = batches;
    this.name = name;
    int all = 0;
    for (int batch = 0; batch < batches.size(); batch++) {
      all = Math.addExact(all, batches.rows(0, batch));
    }
    this.size = all;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Field> fields() {
    return batches.fields();
  }

  @Override
  public OptionalLong padding(String field) {
    return OptionalLong.empty();
  }

  @Override
  public String name() {
    return name;
  }

  /** The first record of each batch. */
  private int[] offsets(long epoch) {
    if (epoch != offsetsEpoch) {
      offsets = new int[batches.size()];
      int next = 0;
      for (int batch = 0; batch < offsets.length; batch++) {
        offsets[batch] = next;
        next += batches.rows(epoch, batch);
      }
      offsetsEpoch = epoch;
    }
    return offsets;
  }

  private Columns batch(Turn turn, int batch) {
    Key key = new Key(turn.epoch(), batch);
    Columns known = held.get(key);
    if (known != null) {
      return known;
    }
    HeldBatch made = new HeldBatch(batches.fields());
    batches.fill(turn, batch, made);
    if (held.size() == KEPT) {
      Iterator<Columns> oldest = held.values().iterator();
      oldest.next();
      oldest.remove();
    }
    held.put(key, made.filled());
    return made.filled();
  }

  @Override
  public void fill(Turn turn, int[] places, Columns target) {
    int[] starts = offsets(turn.epoch());
    for (int row = 0; row < places.length; row++) {
      int found = Arrays.binarySearch(starts, places[row]);
      int batch = found >= 0 ? found : -found - 2;
      batch(turn, batch).copy(places[row] - starts[batch], target, row);
    }
  }

  @Override
  public Map<String, Long> sizes(int place) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    if (!FieldSizes.areKnown(fields())) {
      Columns one = Columns.allocate(fields(), 1);
      fill(Turn.CACHED, new int[] {place}, one);
      one.all().values().forEach(c -> FieldSizes.bind(c.type(), c.shape(0), sizes));
    }
    return sizes;
  }

  @Override
  public void close() {
    batches.close();
  }
}
