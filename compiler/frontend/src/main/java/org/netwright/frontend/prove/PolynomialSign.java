package org.netwright.frontend.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.frontend.prove.Condition.Comparison;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Dim.Atom;

/**
 * Compares a polynomial with zero while its names run over the numbers from 0. Signs of
 * coefficients and their common divisor decide several names where they can; one name is decided
 * exactly, since beyond Cauchy's bound of its roots a polynomial has the sign of its first
 * coefficient.
 */
final class PolynomialSign {
  /** How many values of one name are tried one by one. */
  static final long TRIED = 4096;

  private final Dim polynomial;
  private final List<Dim.Term> terms;
  private long constant;
  private boolean noneNegative = true;
  private boolean nonePositive = true;

  private PolynomialSign(Dim polynomial) {
    this.polynomial = polynomial;
    this.terms = polynomial.sum();
    for (Dim.Term term : terms) {
      if (term.atoms().isEmpty()) {
        constant = term.coefficient();
      }
      boolean sure = term.atoms().stream().allMatch(PolynomialSign::isNotNegative);
      noneNegative &= sure && term.coefficient() > 0;
      nonePositive &= sure && term.coefficient() < 0;
    }
  }

  static Verdict of(Comparison comparison) {
    PolynomialSign sign = new PolynomialSign(comparison.difference());
    return switch (comparison.relation()) {
      case EQUAL -> sign.isZero();
      case NOT_EQUAL -> sign.isZero().not();
      case AT_MOST, LESS -> sign.isNotNegative();
    };
  }

  private Verdict isZero() {
    if (polynomial.isKnown()) {
      return polynomial.is(0) ? Verdict.HOLDS : Verdict.NEVER;
    }
    if (constant != 0 && (noneNegative || nonePositive) || constant % content() != 0) {
      return Verdict.NEVER;
    }
    return tried(value -> value == 0, false);
  }

  private Verdict isNotNegative() {
    if (noneNegative) {
      return Verdict.HOLDS;
    } else if (nonePositive && constant < 0) {
      return Verdict.NEVER;
    }
    return tried(value -> value >= 0, leading() > 0);
  }

  private static boolean isNotNegative(Atom atom) {
    if (atom instanceof Atom.Quotient quotient) {
      return isNotNegative(quotient.of()) && isNotNegative(quotient.by());
    } else if (atom instanceof Atom.Remainder remainder) {
      return isNotNegative(remainder.by());
    }
    return true;
  }

  private static boolean isNotNegative(Dim dim) {
    return dim.sum().stream()
        .allMatch(
            t -> t.coefficient() > 0 && t.atoms().stream().allMatch(PolynomialSign::isNotNegative));
  }

  /** The common divisor of all coefficients but the constant. */
  private long content() {
    long divisor = 0;
    for (Dim.Term term : terms) {
      if (!term.atoms().isEmpty()) {
        divisor = Moduli.gcd(divisor, term.coefficient());
      }
    }
    return divisor;
  }

  // ---- one name

  private interface Test {
    boolean test(long value);
  }

  /** Tries every value up to the bound of the roots; beyond it the answer is {@code beyond}. */
  private Verdict tried(Test test, boolean beyond) {
    long bound = bound(polynomial);
    if (bound < 0) {
      return Verdict.OPEN;
    }
    String name = polynomial.names().iterator().next();
    boolean some = beyond;
    boolean all = beyond;
    for (long t = 0; t <= bound; t++) {
      Map<String, Dim> at = new TreeMap<>();
      at.put(name, Dim.of(t));
      boolean holds = test.test(polynomial.substitute(at).known());
      some |= holds;
      all &= holds;
    }
    return all ? Verdict.HOLDS : some ? Verdict.OPEN : Verdict.NEVER;
  }

  private long leading() {
    return terms.isEmpty() ? 0 : terms.get(0).coefficient();
  }

  /**
   * From here on a polynomial in one name keeps its sign, and is not zero; -1 if it is none, or the
   * bound too large.
   */
  static long bound(Dim polynomial) {
    if (polynomial.isKnown()) {
      return 0;
    }
    List<Dim.Term> terms = polynomial.sum();
    List<String> names = new ArrayList<>(polynomial.names());
    boolean plain =
        names.size() == 1
            && terms.stream()
                .allMatch(t -> t.atoms().stream().allMatch(Atom.Name.class::isInstance));
    if (!plain) {
      return -1;
    }
    // terms come by falling degree
    long first = Math.abs(terms.get(0).coefficient());
    long largest = 0;
    for (Dim.Term term : terms.subList(1, terms.size())) {
      largest = Math.max(largest, Math.abs(term.coefficient()));
    }
    long bound = 2 + largest / first;
    return bound <= TRIED ? bound : -1;
  }
}
