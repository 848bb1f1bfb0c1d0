package org.netwright.standard.metric;

/** A box by its left, top, right and bottom edge. */
record Box(double left, double top, double right, double bottom) {
  private double area() {
    return Math.max(0, right - left) * Math.max(0, bottom - top);
  }

  /** Intersection over union; 0 where both are empty. */
  double overlap(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    double common = Math.max(0, width) * Math.max(0, height);
    double union = area() + other.area() - common;
    return union > 0 ? common / union : 0;
  }
}
