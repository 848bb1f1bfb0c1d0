package org.netwright.frontend.prove;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What may be assumed of sizes: conditions, and from which number on a name counts. A size counts
 * from 1.
 */
public final class Facts {
  public static final Facts NONE = new Facts(List.of(), Map.of());

  private final List<Condition> conditions;
  private final Map<String, Long> lowest;

  private Facts(List<Condition> conditions, Map<String, Long> lowest) {
    this.conditions = List.copyOf(conditions);
    this.lowest = Map.copyOf(lowest);
  }

  public Facts and(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    if (condition instanceof Condition.All all) {
      more.addAll(all.parts());
    } else {
      more.add(condition);
    }
    return new Facts(more, lowest);
  }

  /** The same, with a name that counts from another number. */
  public Facts from(String name, long number) {
    Map<String, Long> more = new TreeMap<>(lowest);
    more.put(name, number);
    return new Facts(conditions, more);
  }

  public List<Condition> conditions() {
    return conditions;
  }

  /** From where a name counts; of a size that nothing is known of from 0. */
  public long lowest(String name) {
    return lowest.getOrDefault(name, name.startsWith("?") ? 0L : 1L);
  }

  /** Those that speak of some names, directly or through one another. */
  List<Condition> about(Set<String> names) {
    Set<String> reached = new HashSet<>(names);
    List<Condition> about = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Condition condition : conditions) {
        if (!about.contains(condition)
            && condition.isArithmetic()
            && condition.names().stream().anyMatch(reached::contains)) {
          about.add(condition);
          reached.addAll(condition.names());
          more = true;
        }
      }
    }
    return about;
  }
}
