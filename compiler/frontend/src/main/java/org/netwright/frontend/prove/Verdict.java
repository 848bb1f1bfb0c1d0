package org.netwright.frontend.prove;

import java.util.List;

/** Whether a condition holds for every size, for none, or is not decided. */
public enum Verdict {
  HOLDS,
  NEVER,
  /** It holds for some sizes only, or nothing is known. */
  OPEN;

  Verdict not() {
    return this == HOLDS ? NEVER : this == NEVER ? HOLDS : OPEN;
  }

  static Verdict all(List<Verdict> parts) {
    return parts.contains(NEVER) ? NEVER : parts.contains(OPEN) ? OPEN : HOLDS;
  }

  static Verdict any(List<Verdict> parts) {
    return parts.contains(HOLDS) ? HOLDS : parts.contains(OPEN) ? OPEN : NEVER;
  }
}
