package org.netwright.standard.source;

/**
 * Numbers that depend on a key and nothing else: the finalizer of SplitMix64 (Steele, Lea and
 * Flood, 2014), which spreads keys that differ in one bit.
 */
final class Hash {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Hash() {}

  static long of(long... key) {
    long hash = 0;
    for (long part : key) {
      hash = mixed(hash + GOLDEN ^ mixed(part + GOLDEN));
    }
    return hash;
  }

  /** A number in [0, 1) from 53 bits of the hash. */
  static double share(long... key) {
    return (of(key) >>> 11) * 0x1.0p-53;
  }

  private static long mixed(long key) {
    long z = key;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
