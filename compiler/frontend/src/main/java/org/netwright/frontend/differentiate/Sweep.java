package org.netwright.frontend.differentiate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;

/**
 * One way back through a run of ops: from values with known gradients to targets. Only values that
 * depend on a target get a gradient; no zeros are made.
 */
final class Sweep {
  private final StepBuilder graph;
  private final List<Op> ops;
  private final List<Value> targets;
  private final Set<Value> carrying = new HashSet<>();
  private final Map<Value, Value> gradients = new LinkedHashMap<>();

  Sweep(StepBuilder graph, List<Op> ops, List<Value> targets) {
    this.graph = graph;
    this.ops = ops;
    this.targets = targets;
    targets.stream().filter(Sweep::isFloat).forEach(carrying::add);
    for (Op op : ops) {
      if (dependsOnTarget(op)) {
        op.results().stream().filter(Sweep::isFloat).forEach(carrying::add);
      }
    }
  }

  private static boolean isFloat(Value value) {
    return value.type().element().isFloat();
  }

  private boolean dependsOnTarget(Op op) {
    DerivativeRule rule = DerivativeRules.of(op.primitive());
    for (int i = 0; i < op.operands().size(); i++) {
      if (rule.reaches(i) && carrying.contains(op.operand(i))) {
        return true;
      }
    }
    return false;
  }

  StepBuilder graph() {
    return graph;
  }

  boolean carries(Value value) {
    return carrying.contains(value);
  }

  Optional<Value> gradient(Value value) {
    return Optional.ofNullable(gradients.get(value));
  }

  void add(Value value, Value gradient) {
    Value before = gradients.get(value);
    gradients.put(value, before == null ? gradient : graph.add(before, gradient));
  }

  /** Where the run of ops of a region begins that ends at a place; sources may stand between. */
  private int firstOf(Optional<Region> region, int last) {
    int first = last;
    for (int i = last - 1; i >= 0; i--) {
      if (Recomputation.around(ops.get(i), graph).equals(region)) {
        first = i;
      } else if (!ops.get(i).operands().isEmpty()) {
        break;
      }
    }
    return first;
  }

  boolean isTarget(Value value) {
    return targets.contains(value);
  }

  void replace(Value value, Value gradient) {
    gradients.put(value, gradient);
  }

  /** The gradients of the targets that are reached. */
  Map<Value, Value> run() {
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      Optional<Region> region = Recomputation.around(op, graph);
      if (region.isPresent()) {
        int first = firstOf(region, i);
        new Recomputation(this, region.get(), ops.subList(first, i + 1)).run();
        i = first;
        continue;
      }
      if (op.results().stream().anyMatch(gradients::containsKey) && dependsOnTarget(op)) {
        DerivativeRule rule = DerivativeRules.of(op.primitive());
        Adjoint at = new Adjoint(this, op, rule);
        graph.within(
            op.origin().asBackward(),
            () -> {
              rule.pullback().pull(at);
              return at;
            });
      }
    }
    Map<Value, Value> reached = new LinkedHashMap<>();
    for (Value target : targets) {
      gradient(target).ifPresent(g -> reached.put(target, g));
    }
    return reached;
  }
}
