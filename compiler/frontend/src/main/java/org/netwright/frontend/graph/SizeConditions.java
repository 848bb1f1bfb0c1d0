package org.netwright.frontend.graph;

import org.netwright.frontend.prove.Condition;

/** Answers whether a condition on symbolic sizes may be taken to hold where an op is made. */
@FunctionalInterface
public interface SizeConditions {
  /** Nothing is assumed: sizes agree when they are the same polynomial. */
  SizeConditions STRICT = condition -> false;

  boolean accept(Condition condition);
}
