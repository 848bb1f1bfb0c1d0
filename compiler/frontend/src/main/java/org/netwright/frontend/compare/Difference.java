package org.netwright.frontend.compare;

/**
 * One thing that is not the same in both programs.
 *
 * @param kind what it is about: {@code layer}, {@code option} …
 * @param what its path or name
 * @param before as it was; empty when it is new
 * @param after as it is; empty when it is gone
 */
public record Difference(String kind, String what, String before, String after) {
  public boolean isAdded() {
    return before.isEmpty();
  }

  public boolean isRemoved() {
    return after.isEmpty();
  }
}
