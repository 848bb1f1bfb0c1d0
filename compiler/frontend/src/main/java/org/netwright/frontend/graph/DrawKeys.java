package org.netwright.frontend.graph;

import java.nio.charset.StandardCharsets;
import org.netwright.spi.graph.Origin;

/**
 * Gives each random draw of a graph its key (definitions C17). Equal keys draw equal numbers at
 * equal counters, so the keys of one graph differ.
 */
@FunctionalInterface
public interface DrawKeys {
  /** The key of the next draw that is made at a place. */
  long next(Origin origin);

  /**
   * A key made of a seed and words such as purpose, path and number of the draw: FNV-1a over their
   * UTF-8 bytes and a zero byte behind each, then the finalizer of SplitMix64 (Steele, Lea and
   * Flood 2014). The same on every machine, for ever: checkpoints and published numbers rest on it.
   */
  static long key(long seed, String... words) {
    long hash = 0xcbf29ce484222325L;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      hash = (hash ^ (seed >>> shift & 0xff)) * 0x100000001b3L;
    }
    for (String word : words) {
      for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
      }
      hash *= 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
    return hash ^ hash >>> 31;
  }
}
