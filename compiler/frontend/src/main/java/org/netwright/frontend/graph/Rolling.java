package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;

/**
 * Iterations that were written out one by one, as one scan, where they are many and alike: the same
 * ops on what flows, on values that all use, and on values of which each has its own, which are
 * stacked. A deep recursion so takes a graph of one iteration in each direction, and the memory of
 * what flows between them. The ops that were written out stay behind and reach nothing.
 *
 * <p>Iterations that draw, check, or use what is marked as quantized stay as they are: their keys,
 * messages and counts belong to each.
 */
public final class Rolling {
  /** So many iterations are worth a loop; fewer are faster written out. */
  public static final int MANY = 16;

  private final StepBuilder graph;
  private final List<Iteration> iterations;
  private final Iteration template;
  private final List<Op> ops;
  private final Map<Value, List<Value>> outside = new LinkedHashMap<>();
  private final Map<Region, Region> regions = new HashMap<>();

  /**
   * One iteration that was written out.
   *
   * @param first and last its ops, by id: from first up to, without, last
   * @param in what flowed in
   * @param out what flowed out
   */
  public record Iteration(int first, int last, List<Value> in, List<Value> out) {
    public Iteration {
      in = List.copyOf(in);
      out = List.copyOf(out);
    }
  }

  private Rolling(StepBuilder graph, List<Iteration> iterations) {
    this.graph = graph;
    this.iterations = iterations;
    this.template = iterations.get(1);
    this.ops = living(template);
  }

  /** What flows out of the last iteration; empty when the iterations stay as they are. */
  public static Optional<List<Value>> of(StepBuilder graph, List<Iteration> iterations) {
    if (iterations.size() < MANY) {
      return Optional.empty();
    }
    Rolling whole = new Rolling(graph, iterations);
    if (whole.isAlike()) {
      return Optional.of(whole.rolled());
    } else if (iterations.size() == MANY) {
      return Optional.empty();
    }
    // the first may differ: what it starts with may be simpler
    Rolling rest = new Rolling(graph, iterations.subList(1, iterations.size()));
    return rest.isAlike() ? Optional.of(rest.rolled()) : Optional.empty();
  }

  /** The ops of an iteration that reach what flows out, without sources. */
  private List<Op> living(Iteration iteration) {
    Set<Op> needed = new HashSet<>();
    iteration.out().forEach(value -> needed.add(value.op()));
    List<Op> living = new ArrayList<>();
    for (int id = iteration.last() - 1; id >= iteration.first(); id--) {
      Op op = graph.ops().get(id);
      if (needed.contains(op) && !op.operands().isEmpty()) {
        living.add(0, op);
        op.operands().forEach(operand -> needed.add(operand.op()));
      }
    }
    return living;
  }

  private boolean isAlike() {
    if (ops.isEmpty() || ops.stream().anyMatch(Rolling::staysApart)) {
      return false;
    }
    for (Iteration iteration : iterations) {
      Map<Value, Value> given = new HashMap<>();
      for (int i = 0; i < template.in().size(); i++) {
        if (!template.in().get(i).type().equals(iteration.in().get(i).type())
            || !template.in().get(i).type().equals(iteration.out().get(i).type())) {
          return false;
        }
        given.putIfAbsent(template.in().get(i), iteration.in().get(i));
      }
      Optional<Likeness> likeness =
          Likeness.of(ops, living(iteration), given, template.out(), iteration.out());
      if (likeness.isEmpty()) {
        return false;
      }
      likeness
          .get()
          .outside()
          .forEach(
              (here, there) -> outside.computeIfAbsent(here, h -> new ArrayList<>()).add(there));
    }
    return outside.values().stream().allMatch(this::comesFromOutside);
  }

  private static boolean staysApart(Op op) {
    return switch (op.primitive()) {
      case RANDOM_UNIFORM, RANDOM_NORMAL, RANDOM_TRUNCATED_NORMAL, CHECK, QUANTIZED -> true;
      default -> op.attributes().has("body") && bodyStaysApart(op);
    };
  }

  private static boolean bodyStaysApart(Op op) {
    return op.attributes().body("body").ops().stream().anyMatch(Rolling::staysApart);
  }

  /** One value of each iteration; a value of an earlier iteration cannot be had here. */
  private boolean comesFromOutside(List<Value> values) {
    return values.size() == iterations.size()
        && values.stream()
            .allMatch(
                value ->
                    value.op().operands().isEmpty()
                        || !graph.owns(value)
                        || value.op().id() < iterations.get(0).first());
  }

  private static boolean isShared(List<Value> values) {
    return values.stream().allMatch(value -> Likeness.isSameSource(values.get(0), value));
  }

  // ---- the scan

  private List<Value> rolled() {
    StepBuilder inside = graph.iteration();
    Map<Value, Value> copies = new HashMap<>();
    for (Value value : template.in()) {
      Value parameter = inside.parameter(value.type());
      copies.putIfAbsent(value, parameter);
    }
    List<Value> stacks = new ArrayList<>();
    outside.forEach(
        (value, each) -> {
          if (!isShared(each)) {
            copies.put(value, inside.parameter(value.type()));
            stacks.add(stacked(each));
          }
        });
    for (Op op : ops) {
      List<Value> operands = op.operands().stream().map(x -> copies.getOrDefault(x, x)).toList();
      List<Value> results =
          inside.inRegion(
              relative(op.region()),
              () ->
                  inside.within(
                      op.origin(), () -> inside.apply(op.primitive(), op.attributes(), operands)));
      for (int i = 0; i < results.size(); i++) {
        copies.put(op.results().get(i), results.get(i));
      }
    }
    List<Value> next = template.out().stream().map(x -> copies.getOrDefault(x, x)).toList();
    List<Value> results =
        graph.scan(
            iterations.size(), false, iterations.get(0).in(), stacks, inside, next, List.of());
    return results.subList(0, next.size());
  }

  private Value stacked(List<Value> each) {
    List<Value> rows =
        each.stream()
            .map(value -> graph.reshape(value, value.type().shape().insert(0, Dim.of(1))))
            .toList();
    return graph.concat(rows, 0);
  }

  /** Regions around the loop stay around it. */
  private Optional<Region> relative(Optional<Region> region) {
    if (region.isEmpty()
        || graph.region().filter(here -> here.isWithin(region.get())).isPresent()) {
      return Optional.empty();
    }
    Region known = regions.get(region.get());
    if (known == null) {
      known = new Region(relative(region.get().outer()));
      regions.put(region.get(), known);
    }
    return Optional.of(known);
  }
}
