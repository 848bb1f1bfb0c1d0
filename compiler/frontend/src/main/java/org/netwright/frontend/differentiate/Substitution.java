package org.netwright.frontend.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;

/**
 * A result computed once more in the same step, where some values stand for others: the ops that
 * depend on them are made again, all else is shared. So draws are the same, and nothing is written
 * a second time.
 */
public final class Substitution {
  private final StepBuilder graph;
  private final Map<Value, Value> copies;
  private final Map<Region, Region> regions = new HashMap<>();

  private Substitution(StepBuilder graph, Map<Value, Value> others) {
    this.graph = graph;
    this.copies = new HashMap<>(others);
  }

  /**
   * What a value would be.
   *
   * @param others what stands for the values that are its keys, of equal types
   */
  public static Value of(StepBuilder graph, Value result, Map<Value, Value> others) {
    Substitution substitution = new Substitution(graph, others);
    List<Op> ops = List.copyOf(graph.ops().subList(0, result.op().id() + 1));
    boolean[] needed = needed(ops, result);
    for (Op op : ops) {
      if (needed[op.id()] && substitution.depends(op)) {
        substitution.copy(op);
      }
    }
    return substitution.of(result);
  }

  private static boolean[] needed(List<Op> ops, Value result) {
    boolean[] needed = new boolean[ops.size()];
    needed[result.op().id()] = true;
    for (int id = ops.size() - 1; id >= 0; id--) {
      if (needed[id]) {
        ops.get(id).operands().forEach(operand -> needed[operand.op().id()] = true);
      }
    }
    return needed;
  }

  private boolean depends(Op op) {
    return op.operands().stream().anyMatch(copies::containsKey)
        && op.results().stream().noneMatch(copies::containsKey);
  }

  private void copy(Op op) {
    List<Value> operands = new ArrayList<>();
    op.operands().forEach(operand -> operands.add(of(operand)));
    List<Value> results =
        graph.inRegion(
            of(op.region()),
            () ->
                graph.within(
                    op.origin().asBackward(),
                    () -> graph.apply(op.primitive(), op.attributes(), operands)));
    for (int i = 0; i < results.size(); i++) {
      copies.put(op.results().get(i), results.get(i));
    }
  }

  private Value of(Value original) {
    return copies.getOrDefault(original, original);
  }

  /** A region is one again, so that its second results are not kept either. */
  private Optional<Region> of(Optional<Region> original) {
    if (original.isEmpty()) {
      return Optional.empty();
    }
    Region known = regions.get(original.get());
    if (known == null) {
      known = new Region(of(original.get().outer()));
      regions.put(original.get(), known);
    }
    return Optional.of(known);
  }
}
