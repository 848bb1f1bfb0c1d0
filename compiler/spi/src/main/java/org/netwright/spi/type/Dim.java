package org.netwright.spi.type;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
      String text = dim.toString();
      return text.indexOf(' ') < 0 ? text : "(" + text + ")";
    }
  }

  /** A product of atoms, each with its power, ordered by their text; the empty product is 1. */
  private record Monomial(List<Factor> factors) {
    static final Monomial ONE = new Monomial(List.of());

    Monomial times(Monomial other) {
      TreeMap<String, Factor> product = new TreeMap<>();
      for (Factor factor : factors) {
        product.put(factor.atom.toString(), factor);
      }
      for (Factor factor : other.factors) {
        product.merge(
            factor.atom.toString(), factor, (a, b) -> new Factor(a.atom, a.power + b.power));
      }
      return new Monomial(List.copyOf(product.values()));
    }

    /** This product without those of {@code other}; empty if one is missing. */
    Optional<Monomial> without(Monomial other) {
      TreeMap<String, Factor> rest = new TreeMap<>();
      for (Factor factor : factors) {
        rest.put(factor.atom.toString(), factor);
      }
      for (Factor factor : other.factors) {
        String key = factor.atom.toString();
        Factor have = rest.get(key);
        if (have == null || have.power < factor.power) {
          return Optional.empty();
        }
        if (have.power == factor.power) {
          rest.remove(key);
        } else {
          rest.put(key, new Factor(have.atom, have.power - factor.power));
        }
      }
      return Optional.of(new Monomial(List.copyOf(rest.values())));
    }

    int degree() {
      return factors.stream().mapToInt(Factor::power).sum();
    }

    @Override
    public String toString() {
      List<String> parts = new ArrayList<>();
      for (Factor factor : factors) {
        String text = factor.atom.toString();
        text = text.indexOf(' ') < 0 ? text : "(" + text + ")";
        parts.add(factor.power == 1 ? text : text + " ** " + factor.power);
      }
      return String.join(" * ", parts);
    }
  }

  private record Factor(Atom atom, int power) {}

  private static final Comparator<Monomial> ORDER =
      Comparator.comparingInt(Monomial::degree).reversed().thenComparing(Monomial::toString);

  private final TreeMap<Monomial, Long> terms;

  private Dim(TreeMap<Monomial, Long> terms) {
    if (terms.size() > MAX_TERMS) {
      throw new ArithmeticException("a size has more than " + MAX_TERMS + " terms");
    }
    this.terms = terms;
  }

  private static TreeMap<Monomial, Long> empty() {
    return new TreeMap<>(ORDER);
  }

  public static Dim of(long value) {
    TreeMap<Monomial, Long> terms = empty();
    if (value != 0) {
      terms.put(Monomial.ONE, value);
    }
    return new Dim(terms);
  }

  public static Dim named(String name) {
    return of(new Atom.Name(name));
  }

  private static Dim of(Atom atom) {
    TreeMap<Monomial, Long> terms = empty();
    terms.put(new Monomial(List.of(new Factor(atom, 1))), 1L);
    return new Dim(terms);
  }

  public boolean isKnown() {
    return terms.isEmpty() || terms.size() == 1 && terms.firstKey().factors.isEmpty();
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
    if (terms.size() != 1 || terms.firstEntry().getValue() != 1L) {
      return Optional.empty();
    }
    List<Factor> factors = terms.firstKey().factors;
    return factors.size() == 1
            && factors.get(0).power == 1
            && factors.get(0).atom instanceof Atom.Name n
        ? Optional.of(n.name)
        : Optional.empty();
  }

  /** Every name this dim depends on. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Monomial monomial : terms.keySet()) {
      for (Factor factor : monomial.factors) {
        if (factor.atom instanceof Atom.Name n) {
          names.add(n.name);
        } else if (factor.atom instanceof Atom.Quotient q) {
          names.addAll(q.of.names());
          names.addAll(q.by.names());
        } else if (factor.atom instanceof Atom.Remainder r) {
          names.addAll(r.of.names());
          names.addAll(r.by.names());
        }
      }
    }
    return names;
  }

  /** Sum. Throws {@link ArithmeticException} when a coefficient leaves 64 bits. */
  public Dim plus(Dim other) {
    TreeMap<Monomial, Long> sum = empty();
    sum.putAll(terms);
    other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient));
    return new Dim(sum);
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
    TreeMap<Monomial, Long> product = empty();
    for (Map.Entry<Monomial, Long> a : terms.entrySet()) {
      for (Map.Entry<Monomial, Long> b : other.terms.entrySet()) {
        add(product, a.getKey().times(b.getKey()), Math.multiplyExact(a.getValue(), b.getValue()));
      }
    }
    return new Dim(product).contracted();
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
    if (by.terms.size() == 1) {
      Map.Entry<Monomial, Long> divisor = by.terms.firstEntry();
      TreeMap<Monomial, Long> quotient = empty();
      for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
        Optional<Monomial> rest = term.getKey().without(divisor.getKey());
        if (rest.isEmpty() || term.getValue() % divisor.getValue() != 0) {
          return Optional.empty();
        }
        quotient.put(rest.get(), term.getValue() / divisor.getValue());
      }
      return Optional.of(new Dim(quotient));
    }
    return equals(by) ? Optional.of(of(1)) : terms.isEmpty() ? Optional.of(this) : Optional.empty();
  }

  /**
   * The quotient of a division that is promised to be exact ({@code /} of the language where an int
   * is wanted).
   */
  public Dim over(Dim by) {
    return dividedBy(by).orElseGet(() -> of(new Atom.Quotient(this, by, true)));
  }

  /**
   * Floor division; rounds towards minus infinity. Throws {@link ArithmeticException} for a known
   * zero divisor.
   */
  public Dim floorDiv(Dim by) {
    if (by.is(0)) {
      throw new ArithmeticException("division by zero");
    }
    if (isKnown() && by.isKnown()) {
      return of(Math.floorDiv(known(), by.known()));
    }
    Optional<Dim> exact = dividedBy(by);
    if (exact.isPresent()) {
      return exact.get();
    }
    if (by.isKnown() && by.known() > 0) {
      // take out what is divisible: (8 * H + 3) // 8 = H + 3 // 8
      TreeMap<Monomial, Long> whole = empty();
      TreeMap<Monomial, Long> rest = empty();
      terms.forEach(
          (monomial, coefficient) -> {
            long q = Math.floorDiv(coefficient, by.known());
            if (monomial.factors.isEmpty() || coefficient % by.known() == 0) {
              add(whole, monomial, q);
              add(rest, monomial, coefficient - q * by.known());
            } else {
              add(rest, monomial, coefficient);
            }
          });
      if (!whole.isEmpty()) {
        Dim small = new Dim(rest);
        return new Dim(whole)
            .plus(small.isKnown() ? of(0) : of(new Atom.Quotient(small, by, false)));
      }
    }
    return of(new Atom.Quotient(this, by, false));
  }

  /** The smallest whole number not below the quotient. */
  public Dim ceilDiv(Dim by) {
    return plus(by).minus(1).floorDiv(by);
  }

  /** The rest of the floor division; it has the sign of the divisor. */
  public Dim mod(Dim by) {
    if (by.is(0)) {
      throw new ArithmeticException("division by zero");
    }
    if (isKnown() && by.isKnown()) {
      return of(Math.floorMod(known(), by.known()));
    }
    if (dividedBy(by).isPresent()) {
      return of(0);
    }
    if (by.isKnown()) {
      TreeMap<Monomial, Long> rest = empty();
      terms.forEach(
          (monomial, coefficient) -> add(rest, monomial, Math.floorMod(coefficient, by.known())));
      Dim small = new Dim(rest);
      if (small.isKnown()) {
        return of(Math.floorMod(small.known(), by.known()));
      }
      return of(new Atom.Remainder(small, by));
    }
    return of(new Atom.Remainder(this, by));
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
      for (Factor factor : term.getKey().factors) {
        product = product.times(substitute(factor.atom, values).power(factor.power));
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
      if (of.isKnown() && by.isKnown()) {
        if (q.exact && !by.is(0) && of.known() % by.known() != 0) {
          throw new ArithmeticException(of + " / " + by + " is not whole");
        }
        return of.floorDiv(by);
      }
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
          for (Factor factor : monomial.factors) {
            for (int i = 0; i < factor.power; i++) {
              atoms.add(factor.atom);
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

  /** Replaces {@code k * (x / k)} by {@code x} where the division is promised to be exact. */
  private Dim contracted() {
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      for (Factor factor : term.getKey().factors) {
        if (!(factor.atom instanceof Atom.Quotient q) || !q.exact) {
          continue;
        }
        Monomial single = new Monomial(List.of(new Factor(factor.atom, 1)));
        Monomial others = term.getKey().without(single).orElse(Monomial.ONE);
        TreeMap<Monomial, Long> left = empty();
        left.put(others, term.getValue());
        Optional<Dim> share = new Dim(left).dividedBy(q.by);
        if (share.isPresent()) {
          TreeMap<Monomial, Long> rest = empty();
          rest.putAll(terms);
          rest.remove(term.getKey());
          return new Dim(rest).plus(share.get().times(q.of));
        }
      }
    }
    return this;
  }

  private static void add(TreeMap<Monomial, Long> terms, Monomial monomial, long coefficient) {
    long sum = Math.addExact(terms.getOrDefault(monomial, 0L), coefficient);
    if (sum == 0) {
      terms.remove(monomial);
    } else {
      terms.put(monomial, sum);
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
    return other instanceof Dim dim && terms.equals(dim.terms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(terms);
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
          if (text.length() == 0) {
            text.append(coefficient < 0 ? "-" : "");
          } else {
            text.append(coefficient < 0 ? " - " : " + ");
          }
          if (monomial.factors.isEmpty()) {
            text.append(size);
          } else {
            text.append(size == 1 ? "" : size + " * ").append(monomial);
          }
        });
    return text.toString();
  }
}
