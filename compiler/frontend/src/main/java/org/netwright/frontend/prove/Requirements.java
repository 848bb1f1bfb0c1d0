package org.netwright.frontend.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.netwright.frontend.prove.Condition.All;

/**
 * What conditions ask of sizes, sorted: of some names exactly which sizes will do, and conditions
 * that remain between several names.
 */
public final class Requirements {
  private final Map<String, SizeSet> sizes = new TreeMap<>();
  private final Set<String> others = new LinkedHashSet<>();

  private Requirements() {}

  public static Requirements of(List<Condition> conditions) {
    Requirements made = new Requirements();
    Map<String, List<Condition>> byName = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      for (Condition part : flat(Prover.untangled(condition))) {
        if (part.names().size() == 1 && part.isArithmetic()) {
          byName.computeIfAbsent(part.names().iterator().next(), n -> new ArrayList<>()).add(part);
        } else {
          made.others.add(part.toString());
        }
      }
    }
    byName.forEach(made::add);
    return made;
  }

  private static List<Condition> flat(Condition condition) {
    return condition instanceof All all
        ? all.parts().stream().flatMap(p -> flat(p).stream()).toList()
        : List.of(condition);
  }

  private void add(String name, List<Condition> conditions) {
    Optional<SizeSet> exact = SizeSet.of(name, conditions);
    if (exact.isEmpty()) {
      conditions.forEach(c -> others.add(c.toString()));
    } else if (!exact.get().isEverything()) {
      sizes.put(name, exact.get());
    }
  }

  public boolean isNone() {
    return sizes.isEmpty() && others.isEmpty();
  }

  /** The sizes of each name that is not free. */
  public Map<String, SizeSet> sizes() {
    return Map.copyOf(sizes);
  }

  /** What no single name decides. */
  public List<String> others() {
    return List.copyOf(others);
  }

  private static String grouped(String words, String names) {
    for (String adjective : List.of("even", "odd")) {
      if (words.startsWith(adjective)) {
        return "every " + adjective + " " + names + words.substring(adjective.length());
      }
    }
    return "every " + names + " " + words;
  }

  /** {@code every H and W divisible by 8 where N == M}; names of the same sizes stand together. */
  public String words() {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    sizes.forEach(
        (name, set) -> alike.computeIfAbsent(set.words(), w -> new ArrayList<>()).add(name));
    List<String> groups = new ArrayList<>();
    alike.forEach((words, names) -> groups.add(grouped(words, SizeSet.listed(names, "and"))));
    String all = groups.isEmpty() ? "all sizes" : SizeSet.listed(groups, "and");
    return others.isEmpty() ? all : all + " where " + SizeSet.listed(List.copyOf(others), "and");
  }
}
