package org.netwright.spi.type;

import java.util.Map;
import java.util.TreeMap;
import org.netwright.spi.type.Dim.Atom;

/**
 * The normal form of sums with divisions that are promised to leave no rest. They are fractions, so
 * all of them in one sum come over one denominator in lowest terms, what divides comes out, and at
 * most one quotient remains: {@code 8 * (H / 8)} is {@code H}, {@code (H / 2) / 2} is {@code H /
 * 4}, and {@code H / 2 + W / 2} is {@code (H + W) / 2}. The promise that remains is that of the
 * whole sum. Divisors of several terms are left alone.
 */
final class ExactQuotients {
  private ExactQuotients() {}

  /** A sum over {@code coefficient * monomial}. */
  private record Fraction(TreeMap<Monomial, Long> top, long coefficient, Monomial monomial) {
    Fraction plus(Fraction other) {
      long lcm =
          Math.multiplyExact(
              coefficient / Polynomial.gcd(coefficient, other.coefficient), other.coefficient);
      Monomial both =
          monomial.times(other.monomial.without(monomial.common(other.monomial)).orElseThrow());
      TreeMap<Monomial, Long> sum = over(lcm, both);
      Polynomial.add(sum, other.over(lcm, both));
      return new Fraction(sum, lcm, both);
    }

    /** What stands on top when the denominator is widened. */
    private TreeMap<Monomial, Long> over(long wide, Monomial wideMonomial) {
      return Polynomial.product(
          top, Polynomial.of(wide / coefficient, wideMonomial.without(monomial).orElseThrow()));
    }

    Fraction lowest() {
      long divisor = Polynomial.content(top, coefficient);
      Monomial shared = Polynomial.common(top, monomial);
      return new Fraction(
          Polynomial.divided(top, divisor, shared),
          coefficient / divisor,
          monomial.without(shared).orElseThrow());
    }

    boolean isWhole() {
      return coefficient == 1 && monomial.factors().isEmpty();
    }
  }

  private static boolean isSimple(Atom atom) {
    return atom instanceof Atom.Quotient q && q.exact() && q.by().terms().size() == 1;
  }

  /** The normal form of a sum. */
  static Dim normal(TreeMap<Monomial, Long> terms) {
    boolean has =
        terms.keySet().stream()
            .anyMatch(m -> m.factors().stream().anyMatch(f -> isSimple(f.atom())));
    return has ? settled(fraction(terms)) : new Dim(terms);
  }

  /** {@code of / by}, {@code by} of one term. */
  static Dim divided(Dim of, Dim by) {
    Map.Entry<Monomial, Long> divisor = by.terms().firstEntry();
    long sign = divisor.getValue() < 0 ? -1 : 1;
    Fraction top = fraction(of.times(sign).terms());
    return settled(
        new Fraction(
            top.top,
            Math.multiplyExact(top.coefficient, Math.multiplyExact(divisor.getValue(), sign)),
            top.monomial.times(divisor.getKey())));
  }

  private static Fraction fraction(TreeMap<Monomial, Long> terms) {
    Fraction sum = new Fraction(Polynomial.empty(), 1, Monomial.ONE);
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      sum = sum.plus(fraction(term.getKey(), term.getValue()));
    }
    return sum;
  }

  private static Fraction fraction(Monomial monomial, long coefficient) {
    TreeMap<Monomial, Long> top =
        Polynomial.of(coefficient, monomial.filtered(atom -> !isSimple(atom)));
    TreeMap<Monomial, Long> bottom = Polynomial.of(1, Monomial.ONE);
    for (Monomial.Factor factor : monomial.filtered(ExactQuotients::isSimple).factors()) {
      Atom.Quotient quotient = (Atom.Quotient) factor.atom();
      for (int i = 0; i < factor.power(); i++) {
        top = Polynomial.product(top, quotient.of().terms());
        bottom = Polynomial.product(bottom, quotient.by().terms());
      }
    }
    return new Fraction(top, bottom.firstEntry().getValue(), bottom.firstKey());
  }

  /** Whole part, then what is left as one quotient. */
  private static Dim settled(Fraction unreduced) {
    Fraction fraction = unreduced.lowest();
    if (fraction.isWhole()) {
      return new Dim(fraction.top);
    }
    TreeMap<Monomial, Long> whole = Polynomial.empty();
    TreeMap<Monomial, Long> left = Polynomial.empty();
    fraction.top.forEach(
        (monomial, c) -> {
          long out = 0;
          if (monomial.without(fraction.monomial).isPresent()) {
            out = Math.floorDiv(c, fraction.coefficient);
            Polynomial.add(whole, monomial.without(fraction.monomial).orElseThrow(), out);
          }
          Polynomial.add(left, monomial, c - out * fraction.coefficient);
        });
    if (!left.isEmpty()) {
      addQuotient(whole, new Fraction(left, fraction.coefficient, fraction.monomial).lowest());
    }
    return new Dim(whole);
  }

  private static void addQuotient(TreeMap<Monomial, Long> whole, Fraction rest) {
    if (rest.isWhole()) {
      Polynomial.add(whole, rest.top);
      return;
    }
    Dim by = new Dim(Polynomial.of(rest.coefficient, rest.monomial));
    // 2 * H / 3 is whole only if H / 3 is; of a divisor with names that is not sure
    long outside = by.isKnown() ? Polynomial.content(rest.top, 0) : 1;
    Dim of = new Dim(Polynomial.divided(rest.top, outside, Monomial.ONE));
    if (of.isKnown() && by.isKnown()) {
      throw notWhole(of.times(outside), by);
    }
    Polynomial.add(whole, Monomial.of(new Atom.Quotient(of, by, true)), outside);
  }

  static ArithmeticException notWhole(Dim of, Dim by) {
    return new ArithmeticException(of + " / " + by + " is not whole");
  }
}
