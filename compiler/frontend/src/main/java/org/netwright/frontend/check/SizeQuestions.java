package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.program.SizeRequirement.Counterexample;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.prove.Condition.Comparison;
import org.netwright.frontend.prove.Requirements;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.type.Dim;

/** Sums up what the elaboration of one declaration with open sizes asked of them. */
final class SizeQuestions {
  /** How many combinations of small sizes are tried for a counter-example. */
  private static final int TRIED = 4000;

  private final Symbol symbol;
  private final OpenSizes sizes;
  private final Requirements requirements;

  SizeQuestions(Symbol symbol, OpenSizes sizes) {
    this.symbol = symbol;
    this.sizes = sizes;
    List<Condition> all = new ArrayList<>(sizes.assumed());
    sizes.asked().forEach(a -> all.add(a.condition()));
    this.requirements = Requirements.of(all);
  }

  /** Empty when every size will do as far as is known. */
  Optional<SizeRequirement> requirement() {
    if (requirements.isNone()) {
      return Optional.empty();
    }
    Optional<Counterexample> smallest = counterexample();
    Map<String, String> words = new TreeMap<>();
    requirements.sizes().forEach((name, set) -> words.put(name, set.words()));
    return Optional.of(
        new SizeRequirement(
            symbol.name(),
            sizes.isComplete(),
            requirements.words(),
            words,
            requirements.others(),
            smallest,
            symbol.place()));
  }

  Requirements requirements() {
    return requirements;
  }

  /** The smallest sizes for which the first condition does not hold that can fail. */
  Optional<Counterexample> counterexample() {
    for (OpenSizes.Asked asked : sizes.asked()) {
      Optional<Map<String, Long>> failing = smallest(asked.condition());
      if (failing.isPresent()) {
        return Optional.of(
            new Counterexample(
                failing.get(),
                arithmetic(asked.condition(), failing.get()),
                nearest(failing.get()),
                asked.place()));
      }
    }
    return Optional.empty();
  }

  private Map<String, List<Long>> nearest(Map<String, Long> failing) {
    Map<String, List<Long>> nearest = new TreeMap<>();
    failing.forEach(
        (name, size) -> {
          if (requirements.sizes().containsKey(name)
              && !requirements.sizes().get(name).contains(size)) {
            List<Long> near = requirements.sizes().get(name).nearest(size);
            if (!near.isEmpty()) {
              nearest.put(name, near);
            }
          }
        });
    return nearest;
  }

  // ---- search

  private Optional<Map<String, Long>> smallest(Condition condition) {
    Set<String> names = new LinkedHashSet<>(condition.names());
    List<Condition> given =
        sizes.assumed().stream()
            .filter(c -> names.containsAll(c.names()))
            .collect(Collectors.toList());
    List<String> ordered = new ArrayList<>(names);
    int[] tried = {0};
    for (long sum = ordered.size(); tried[0] < TRIED && sum < TRIED; sum++) {
      Optional<Map<String, Long>> found =
          withSum(ordered, 0, sum, new TreeMap<>(), condition, given, tried);
      if (found.isPresent() || ordered.isEmpty()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, Long>> withSum(
      List<String> names,
      int at,
      long sum,
      Map<String, Long> values,
      Condition condition,
      List<Condition> given,
      int[] tried) {
    if (at == names.size()) {
      tried[0]++;
      boolean fails =
          sum == 0
              && given.stream().allMatch(g -> g.at(values).orElse(false))
              && !condition.at(values).orElse(true);
      return fails ? Optional.of(new TreeMap<>(values)) : Optional.empty();
    }
    long rest = names.size() - at - 1;
    long first = rest == 0 ? sum : 1;
    for (long value = first; value + rest <= sum && tried[0] < TRIED; value++) {
      values.put(names.get(at), value);
      Optional<Map<String, Long>> found =
          withSum(names, at + 1, sum - value, values, condition, given, tried);
      if (found.isPresent()) {
        return found;
      }
    }
    values.remove(names.get(at));
    return Optional.empty();
  }

  // ---- numbers filled in

  /** {@code 2 * (H // 2) = 0 is not H = 1}. */
  static String arithmetic(Condition condition, Map<String, Long> sizes) {
    for (Comparison comparison : condition.comparisons()) {
      if (!comparison.at(sizes).orElse(true)) {
        String left = filled(comparison.left(), sizes);
        String right = filled(comparison.right(), sizes);
        return switch (comparison.relation()) {
          case EQUAL -> left + " is not " + right;
          case NOT_EQUAL -> left + " is " + right;
          case AT_MOST -> left + " is more than " + right;
          case LESS -> left + " is not below " + right;
        };
      }
    }
    return condition + " does not hold";
  }

  private static String filled(Dim dim, Map<String, Long> sizes) {
    Map<String, Dim> values = new TreeMap<>();
    sizes.forEach((name, size) -> values.put(name, Dim.of(size)));
    String value = dim.substitute(values).toString();
    return dim.isKnown() ? value : dim + " = " + value;
  }
}
