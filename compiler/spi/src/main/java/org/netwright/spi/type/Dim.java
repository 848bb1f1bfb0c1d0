package org.netwright.spi.type;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A whole number that is known or symbolic: a polynomial with integer coefficients over
 * <em>atoms</em>. An atom is a name, or a quotient or remainder that no rule could simplify. Equal
 * polynomials are equal values, so two dimensions that agree for every size compare equal whenever
 * sums and products alone decide it.
 *
 * <p>Static ints of the language are dims too: {@code C / heads} is one form, whether {@code C} is
 * 64 or free.
 */
public final class Dim {
  private static final int MAX_TERMS = 512;

  /** Terms with those of the quotients and remainders in them: what is written and compared. */
  private static final int MAX_PARTS = 4096;

  /** A name stands for so many letters of a part. */
  private static final int LETTERS = 64;

  /** A part of a polynomial that is not split further. */
  public sealed interface Atom {
    record Name(String name) implements Atom {
      @Override
      public String toString() {
        return name;
      }
    }

    /** {@code exact} when the division is promised to leave no rest. */
    record Quotient(Dim of, Dim by, boolean exact) implements Atom {
      @Override
      public String toString() {
        return paren(of) + (exact ? " / " : " // ") + paren(by);
      }
    }

    record Remainder(Dim of, Dim by) implements Atom {
      @Override
      public String toString() {
        return paren(of) + " % " + paren(by);
      }
    }

    private static String paren(Dim dim) {
      return paren(dim.toString());
    }

    static String paren(String text) {
      return text.indexOf(' ') < 0 ? text : "(" + text + ")";
    }
  }

  private final TreeMap<Monomial, Long> terms;
  private final int parts;

  /** The terms must be in normal form already. */
  Dim(TreeMap<Monomial, Long> terms) {
    if (terms.size() > MAX_TERMS) {
      throw new ArithmeticException("a size has more than " + MAX_TERMS + " terms");
    }
    this.terms = terms;
    this.parts = parts(terms);
  }

  /** The terms, and the parts of the dims in their atoms, which know their own. */
  private static int parts(TreeMap<Monomial, Long> terms) {
    long parts = terms.size();
    for (Monomial monomial : terms.keySet()) {
      for (Monomial.Factor factor : monomial.factors()) {
        parts += parts(factor.atom());
      }
    }
    if (parts > MAX_PARTS) {
      throw new ArithmeticException("a size has more than " + MAX_PARTS + " parts");
    }
    return (int) parts;
  }

  private static int parts(Atom atom) {
    if (atom instanceof Atom.Quotient q) {
      return q.of.parts + q.by.parts;
    } else if (atom instanceof Atom.Remainder r) {
      return r.of.parts + r.by.parts;
    }
    return ((Atom.Name) atom).name.length() / LETTERS;
  }

  TreeMap<Monomial, Long> terms() {
    return terms;
  }

  public static Dim of(long value) {
    return new Dim(Polynomial.of(value, Monomial.ONE));
  }

  public static Dim named(String name) {
    return of(new Atom.Name(name));
  }

  static Dim of(Atom atom) {
    return new Dim(Polynomial.of(1, Monomial.of(atom)));
  }

  public boolean isKnown() {
    return terms.isEmpty() || terms.size() == 1 && terms.firstKey().factors().isEmpty();
  }

  /** The value; only for known dims. */
  public long known() {
    if (!isKnown()) {
      throw new IllegalStateException(this + " is not known");
    }
    return terms.isEmpty() ? 0 : terms.firstEntry().getValue();
  }

  public boolean is(long value) {
    return isKnown() && known() == value;
  }

  /** The name, if this dim is one name and nothing else. */
  public Optional<String> name() {
    return atom().filter(Atom.Name.class::isInstance).map(atom -> ((Atom.Name) atom).name);
  }

  /** The atom, if this dim is one atom and nothing else. */
  Optional<Atom> atom() {
    if (terms.size() != 1 || terms.firstEntry().getValue() != 1L) {
      return Optional.empty();
    }
    List<Monomial.Factor> factors = terms.firstKey().factors();
    return factors.size() == 1 && factors.get(0).power() == 1
        ? Optional.of(factors.get(0).atom())
        : Optional.empty();
  }

  /** The summand without names. */
  long constant() {
    return terms.getOrDefault(Monomial.ONE, 0L);
  }

  /** Every name this dim depends on. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Monomial monomial : terms.keySet()) {
      for (Monomial.Factor factor : monomial.factors()) {
        if (factor.atom() instanceof Atom.Name n) {
          names.add(n.name);
        } else if (factor.atom() instanceof Atom.Quotient q) {
          names.addAll(q.of.names());
          names.addAll(q.by.names());
        } else if (factor.atom() instanceof Atom.Remainder r) {
          names.addAll(r.of.names());
          names.addAll(r.by.names());
        }
      }
    }
    return names;
  }

  /** Sum. Throws {@link ArithmeticException} when a coefficient leaves 64 bits. */
  public Dim plus(Dim other) {
    if (isKnown() && other.isKnown()) {
      return of(Math.addExact(known(), other.known()));
    }
    TreeMap<Monomial, Long> sum = Polynomial.empty();
    sum.putAll(terms);
    Polynomial.add(sum, other.terms);
    return ExactQuotients.normal(sum);
  }

  public Dim plus(long other) {
    return plus(of(other));
  }

  public Dim minus(Dim other) {
    return plus(other.times(of(-1)));
  }

  public Dim minus(long other) {
    return minus(of(other));
  }

  public Dim times(Dim other) {
    if (isKnown() && other.isKnown()) {
      return of(Math.multiplyExact(known(), other.known()));
    }
    return ExactQuotients.normal(Polynomial.product(terms, other.terms));
  }

  public Dim times(long other) {
    return times(of(other));
  }

  /** The power with a known exponent from 0. */
  public Dim power(int exponent) {
    Dim result = of(1);
    for (int i = 0; i < exponent; i++) {
      result = result.times(this);
    }
    return result;
  }

  /**
   * This divided by {@code by} when the division leaves no rest for every size; empty when that is
   * not sure.
   */
  public Optional<Dim> dividedBy(Dim by) {
    if (by.is(0)) {
      return Optional.empty();
    }
    Map.Entry<Monomial, Long> divisor = by.terms.firstEntry();
    Dim quotient = of(0);
    Dim rest = this;
    // Long division by the divisor's first term. It may miss a quotient, it never invents one.
    for (int step = 0; step <= terms.size() && !rest.terms.isEmpty(); step++) {
      Map.Entry<Monomial, Long> first = rest.terms.firstEntry();
      Optional<Monomial> names = first.getKey().without(divisor.getKey());
      if (names.isEmpty() || first.getValue() % divisor.getValue() != 0) {
        return Optional.empty();
      }
      long coefficient =
          divisor.getValue() == -1
              ? Math.negateExact(first.getValue())
              : first.getValue() / divisor.getValue();
      Dim part = new Dim(Polynomial.of(coefficient, names.get()));
      quotient = quotient.plus(part);
      rest = rest.minus(part.times(by));
    }
    return rest.terms.isEmpty() ? Optional.of(quotient) : Optional.empty();
  }

  /**
   * The quotient of a division that is promised to be exact ({@code /} of the language where an int
   * is wanted). Throws {@link ArithmeticException} for a known zero divisor and for known numbers
   * that leave a rest.
   */
  public Dim over(Dim by) {
    demandDivisor(by);
    Optional<Dim> sure = dividedBy(by);
    if (sure.isPresent()) {
      return sure.get();
    }
    if (isKnown() && by.isKnown()) {
      throw ExactQuotients.notWhole(this, by);
    }
    return by.terms.size() == 1
        ? ExactQuotients.divided(this, by)
        : of(new Atom.Quotient(this, by, true));
  }

  private static void demandDivisor(Dim by) {
    if (by.is(0)) {
      throw new ArithmeticException("division by zero");
    }
  }

  /**
   * Floor division; rounds towards minus infinity. Throws {@link ArithmeticException} for a known
   * zero divisor.
   */
  public Dim floorDiv(Dim by) {
    demandDivisor(by);
    if (isKnown() && by.isKnown()) {
      return of(Math.floorDiv(known(), by.known()));
    }
    return dividedBy(by).orElseGet(() -> FloorQuotients.floor(this, by));
  }

  /** The smallest whole number not below the quotient; a divisor with names is a positive size. */
  public Dim ceilDiv(Dim by) {
    return by.isKnown() && by.known() < 0
        ? times(-1).ceilDiv(by.times(-1))
        : plus(by).minus(1).floorDiv(by);
  }

  /** The rest of the floor division; it has the sign of the divisor. */
  public Dim mod(Dim by) {
    demandDivisor(by);
    if (isKnown() && by.isKnown()) {
      return of(Math.floorMod(known(), by.known()));
    }
    return dividedBy(by).isPresent() ? of(0) : FloorQuotients.rest(this, by);
  }

  /**
   * This dim with names replaced; quotients and remainders that become decidable are worked out.
   */
  public Dim substitute(Map<String, Dim> values) {
    if (isKnown() || values.isEmpty()) {
      return this;
    }
    Dim sum = of(0);
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      Dim product = of(term.getValue());
      for (Monomial.Factor factor : term.getKey().factors()) {
        product = product.times(substitute(factor.atom(), values).power(factor.power()));
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  private static Dim substitute(Atom atom, Map<String, Dim> values) {
    if (atom instanceof Atom.Name n) {
      Dim value = values.get(n.name);
      return value == null ? of(atom) : value;
    } else if (atom instanceof Atom.Quotient q) {
      Dim of = q.of.substitute(values);
      Dim by = q.by.substitute(values);
      return q.exact ? of.over(by) : of.floorDiv(by);
    }
    Atom.Remainder r = (Atom.Remainder) atom;
    return r.of.substitute(values).mod(r.by.substitute(values));
  }

  /**
   * The sum as it is written out, for a back end that must compute it: each term a coefficient and
   * its atoms.
   */
  public List<Term> sum() {
    List<Term> sum = new ArrayList<>();
    terms.forEach(
        (monomial, coefficient) -> {
          List<Atom> atoms = new ArrayList<>();
          for (Monomial.Factor factor : monomial.factors()) {
            for (int i = 0; i < factor.power(); i++) {
              atoms.add(factor.atom());
            }
          }
          sum.add(new Term(coefficient, atoms));
        });
    return sum;
  }

  /** One summand of a dim: a coefficient times atoms. */
  public record Term(long coefficient, List<Atom> atoms) {
    public Term {
      atoms = List.copyOf(atoms);
    }
  }

  /**
   * The value with every name replaced by a number; empty if a name has none. For costs at a given
   * size.
   */
  public Optional<BigInteger> evaluate(Map<String, Long> sizes) {
    Map<String, Dim> values = new TreeMap<>();
    sizes.forEach((name, size) -> values.put(name, of(size)));
    Dim result = substitute(values);
    return result.isKnown() ? Optional.of(BigInteger.valueOf(result.known())) : Optional.empty();
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other == this || other instanceof Dim dim && terms.equals(dim.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  /** As the language would write it: {@code 2 * C + 1}. */
  @Override
  public String toString() {
    if (terms.isEmpty()) {
      return "0";
    }
    StringBuilder text = new StringBuilder();
    terms.forEach(
        (monomial, coefficient) -> {
          long size = Math.abs(coefficient);
          // a minus in front binds tighter than a quotient, one between terms does not
          boolean negated = text.length() == 0 && coefficient < 0;
          if (text.length() == 0) {
            text.append(negated ? "-" : "");
          } else {
            text.append(coefficient < 0 ? " - " : " + ");
          }
          if (monomial.factors().isEmpty()) {
            text.append(size);
          } else {
            text.append(size > 1 ? size + " * " + monomial : negated ? monomial : monomial.alone());
          }
        });
    return text.toString();
  }
}
