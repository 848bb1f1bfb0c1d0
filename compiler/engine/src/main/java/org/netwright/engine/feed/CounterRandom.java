package org.netwright.engine.feed;

/**
 * A random number for each counter: a hash of a key and the counter, so any number can be had
 * without those before it, on every machine alike.
 *
 * <p>The mixing function is the finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, OOPSLA 2014).
 */
final class CounterRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private final long key;

  CounterRandom(long... parts) {
    this.key = hash(parts);
  }

  /** One well mixed number made of several; the order of the parts counts. */
  static long hash(long... parts) {
    long state = GAMMA;
    for (long part : parts) {
      state = mix(state + GAMMA + mix(part + GAMMA));
    }
    return state;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 below 1, of the 2⁵³ that are spread evenly there. */
  double share(long counter) {
    return (mix(key + counter * GAMMA) >>> 11) * 0x1p-53;
  }

  /**
   * A number from 0 below {@code bound}. Bounds below 2³² are off an even distribution by less than
   * one part in 2³².
   */
  int below(int bound, long counter) {
    return (int) Long.remainderUnsigned(mix(key + counter * GAMMA), bound);
  }
}
