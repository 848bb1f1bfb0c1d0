package org.netwright.standard.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;

/**
 * Two splits: records to learn from and records to judge by.
 *
 * @param facts that were learnt on opening
 */
record TrainAndTest(Split train, Split test, Map<String, Long> facts) implements Opened {
  TrainAndTest(Split train, Split test) {
    this(train, test, Map.of());
  }

  @Override
  public Map<String, Split> splits() {
    Map<String, Split> splits = new LinkedHashMap<>();
    splits.put("train", train);
    splits.put("test", test);
    return splits;
  }

  static TrainAndTest of(IdxReader reader) throws IOException {
    return new TrainAndTest(reader.split("train"), reader.split("t10k"));
  }
}
