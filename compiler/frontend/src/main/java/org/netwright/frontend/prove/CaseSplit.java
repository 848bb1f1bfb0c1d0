package org.netwright.frontend.prove;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.netwright.frontend.prove.Condition.All;
import org.netwright.frontend.prove.Condition.Any;
import org.netwright.frontend.prove.Condition.Comparison;
import org.netwright.frontend.prove.Condition.Relation;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Dim.Atom;

/**
 * One condition under some facts, split into cases: each name is {@code m * t + r} for each rest r
 * of its modulus, and what is left in a case is polynomials over numbers from 0. Equations among
 * the facts are solved first, so that {@code C % heads == 0} makes {@code C // heads} a name.
 */
final class CaseSplit {
  private static final int MOST_CASES = 4096;

  /** One case: the rests of the split names, and what the condition is in it. */
  record Case(Map<String, Long> rests, Verdict verdict) {}

  private final List<Condition> facts;
  private final Facts all;
  private Condition goal;
  private final Map<String, Long> lowest = new TreeMap<>();
  private Map<String, Long> moduli = Map.of();

  CaseSplit(Condition goal, Facts facts) {
    this.goal = goal;
    this.all = facts;
    this.facts = new ArrayList<>(facts.about(goal.names()));
    solveEquations();
    findLowest();
  }

  /** The numbers whose rests tell the cases apart, of each name. */
  Map<String, Long> moduli() {
    return moduli;
  }

  /** Every case that the facts leave possible. Throws {@link ArithmeticException} beyond bounds. */
  List<Case> cases() {
    List<Condition> both = new ArrayList<>(facts);
    both.add(goal);
    moduli = Moduli.of(both);
    long count = 1;
    for (long modulus : moduli.values()) {
      count = Math.multiplyExact(count, modulus);
      if (count > MOST_CASES) {
        throw new ArithmeticException("more than " + MOST_CASES + " cases");
      }
    }
    List<Case> cases = new ArrayList<>();
    split(new ArrayList<>(moduli.keySet()), 0, new TreeMap<>(), new TreeMap<>(), cases);
    return cases;
  }

  private void split(
      List<String> names,
      int at,
      Map<String, Long> rests,
      Map<String, Dim> values,
      List<Case> cases) {
    if (at == names.size()) {
      boolean possible = facts.stream().noneMatch(f -> verdict(f, values) == Verdict.NEVER);
      if (possible) {
        cases.add(new Case(new TreeMap<>(rests), verdict(goal, values)));
      }
      return;
    }
    String name = names.get(at);
    long modulus = moduli.getOrDefault(name, 1L);
    long low = lowest.getOrDefault(name, all.lowest(name));
    for (long rest = 0; rest < modulus; rest++) {
      // the smallest value from `low` on with this rest
      long start = low + Math.floorMod(rest - low, modulus);
      rests.put(name, rest);
      values.put(name, Dim.named(name).times(modulus).plus(start));
      split(names, at + 1, rests, values, cases);
    }
    rests.remove(name);
    values.remove(name);
  }

  private static Verdict verdict(Condition condition, Map<String, Dim> values) {
    if (condition instanceof Comparison comparison) {
      try {
        return PolynomialSign.of((Comparison) comparison.substitute(values));
      } catch (ArithmeticException notWholeOrTooLarge) {
        return Verdict.OPEN;
      }
    } else if (condition instanceof All parts) {
      return Verdict.all(parts.parts().stream().map(p -> verdict(p, values)).toList());
    } else if (condition instanceof Any parts) {
      return Verdict.any(parts.parts().stream().map(p -> verdict(p, values)).toList());
    }
    return Verdict.OPEN;
  }

  // ---- equations

  private void solveEquations() {
    Set<String> solved = new LinkedHashSet<>();
    for (int i = 0; i < facts.size(); i++) {
      Optional<Map.Entry<String, Dim>> solution =
          facts.get(i) instanceof Comparison c && c.relation() == Relation.EQUAL
              ? solution(c.difference(), solved)
              : Optional.empty();
      if (solution.isPresent()) {
        String name = solution.get().getKey();
        Dim value = solution.get().getValue();
        solved.add(name);
        value.names().stream()
            .filter(n -> n.equals(quotientName(name)))
            .forEach(n -> lowest.put(n, all.lowest(name) > 0 ? 1L : 0L));
        Map<String, Dim> values = Map.of(name, value);
        goal = goal.substitute(values);
        facts.replaceAll(f -> f.substitute(values));
        facts.add(Condition.atMost(Dim.of(all.lowest(name)), value));
      }
    }
  }

  /** One name by itself: of {@code x % k == 0} a multiple of k, of a linear equation the rest. */
  private Optional<Map.Entry<String, Dim>> solution(Dim zero, Set<String> solved) {
    List<Dim.Term> terms = zero.sum();
    if (terms.size() == 1
        && Math.abs(terms.get(0).coefficient()) == 1
        && terms.get(0).atoms().size() == 1
        && terms.get(0).atoms().get(0) instanceof Atom.Remainder remainder) {
      Optional<String> name = remainder.of().name();
      boolean solvable =
          name.isPresent()
              && !remainder.by().names().contains(name.get())
              && !solved.contains(name.get())
              && isPositive(remainder.by());
      return solvable
          ? Optional.of(
              Map.entry(name.get(), remainder.by().times(Dim.named(quotientName(name.get())))))
          : Optional.empty();
    }
    for (Dim.Term term : terms) {
      if (Math.abs(term.coefficient()) == 1
          && term.atoms().size() == 1
          && term.atoms().get(0) instanceof Atom.Name name
          && !solved.contains(name.name())) {
        Dim alone = Dim.named(name.name()).times(term.coefficient());
        Dim rest = zero.minus(alone).times(-term.coefficient());
        if (!rest.names().contains(name.name())) {
          return Optional.of(Map.entry(name.name(), rest));
        }
      }
    }
    return Optional.empty();
  }

  /** No name of the language has a slash. */
  private static String quotientName(String name) {
    return name + "/";
  }

  private boolean isPositive(Dim by) {
    return by.isKnown()
        ? by.known() > 0
        : by.name().map(name -> all.lowest(name) >= 0).orElse(false);
  }

  /** Facts such as {@code 5 <= H} say where a name begins. */
  private void findLowest() {
    for (Condition fact : facts) {
      if (fact instanceof Comparison c
          && (c.relation() == Relation.AT_MOST || c.relation() == Relation.LESS)) {
        List<Dim.Term> terms = c.difference().sum();
        boolean linear =
            !terms.isEmpty()
                && terms.size() <= 2
                && terms.get(0).coefficient() > 0
                && terms.get(0).atoms().size() == 1
                && terms.get(0).atoms().get(0) instanceof Atom.Name
                && (terms.size() == 1 || terms.get(1).atoms().isEmpty());
        if (linear) {
          String name = ((Atom.Name) terms.get(0).atoms().get(0)).name();
          long k = terms.get(0).coefficient();
          long constant = terms.size() == 1 ? 0 : terms.get(1).coefficient();
          long from = -Math.floorDiv(constant, k);
          lowest.merge(
              name, Math.max(from, lowest.getOrDefault(name, all.lowest(name))), Math::max);
        }
      }
    }
  }
}
