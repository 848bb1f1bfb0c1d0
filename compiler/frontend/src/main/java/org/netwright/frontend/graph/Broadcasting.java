package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/**
 * The broadcasting rule of NumPy over symbolic sizes: shapes are aligned at the last axis; sizes
 * are equal for every value of their names, or one of them is 1.
 */
public final class Broadcasting {
  private Broadcasting() {}

  static Shape join(Shape a, Shape b, ShapeMessages say) {
    int rank = Math.max(a.rank(), b.rank());
    List<Dim> dims = new ArrayList<>();
    for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
      Dim left = fromEnd <= a.rank() ? a.dim(-fromEnd) : Dim.of(1);
      Dim right = fromEnd <= b.rank() ? b.dim(-fromEnd) : Dim.of(1);
      if (left.equals(right) || right.is(1)) {
        dims.add(left);
      } else if (left.is(1)) {
        dims.add(right);
      } else if (say.equal(left, right)) {
        dims.add(left.isKnown() ? left : right);
      } else {
        throw say.noBroadcast(a, b, left, right, fromEnd);
      }
    }
    Collections.reverse(dims);
    return new Shape(dims);
  }

  /** Whether {@code from} broadcasts to exactly {@code to}. */
  public static boolean reaches(Shape from, Shape to) {
    return reaches(from, to, Dim::equals);
  }

  static boolean reaches(Shape from, Shape to, BiPredicate<Dim, Dim> equal) {
    if (from.rank() > to.rank()) {
      return false;
    }
    for (int fromEnd = 1; fromEnd <= from.rank(); fromEnd++) {
      Dim dim = from.dim(-fromEnd);
      if (!dim.is(1) && !equal.test(dim, to.dim(-fromEnd))) {
        return false;
      }
    }
    return true;
  }
}
