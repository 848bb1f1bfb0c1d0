package org.netwright.standard.initializer;

import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/**
 * How many inputs one output of a kernel has, and how many outputs one input: the last two axes are
 * inputs and outputs, the axes before them the window.
 */
record Fans(Dim in, Dim out) {
  static Fans of(Shape shape) {
    if (shape.rank() < 2) {
      return new Fans(shape.elements(), shape.elements());
    }
    Dim window = Dim.of(1);
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      window = window.times(shape.dim(axis));
    }
    return new Fans(window.times(shape.dim(-2)), window.times(shape.dim(-1)));
  }
}
