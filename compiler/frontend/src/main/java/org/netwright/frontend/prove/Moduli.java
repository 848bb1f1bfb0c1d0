package org.netwright.frontend.prove;

import java.util.Map;
import java.util.TreeMap;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Dim.Atom;

/**
 * The numbers by which the rests of names must be told apart, so that every division by a constant
 * leaves a polynomial. Nested divisions multiply.
 */
final class Moduli {
  /** A modulus beyond it is not worth a case split. */
  private static final long LARGEST = 1 << 14;

  private final Map<String, Long> moduli = new TreeMap<>();

  static Map<String, Long> of(Iterable<Condition> conditions) {
    Moduli made = new Moduli();
    for (Condition condition : conditions) {
      for (Condition.Comparison comparison : condition.comparisons()) {
        made.add(comparison.left(), 1);
        made.add(comparison.right(), 1);
      }
    }
    return made.moduli;
  }

  private void add(Dim dim, long factor) {
    for (Dim.Term term : dim.sum()) {
      for (Atom atom : term.atoms()) {
        if (atom instanceof Atom.Name name) {
          moduli.merge(name.name(), factor, Moduli::lcm);
        } else if (atom instanceof Atom.Quotient quotient) {
          divided(quotient.of(), quotient.by(), factor);
        } else if (atom instanceof Atom.Remainder remainder) {
          divided(remainder.of(), remainder.by(), factor);
        }
      }
    }
  }

  private void divided(Dim of, Dim by, long factor) {
    if (by.isKnown()) {
      add(of, Math.multiplyExact(factor, Math.abs(by.known())));
    } else {
      add(of, factor);
      add(by, factor);
    }
  }

  static long lcm(long a, long b) {
    long lcm = Math.multiplyExact(a / gcd(a, b), b);
    if (lcm > LARGEST) {
      throw new ArithmeticException("a case split by " + lcm);
    }
    return lcm;
  }

  static long gcd(long a, long b) {
    long x = Math.abs(a);
    long y = Math.abs(b);
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
