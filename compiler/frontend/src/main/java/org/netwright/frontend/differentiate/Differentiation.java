package org.netwright.frontend.differentiate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;

/**
 * Reverse-mode differentiation. The ops of the way back are appended to the same graph, so their
 * results can be differentiated again wherever the rules are primitives with rules.
 */
public final class Differentiation {
  private Differentiation() {}

  /**
   * The gradient of the sum of a loss by each value, of the value's type; empty where the loss does
   * not depend on it by differentiable paths.
   *
   * @throws org.netwright.spi.diagnostic.DiagnosticException when a path leads through a primitive
   *     without a rule
   */
  public static List<Optional<Value>> gradients(StepBuilder graph, Value loss, List<Value> of) {
    if (!loss.type().element().isFloat()) {
      return of.stream().map(value -> Optional.<Value>empty()).toList();
    }
    if (graph.around().isPresent() && !graph.owns(loss)) {
      StepBuilder around = graph.around().get();
      return gradients(around, loss, of).stream().map(g -> g.map(graph::own)).toList();
    }
    demandVisible(graph, of);
    List<Value> targets = of.stream().map(graph::own).toList();
    Sweep sweep =
        new Sweep(graph, List.copyOf(graph.ops().subList(0, loss.op().id() + 1)), targets);
    if (sweep.carries(loss)) {
      Value seed = graph.within(loss.op().origin().asBackward(), () -> graph.fill(1, loss.type()));
      sweep.add(loss, seed);
    }
    Map<Value, Value> gradients = sweep.run();
    return targets.stream().map(value -> Optional.ofNullable(gradients.get(value))).toList();
  }

  /**
   * Inside a rolled loop, what the iteration takes from outside is given: a value outside, on which
   * something else that it takes depends, has a way to the loss that cannot be seen here.
   */
  private static void demandVisible(StepBuilder graph, List<Value> of) {
    List<Value> outside = of.stream().filter(value -> !graph.owns(value)).toList();
    if (graph.around().isEmpty() || outside.isEmpty()) {
      return;
    }
    for (Value taken : graph.captured()) {
      Set<Value> behind = new HashSet<>(reached(graph.around().get(), taken, outside));
      behind.remove(taken);
      if (!behind.isEmpty()) {
        throw new DiagnosticException(DifferentiationMessages.outsideLoop(graph.origin().span()));
      }
    }
  }

  /**
   * Those of the values that a loss depends on by differentiable paths: their gradient may differ
   * from zero. Makes no ops.
   */
  public static Set<Value> reached(StepBuilder graph, Value loss, List<Value> of) {
    Set<Value> behind = new HashSet<>();
    if (loss.type().element().isFloat()) {
      behind.add(loss);
    }
    for (int id = loss.op().id(); id >= 0; id--) {
      Op op = graph.ops().get(id);
      if (op.results().stream().anyMatch(behind::contains)) {
        DerivativeRule rule = DerivativeRules.of(op.primitive());
        for (int i = 0; i < op.operands().size(); i++) {
          if (rule.reaches(i) && op.operand(i).type().element().isFloat()) {
            behind.add(op.operand(i));
          }
        }
      }
    }
    Set<Value> reached = new HashSet<>(of);
    reached.retainAll(behind);
    return reached;
  }
}
