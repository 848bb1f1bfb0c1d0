package org.netwright.frontend.precision;

/** The numbers of the ops of a step, those in its loops among them. */
final class OpNumbers {
  private int next;

  int take() {
    return next++;
  }
}
