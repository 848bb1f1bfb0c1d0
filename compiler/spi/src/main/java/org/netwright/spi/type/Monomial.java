package org.netwright.spi.type;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.netwright.spi.type.Dim.Atom;

/**
 * A product of atoms, each with its power, ordered by their text; the empty product is 1. The text
 * is the identity: equal products have one text.
 */
final class Monomial {
  /** An atom to a power from 1. */
  record Factor(Atom atom, int power) {}

  static final Monomial ONE = new Monomial(List.of());

  /** Higher degrees first; so polynomials print as they are usually written. */
  static final Comparator<Monomial> ORDER =
      Comparator.comparingInt(Monomial::degree).reversed().thenComparing(Monomial::toString);

  private final List<Factor> factors;
  private final String text;
  private final int degree;

  Monomial(List<Factor> factors) {
    this.factors = List.copyOf(factors);
    this.text = written(this.factors);
    int sum = 0;
    for (Factor factor : this.factors) {
      sum += factor.power;
    }
    this.degree = sum;
  }

  List<Factor> factors() {
    return factors;
  }

  static Monomial of(Atom atom) {
    return new Monomial(List.of(new Factor(atom, 1)));
  }

  private TreeMap<String, Factor> byText() {
    TreeMap<String, Factor> byText = new TreeMap<>();
    factors.forEach(factor -> byText.put(factor.atom.toString(), factor));
    return byText;
  }

  private static Monomial from(TreeMap<String, Factor> byText) {
    return new Monomial(List.copyOf(byText.values()));
  }

  Monomial times(Monomial other) {
    TreeMap<String, Factor> product = byText();
    for (Factor factor : other.factors) {
      product.merge(
          factor.atom.toString(), factor, (a, b) -> new Factor(a.atom, a.power + b.power));
    }
    return from(product);
  }

  /** This product without those of {@code other}; empty if one is missing. */
  Optional<Monomial> without(Monomial other) {
    TreeMap<String, Factor> rest = byText();
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
    return Optional.of(from(rest));
  }

  /** The atoms that both have, each to the smaller power. */
  Monomial common(Monomial other) {
    TreeMap<String, Factor> mine = byText();
    TreeMap<String, Factor> common = new TreeMap<>();
    for (Factor factor : other.factors) {
      String key = factor.atom.toString();
      Factor have = mine.get(key);
      if (have != null) {
        common.put(key, new Factor(have.atom, Math.min(have.power, factor.power)));
      }
    }
    return from(common);
  }

  /** The factors whose atoms are so. */
  Monomial filtered(Predicate<Atom> wanted) {
    return new Monomial(factors.stream().filter(factor -> wanted.test(factor.atom)).toList());
  }

  int degree() {
    return degree;
  }

  private static String written(List<Factor> factors) {
    List<String> parts = new ArrayList<>();
    for (Factor factor : factors) {
      String atom = Atom.paren(factor.atom.toString());
      parts.add(factor.power == 1 ? atom : atom + " ** " + factor.power);
    }
    return String.join(" * ", parts);
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Monomial monomial && text.equals(monomial.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As a summand with coefficient 1: a quotient that stands alone needs no brackets. */
  String alone() {
    boolean single = factors.size() == 1 && factors.get(0).power == 1;
    return single ? factors.get(0).atom.toString() : text;
  }
}
