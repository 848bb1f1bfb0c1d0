package org.netwright.frontend.graph;

import java.util.List;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** Questions that shape rules ask about axes and sizes. */
final class Axes {
  private Axes() {}

  static int checked(long axis, Shape shape, ShapeMessages say) {
    if (axis < 0 || axis >= shape.rank()) {
      throw say.noAxis(axis, shape);
    }
    return (int) axis;
  }

  /** True for each axis that is listed. */
  static boolean[] marked(long[] axes, Shape shape, ShapeMessages say) {
    boolean[] marked = new boolean[shape.rank()];
    for (long axis : axes) {
      int index = checked(axis, shape, say);
      if (marked[index]) {
        throw say.axisTwice(axis);
      }
      marked[index] = true;
    }
    return marked;
  }

  static void rank(String what, Shape shape, int rank, String wanted, ShapeMessages say) {
    if (shape.rank() != rank) {
      throw say.wrongRank(what, shape, wanted);
    }
  }

  static Dim notNegative(Dim dim, String what, ShapeMessages say) {
    if (dim.isKnown() && dim.known() < 0) {
      throw say.negative(what, dim);
    }
    return dim;
  }

  static List<Dim> onePerAxis(List<Dim> dims, Shape shape, String what, ShapeMessages say) {
    if (dims.size() != shape.rank()) {
      throw say.wrongCount(what, dims.size(), shape.rank());
    }
    return dims;
  }
}
