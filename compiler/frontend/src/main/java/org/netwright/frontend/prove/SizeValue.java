package org.netwright.frontend.prove;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Dim.Atom;

/** The number that a dim is at given sizes, without forming polynomials on the way. */
final class SizeValue {
  private SizeValue() {}

  /**
   * Empty where a name has no size. Throws {@link ArithmeticException} where a division has no
   * meaning.
   */
  static OptionalLong of(Dim dim, Map<String, Long> sizes) {
    Long value = value(dim, sizes);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static @Nullable Long value(Dim dim, Map<String, Long> sizes) {
    long sum = 0;
    for (Dim.Term term : dim.sum()) {
      long product = term.coefficient();
      for (Atom atom : term.atoms()) {
        Long factor = value(atom, sizes);
        if (factor == null) {
          return null;
        }
        product = Math.multiplyExact(product, factor);
      }
      sum = Math.addExact(sum, product);
    }
    return sum;
  }

  private static @Nullable Long value(Atom atom, Map<String, Long> sizes) {
    if (atom instanceof Atom.Name name) {
      return sizes.get(name.name());
    }
    boolean quotient = atom instanceof Atom.Quotient;
    Dim of = quotient ? ((Atom.Quotient) atom).of() : ((Atom.Remainder) atom).of();
    Dim by = quotient ? ((Atom.Quotient) atom).by() : ((Atom.Remainder) atom).by();
    Long top = value(of, sizes);
    Long bottom = value(by, sizes);
    if (top == null || bottom == null) {
      return null;
    } else if (bottom == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (!quotient) {
      return Math.floorMod(top, bottom);
    }
    if (((Atom.Quotient) atom).exact() && top % bottom != 0) {
      throw new ArithmeticException(top + " / " + bottom + " is not whole");
    }
    return Math.floorDiv(top, bottom);
  }
}
