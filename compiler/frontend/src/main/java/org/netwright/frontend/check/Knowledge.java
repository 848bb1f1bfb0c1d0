package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.frontend.program.Variable;

/**
 * What an elaboration of a recipe has learned for the next one: sizes of data that models demand,
 * and the variables of nets that an update met before anything had applied them.
 */
final class Knowledge {
  private final Map<String, Long> sizes = new TreeMap<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  /** The sizes of free names of records, as far as they are known. */
  Map<String, Long> sizes() {
    return sizes;
  }

  void learn(FreeSize size) {
    sizes.put(size.name(), size.size());
  }

  void learn(UnseenVariables unseen) {
    unseen.all().forEach(v -> variables.put(v.name(), v));
  }

  /** Whether the variables of nets are known from an elaboration before. */
  boolean hasVariables() {
    return !variables.isEmpty();
  }

  /** The variables of a net or a part that are known beforehand. */
  List<Variable> under(String path) {
    List<Variable> known = new ArrayList<>();
    variables.forEach(
        (name, variable) -> {
          if (name.startsWith(path + ".")) {
            known.add(variable);
          }
        });
    return known;
  }
}
