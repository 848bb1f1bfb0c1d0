package org.netwright.engine.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.spi.type.Dim;

/** Sizes of free dims, as what they replace. */
final class Sizes {
  private Sizes() {}

  static Map<String, Dim> asDims(Map<String, Long> sizes) {
    Map<String, Dim> dims = new LinkedHashMap<>();
    sizes.forEach((name, size) -> dims.put(name, Dim.of(size)));
    return dims;
  }
}
