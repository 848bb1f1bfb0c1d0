package org.netwright.standard.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;

/** Two splits: records to learn from and records to judge by. */
record TrainAndTest(Split train, Split test) implements Opened {
  @Override
  public Map<String, Split> splits() {
    Map<String, Split> splits = new LinkedHashMap<>();
    splits.put("train", train);
    splits.put("test", test);
    return splits;
  }

  static TrainAndTest of(IdxReader reader) throws java.io.IOException {
    return new TrainAndTest(reader.split("train"), reader.split("t10k"));
  }
}
