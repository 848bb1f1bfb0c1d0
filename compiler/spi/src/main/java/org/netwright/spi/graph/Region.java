package org.netwright.spi.graph;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of ops whose results are not kept for the way back: differentiation makes the ops once more
 * there, from what flowed into the region (definitions C23). Two regions are the same only if they
 * are one object.
 */
public final class Region {
  private final @Nullable Region outer;

  /** A region inside another, or inside none. */
  public Region(Optional<Region> outer) {
    this.outer = outer.orElse(null);
  }

  /** The region that this one lies in. */
  public Optional<Region> outer() {
    return Optional.ofNullable(outer);
  }

  /** Whether it is another region or lies in it. */
  public boolean isWithin(Region other) {
    for (Region at = this; at != null; at = at.outer) {
      if (at == other) {
        return true;
      }
    }
    return false;
  }

  /** How many regions lie around it. */
  public int depth() {
    int depth = 0;
    for (Region at = outer; at != null; at = at.outer) {
      depth++;
    }
    return depth;
  }
}
