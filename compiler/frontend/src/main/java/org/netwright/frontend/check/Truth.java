package org.netwright.frontend.check;

/** The answer to a static question; {@code OPEN} when symbolic dims leave it undecided. */
enum Truth {
  YES,
  NO,
  OPEN;

  static Truth of(boolean answer) {
    return answer ? YES : NO;
  }

  Truth and(Truth other) {
    return this == NO || other == NO ? NO : this == OPEN || other == OPEN ? OPEN : YES;
  }

  Truth or(Truth other) {
    return not().and(other.not()).not();
  }

  Truth not() {
    return this == YES ? NO : this == NO ? YES : OPEN;
  }
}
