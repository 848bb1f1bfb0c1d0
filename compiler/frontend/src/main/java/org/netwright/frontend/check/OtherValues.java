package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.differentiate.Substitution;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Value;

/** The loss of one {@code minimize}, to be asked for its gradient at other values again. */
final class OtherValues {
  private final StepBuilder graph;
  private final Value loss;
  private final Map<Variable, List<Value>> used;
  private UnaryOperator<List<Value>> links = UnaryOperator.identity();

  /**
   * @param used the values of each parameter that the loss depends on, in the order in which
   *     gradients flow
   */
  OtherValues(StepBuilder graph, Value loss, Map<Variable, List<Value>> used) {
    this.graph = graph;
    this.loss = loss;
    this.used = new LinkedHashMap<>(used);
  }

  /** Gradients go through a further link of the chain before the optimizer. */
  void through(UnaryOperator<List<Value>> link) {
    UnaryOperator<List<Value>> before = links;
    links = gradients -> link.apply(before.apply(gradients));
  }

  /** The gradients at values of some parameters, for these. */
  Map<Variable, Value> gradients(Map<Variable, Value> values) {
    Map<Value, Value> others = new HashMap<>();
    Map<Variable, Value> leaves = new LinkedHashMap<>();
    used.forEach(
        (parameter, versions) -> {
          Value now = values.getOrDefault(parameter, versions.get(0));
          // a value of its own, however it was made
          Value leaf = graph.stopGradient(now);
          leaves.put(parameter, leaf);
          versions.forEach(version -> others.put(version, leaf));
        });
    Value again = Substitution.of(graph, loss, others);
    List<Value> of = List.copyOf(leaves.values());
    List<Optional<Value>> found = Differentiation.gradients(graph, again, of);
    List<Value> flowing = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      Value leaf = of.get(i);
      flowing.add(found.get(i).orElseGet(() -> graph.zerosLike(leaf)));
    }
    List<Value> made = links.apply(flowing);
    Map<Variable, Value> wanted = new LinkedHashMap<>();
    int i = 0;
    for (Variable parameter : leaves.keySet()) {
      if (values.containsKey(parameter)) {
        wanted.put(parameter, made.get(i));
      }
      i++;
    }
    return wanted;
  }
}
