package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.frontend.program.DataProgram;
import org.netwright.spi.definition.DataSourceDefinition.Split;

/**
 * A data pipe whose source is open and has what the program relies on.
 *
 * @param sizes the size of each free dim of the record
 */
public record BoundData(DataProgram program, Split split, Map<String, Long> sizes) {
  public BoundData {
    sizes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
  }

  /** The split as messages name it: {@code fashion_mnist.train}. */
  public String name() {
    return program.split().isEmpty()
        ? program.sourceName()
        : program.sourceName() + "." + program.split();
  }
}
