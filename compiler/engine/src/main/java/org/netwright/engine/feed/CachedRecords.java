package org.netwright.engine.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.netwright.frontend.program.DataProgram.Field;

/** {@code cache} before {@code batch}: each record is made once. */
final class CachedRecords implements RecordFlow {
  private final RecordFlow base;
  private final CacheEntries entries;
  private final CacheStore store;

  CachedRecords(RecordFlow base, CacheFolder folder, String name, String key) {
    this.base = base;
    this.entries = new CacheEntries(base.fields());
    int[] rows = new int[base.size()];
    Arrays.fill(rows, 1);
    this.store = folder.open(name, key, rows, entries.rowBytes());
  }

  @Override
  public int size() {
    return base.size();
  }

  @Override
  public List<Field> fields() {
    return base.fields();
  }

  @Override
  public OptionalLong padding(String field) {
    return base.padding(field);
  }

  @Override
  public String name() {
    return base.name();
  }

  @Override
  public Map<String, Long> sizes(int place) {
    return Map.of();
  }

  @Override
  public void fill(Turn turn, int[] places, Columns target) {
    List<Integer> missing = new ArrayList<>();
    for (int row = 0; row < places.length; row++) {
      Optional<byte[]> known = store.read(places[row]);
      if (known.isPresent()) {
        entries.unpack(known.get(), target, row);
      } else {
        missing.add(row);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    int[] wanted = missing.stream().mapToInt(row -> places[row]).toArray();
    Columns made = Columns.allocate(base.fields(), wanted.length);
    base.fill(Turn.CACHED, wanted, made);
    for (int i = 0; i < wanted.length; i++) {
      byte[] entry = entries.pack(made, i, 1);
      store.write(wanted[i], entry);
      entries.unpack(entry, target, missing.get(i));
    }
  }

  @Override
  public void close() {
    store.close();
    base.close();
  }
}
