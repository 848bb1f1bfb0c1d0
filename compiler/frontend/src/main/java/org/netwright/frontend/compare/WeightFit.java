package org.netwright.frontend.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.type.TensorType;

/**
 * Which tensors of one net another can take, by equal paths and types (definitions C9).
 *
 * @param fitting paths that both have, with equal types
 * @param changed paths that both have, with other types
 * @param onlyBefore paths that are gone
 * @param onlyAfter paths that are new
 * @param elements numbers of the fitting tensors
 * @param all numbers that the later net has
 */
public record WeightFit(
    List<String> fitting,
    List<String> changed,
    List<String> onlyBefore,
    List<String> onlyAfter,
    long elements,
    long all) {
  public WeightFit {
    fitting = List.copyOf(fitting);
    changed = List.copyOf(changed);
    onlyBefore = List.copyOf(onlyBefore);
    onlyAfter = List.copyOf(onlyAfter);
  }

  static WeightFit of(Map<String, Variable> before, Map<String, Variable> after) {
    List<String> fitting = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> onlyAfter = new ArrayList<>();
    long elements = 0;
    long all = 0;
    for (Map.Entry<String, Variable> entry : after.entrySet()) {
      TensorType type = entry.getValue().type();
      long count = type.shape().elements().known();
      all += count;
      Variable old = before.get(entry.getKey());
      if (old == null) {
        onlyAfter.add(entry.getKey());
      } else if (old.type().equals(type)) {
        fitting.add(entry.getKey());
        elements += count;
      } else {
        changed.add(entry.getKey());
      }
    }
    List<String> onlyBefore =
        before.keySet().stream().filter(path -> !after.containsKey(path)).toList();
    return new WeightFit(fitting, changed, onlyBefore, onlyAfter, elements, all);
  }

  /** The variables that a checkpoint holds for use, by path. */
  static Map<String, Variable> byPath(List<Variable> variables) {
    Map<String, Variable> byPath = new LinkedHashMap<>();
    for (Variable variable : variables) {
      if (variable.kind() == Variable.Kind.PARAMETER || variable.kind() == Variable.Kind.STATE) {
        byPath.put(variable.path(), variable);
      }
    }
    return byPath;
  }
}
