package org.netwright.spi.type;

import java.util.Map;
import java.util.TreeMap;

/** Sums of monomials with coefficients that stay within 64 bits. */
final class Polynomial {
  private Polynomial() {}

  static TreeMap<Monomial, Long> empty() {
    return new TreeMap<>(Monomial.ORDER);
  }

  static TreeMap<Monomial, Long> of(long coefficient, Monomial monomial) {
    TreeMap<Monomial, Long> terms = empty();
    add(terms, monomial, coefficient);
    return terms;
  }

  static void add(TreeMap<Monomial, Long> terms, Monomial monomial, long coefficient) {
    long sum = Math.addExact(terms.getOrDefault(monomial, 0L), coefficient);
    if (sum == 0) {
      terms.remove(monomial);
    } else {
      terms.put(monomial, sum);
    }
  }

  static void add(TreeMap<Monomial, Long> terms, TreeMap<Monomial, Long> others) {
    others.forEach((monomial, coefficient) -> add(terms, monomial, coefficient));
  }

  static TreeMap<Monomial, Long> product(TreeMap<Monomial, Long> a, TreeMap<Monomial, Long> b) {
    TreeMap<Monomial, Long> product = empty();
    for (Map.Entry<Monomial, Long> left : a.entrySet()) {
      for (Map.Entry<Monomial, Long> right : b.entrySet()) {
        add(
            product,
            left.getKey().times(right.getKey()),
            Math.multiplyExact(left.getValue(), right.getValue()));
      }
    }
    return product;
  }

  /** The terms divided by a coefficient and a monomial that divide them all. */
  static TreeMap<Monomial, Long> divided(
      TreeMap<Monomial, Long> terms, long coefficient, Monomial monomial) {
    TreeMap<Monomial, Long> quotient = empty();
    terms.forEach((m, c) -> quotient.put(m.without(monomial).orElseThrow(), c / coefficient));
    return quotient;
  }

  /** The greatest common divisor of the coefficients and {@code start}. */
  static long content(TreeMap<Monomial, Long> terms, long start) {
    long divisor = start;
    for (long coefficient : terms.values()) {
      divisor = gcd(divisor, coefficient);
    }
    return divisor;
  }

  /** The atoms that all terms and {@code start} share. */
  static Monomial common(TreeMap<Monomial, Long> terms, Monomial start) {
    Monomial common = start;
    for (Monomial monomial : terms.keySet()) {
      common = common.common(monomial);
    }
    return common;
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
