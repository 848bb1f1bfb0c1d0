package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.DataProgram;
import org.netwright.spi.definition.DataSourceDefinition.Split;

/**
 * A data pipe whose source is open and has what the program relies on.
 *
 * @param sizes the size of each free dim of the record that is the same in all records
 * @param fingerprint tells other data under the same name
 * @param joined the data of each join, in the order of the steps
 * @param caches where the results of blocks are kept
 */
public record BoundData(
    DataProgram program,
    Split split,
    Map<String, Long> sizes,
    String fingerprint,
    List<BoundData> joined,
    CacheFolder caches) {
  public BoundData {
    joined = List.copyOf(joined);
    sizes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
  }

  /** The split as messages name it: {@code fashion_mnist.train}. */
  public String name() {
    return name(program);
  }

  static String name(DataProgram program) {
    return program.split().isEmpty()
        ? program.sourceName()
        : program.sourceName() + "." + program.split();
  }
}
