package org.netwright.engine.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.netwright.frontend.program.DataProgram.Field;

/** {@code cache} behind {@code batch}: each batch is made once. */
final class CachedBatches implements BatchFlow {
  private final BatchFlow base;
  private final CacheEntries entries;
  private final CacheStore store;
  private final ItemOrder order;

  /**
   * @param shuffled whether the batches come in a new order each epoch
   */
  CachedBatches(
      BatchFlow base,
      CacheFolder folder,
      String name,
      String key,
      boolean shuffled,
      long... orderKey) {
    this.base = base;
    this.entries = new CacheEntries(base.fields());
    int[] rows = IntStream.range(0, base.size()).map(batch -> base.rows(0, batch)).toArray();
    this.store = folder.open(name, key, rows, entries.rowBytes());
    this.order = new ItemOrder(List.of(), base.size(), shuffled, orderKey);
  }

  private int batch(long epoch, int place) {
    return (int) order.epoch(epoch)[place];
  }

  @Override
  public int size() {
    return base.size();
  }

  @Override
  public int rows(long epoch, int place) {
    return base.rows(0, batch(epoch, place));
  }

  @Override
  public List<Field> fields() {
    return base.fields();
  }

  @Override
  public void fill(Turn turn, int place, Target target) {
    int batch = batch(turn.epoch(), place);
    Columns columns = target.columns(base.rows(0, batch), Map.of());
    Optional<byte[]> known = store.read(batch);
    if (known.isPresent()) {
      entries.unpack(known.get(), columns, 0);
      return;
    }
    HeldBatch made = new HeldBatch(base.fields());
    base.fill(Turn.CACHED, batch, made);
    byte[] entry = entries.pack(made.filled(), 0, base.rows(0, batch));
    store.write(batch, entry);
    entries.unpack(entry, columns, 0);
  }

  @Override
  public void close() {
    store.close();
    base.close();
  }
}
