package org.netwright.frontend.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.ModelProgram.LayerCall;
import org.netwright.frontend.program.Variable;

/** What changed between two models. */
public record ModelComparison(List<Difference> differences, WeightFit weights) {
  public ModelComparison {
    differences = List.copyOf(differences);
  }

  public static ModelComparison of(ModelProgram before, ModelProgram after) {
    List<Difference> found = new ArrayList<>();
    found.addAll(interfaces(before, after));
    found.addAll(layers(before, after));
    Map<String, Variable> old = WeightFit.byPath(before.variables());
    Map<String, Variable> now = WeightFit.byPath(after.variables());
    found.addAll(
        variables(
            old, now, InitialValues.of(before.initialize()), InitialValues.of(after.initialize())));
    found.addAll(costs(Costs.of(before), Costs.of(after)));
    return new ModelComparison(found, WeightFit.of(old, now));
  }

  private static List<Difference> interfaces(ModelProgram before, ModelProgram after) {
    List<Difference> found = new ArrayList<>();
    Map<String, String> old = new LinkedHashMap<>();
    Map<String, String> now = new LinkedHashMap<>();
    before.forward().inputs().forEach(i -> old.put(i.name(), i.type().toString()));
    after.forward().inputs().forEach(i -> now.put(i.name(), i.type().toString()));
    found.addAll(changes("input", old, now));
    old.clear();
    now.clear();
    before.forward().outputs().forEach((name, value) -> old.put(name, value.type().toString()));
    after.forward().outputs().forEach((name, value) -> now.put(name, value.type().toString()));
    found.addAll(changes("output", old, now));
    return found;
  }

  /** Layers by path; one that is applied more often says how often. */
  private static List<Difference> layers(ModelProgram before, ModelProgram after) {
    List<Difference> all = changes("layer", layers(before), layers(after));
    return all.stream().filter(one -> isTelling(one, all)).toList();
  }

  /** What is new or gone is told by the outermost layer, what is another by the innermost. */
  private static boolean isTelling(Difference one, List<Difference> all) {
    for (Difference other : all) {
      boolean alike = one.isAdded() == other.isAdded() && one.isRemoved() == other.isRemoved();
      boolean whole = one.isAdded() || one.isRemoved();
      if (alike && (whole ? lies(one, other) : lies(other, one))) {
        return false;
      }
    }
    return true;
  }

  private static boolean lies(Difference inner, Difference outer) {
    return inner.what().startsWith(outer.what() + ".");
  }

  private static Map<String, String> layers(ModelProgram model) {
    Map<String, List<LayerCall>> calls = new LinkedHashMap<>();
    for (LayerCall call : model.layers()) {
      if (!call.path().isEmpty()) {
        calls.computeIfAbsent(call.path(), p -> new ArrayList<>()).add(call);
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    calls.forEach(
        (path, all) -> {
          LayerCall last = all.get(all.size() - 1);
          String times = all.size() == 1 ? "" : ", applied " + all.size() + " times";
          texts.put(path, last.declaration() + " -> " + last.output() + times);
        });
    return texts;
  }

  static List<Difference> variables(
      Map<String, Variable> before,
      Map<String, Variable> after,
      Map<String, String> initialBefore,
      Map<String, String> initialAfter) {
    List<Difference> found = new ArrayList<>(changes("parameter", texts(before), texts(after)));
    for (Map.Entry<String, Variable> entry : after.entrySet()) {
      Variable older = before.get(entry.getKey());
      if (older == null || !older.type().equals(entry.getValue().type())) {
        continue; // said already
      }
      String old = initialBefore.getOrDefault(older.name(), "");
      String now = initialAfter.getOrDefault(entry.getValue().name(), "");
      if (!old.equals(now)) {
        found.add(new Difference("first value", entry.getKey(), "one computation", "another"));
      }
    }
    return found;
  }

  private static Map<String, String> texts(Map<String, Variable> variables) {
    Map<String, String> texts = new LinkedHashMap<>();
    variables.forEach(
        (path, v) -> {
          String role = v.role().isEmpty() ? v.kind().name().toLowerCase(Locale.ROOT) : v.role();
          String storage =
              v.storage() == Variable.Storage.REAL
                  ? ""
                  : ", " + v.storage().name().toLowerCase(Locale.ROOT);
          texts.put(path, v.type() + " as " + role + storage);
        });
    return texts;
  }

  private static List<Difference> costs(ModelCost before, ModelCost after) {
    Map<String, String> old = costs(before);
    return changes("cost", old, costs(after));
  }

  private static Map<String, String> costs(ModelCost cost) {
    Map<String, String> costs = new LinkedHashMap<>();
    costs.put("parameters", grouped(cost.parameters().trainable()));
    costs.put("binary parameters", grouped(cost.parameters().binary()));
    costs.put("states", grouped(cost.parameters().states()));
    costs.put("MACs", size(cost.work().macs()));
    costs.put("binary operations", size(cost.work().binaryOps()));
    costs.put("deployed bits", grouped(cost.parameters().bits()));
    return costs;
  }

  private static String size(org.netwright.spi.type.Dim count) {
    return count.isKnown() ? grouped(count.known()) : count.toString();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** What is gone, what is new and what is another, in the order of the later program. */
  static List<Difference> changes(
      String kind, Map<String, String> before, Map<String, String> after) {
    List<Difference> found = new ArrayList<>();
    for (String gone : new TreeSet<>(before.keySet())) {
      if (!after.containsKey(gone)) {
        found.add(new Difference(kind, gone, before.getOrDefault(gone, ""), ""));
      }
    }
    after.forEach(
        (name, now) -> {
          String old = before.getOrDefault(name, "");
          if (!old.equals(now)) {
            found.add(new Difference(kind, name, old, now));
          }
        });
    return found;
  }
}
