package org.netwright.spi.type;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.spi.type.Dim.Atom;

/**
 * The normal form of floor divisions and their rests. What divides for every value of the names
 * comes out, common factors are cancelled, and a floor of a floor is one floor, so that stacked
 * strides compare equal: {@code ((H + 1) // 2 + 1) // 2} is {@code (H + 3) // 4}.
 */
final class FloorQuotients {
  private FloorQuotients() {}

  /** A sum cut into what divides and what is left. */
  private record Cut(TreeMap<Monomial, Long> whole, TreeMap<Monomial, Long> rest) {}

  /** Floor of the quotient; the two are not both known and do not divide exactly. */
  static Dim floor(Dim of, Dim by) {
    if (by.terms().size() != 1) {
      return Dim.of(new Atom.Quotient(of, by, false));
    }
    Map.Entry<Monomial, Long> divisor = by.terms().firstEntry();
    if (divisor.getValue() < 0) {
      return of.times(-1).floorDiv(by.times(-1));
    }
    Cut cut = cut(of, divisor.getValue(), divisor.getKey());
    return new Dim(cut.whole).plus(reduced(new Dim(cut.rest), by));
  }

  private static Cut cut(Dim of, long k, Monomial names) {
    Cut cut = new Cut(Polynomial.empty(), Polynomial.empty());
    of.terms()
        .forEach(
            (monomial, c) -> {
              Optional<Monomial> quotient = monomial.without(names);
              long out = quotient.isPresent() ? Math.floorDiv(c, k) : 0;
              quotient.ifPresent(m -> Polynomial.add(cut.whole, m, out));
              Polynomial.add(cut.rest, monomial, c - out * k);
            });
    return cut;
  }

  /** The floor of what is left after the cut. */
  private static Dim reduced(Dim rest, Dim by) {
    if (rest.terms().isEmpty() || rest.isKnown() && by.isKnown()) {
      return Dim.of(0); // 0 ≤ rest < by
    }
    Map.Entry<Monomial, Long> divisor = by.terms().firstEntry();
    if (!by.isKnown()) {
      long k = Polynomial.content(rest.terms(), divisor.getValue());
      Monomial names = Polynomial.common(rest.terms(), divisor.getKey());
      boolean cancels = k > 1 || !names.factors().isEmpty();
      return cancels
          ? new Dim(Polynomial.divided(rest.terms(), k, names))
              .floorDiv(new Dim(Polynomial.divided(by.terms(), k, names)))
          : Dim.of(new Atom.Quotient(rest, by, false));
    }
    long constant = rest.constant();
    Dim named = rest.minus(constant);
    long k = Polynomial.content(named.terms(), by.known());
    if (k > 1) {
      // (k·x + c) // (k·b) = (x + c // k) // b
      Dim smaller = new Dim(Polynomial.divided(named.terms(), k, Monomial.ONE));
      return smaller.plus(Math.floorDiv(constant, k)).floorDiv(Dim.of(by.known() / k));
    }
    return nested(named, constant, by).orElseGet(() -> Dim.of(new Atom.Quotient(rest, by, false)));
  }

  /** (x // a + c) // b = (x + c·a) // (a·b) for positive numbers a and b. */
  private static Optional<Dim> nested(Dim named, long constant, Dim by) {
    Optional<Atom> atom = named.atom();
    if (atom.isPresent()
        && atom.get() instanceof Atom.Quotient q
        && q.by().isKnown()
        && q.by().known() > 0) {
      Dim inside = q.of().plus(q.by().times(constant));
      return Optional.of(inside.floorDiv(q.by().times(by)));
    }
    return Optional.empty();
  }

  /** The rest of the floor division; the two are not both known and do not divide exactly. */
  static Dim rest(Dim of, Dim by) {
    if (by.terms().size() != 1) {
      return Dim.of(new Atom.Remainder(of, by));
    }
    Map.Entry<Monomial, Long> divisor = by.terms().firstEntry();
    if (divisor.getValue() < 0) {
      return of.times(-1).mod(by.times(-1)).times(-1);
    }
    Dim left = new Dim(cut(of, divisor.getValue(), divisor.getKey()).rest);
    if (left.terms().isEmpty()) {
      return left;
    }
    if (!by.isKnown()) {
      return Dim.of(new Atom.Remainder(left, by));
    }
    if (left.isKnown()) {
      return left;
    }
    long constant = left.constant();
    Dim named = left.minus(constant);
    long k = Polynomial.content(named.terms(), by.known());
    if (k > 1) {
      // (k·x + c) % (k·b) = k · ((x + c // k) % b) + c % k
      Dim smaller = new Dim(Polynomial.divided(named.terms(), k, Monomial.ONE));
      return smaller
          .plus(Math.floorDiv(constant, k))
          .mod(Dim.of(by.known() / k))
          .times(k)
          .plus(Math.floorMod(constant, k));
    }
    Optional<Atom> atom = named.atom();
    if (atom.isPresent()
        && atom.get() instanceof Atom.Remainder r
        && r.by().isKnown()
        && r.by().known() % by.known() == 0) {
      return r.of().plus(constant).mod(by);
    }
    return Dim.of(new Atom.Remainder(left, by));
  }
}
