package org.netwright.frontend.check;

import org.netwright.spi.type.Shape;

/**
 * Where two lists of numbers differ most.
 *
 * @param distance how much; infinite when the lists differ in length, NaN where one is no number
 * @param place the position in row order
 * @param one the number of the first list there
 * @param other the number of the second
 */
record Difference(double distance, int place, double one, double other) {
  /**
   * The largest difference.
   *
   * @param relative whether it counts relative to the larger number where that is above 1
   */
  static Difference largest(double[] a, double[] b, boolean relative) {
    if (a.length != b.length) {
      return new Difference(Double.POSITIVE_INFINITY, 0, a.length, b.length);
    }
    Difference largest = new Difference(0, 0, 0, 0);
    for (int i = 0; i < a.length; i++) {
      double scale = relative ? Math.max(1, Math.max(Math.abs(a[i]), Math.abs(b[i]))) : 1;
      double distance = a[i] == b[i] ? 0 : Math.abs(a[i] - b[i]) / scale;
      if (!(distance <= largest.distance())) {
        largest = new Difference(distance, i, a[i], b[i]);
        if (Double.isNaN(distance)) {
          return largest;
        }
      }
    }
    return largest;
  }

  /** The distance with the place and both numbers. */
  String shown(Shape shape) {
    return "%s%s: %s and %s".formatted(number(distance), at(shape), number(one), number(other));
  }

  private String at(Shape shape) {
    if (shape.rank() == 0) {
      return "";
    }
    StringBuilder index = new StringBuilder();
    long rest = place;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      long size = shape.dim(axis).known();
      index.insert(0, (axis == 0 ? "" : ", ") + rest % size);
      rest /= size;
    }
    return " at [" + index + "]";
  }

  private static String number(double value) {
    return Double.toString((float) value);
  }
}
