package org.netwright.frontend.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;

/**
 * The way back through one region: its ops are made once more from what flowed into it, and the way
 * back reads the second ones (Griewank and Walther 2000, "Revolve"; Chen et al. 2016, "Training
 * deep nets with sublinear memory cost"). So no result of the first time is kept.
 *
 * <p>What flows in awaits the gradients that come in: else the back end could start the second
 * computation early, or find that it equals the first and do neither again. Draws have the same
 * keys and counters, so they are the same; states are written by the first time only.
 */
final class Recomputation {
  private final Sweep sweep;
  private final StepBuilder graph;
  private final Region region;
  private final List<Op> ops;
  private final Map<Value, Value> copies = new HashMap<>();
  private final Map<Region, Region> regions = new HashMap<>();
  private final Set<Value> made = new LinkedHashSet<>();
  private final List<Value> incoming = new ArrayList<>();

  /**
   * @param ops those of the region and of the regions in it, in order
   */
  Recomputation(Sweep sweep, Region region, List<Op> ops) {
    this.sweep = sweep;
    this.graph = sweep.graph();
    this.region = region;
    this.ops = List.copyOf(ops);
    for (Op op : ops) {
      if (!op.operands().isEmpty()) {
        made.addAll(op.results());
      }
    }
  }

  /**
   * The outermost region around an op that is complete: a gradient that is asked for inside a
   * region passes its ops as if it had none.
   */
  static Optional<Region> around(Op op, StepBuilder graph) {
    Optional<Region> found = Optional.empty();
    Optional<Region> at = op.region();
    while (at.isPresent()) {
      Region candidate = at.get();
      if (graph.region().filter(here -> here.isWithin(candidate)).isEmpty()) {
        found = at;
      }
      at = candidate.outer();
    }
    return found;
  }

  /** Adds the gradients of what flowed in. */
  void run() {
    made.forEach(value -> sweep.gradient(value).ifPresent(incoming::add));
    Set<Value> wanted = wanted();
    if (incoming.isEmpty() || wanted.isEmpty()) {
      return;
    }
    Origin origin = ops.get(0).origin().asBackward();
    int first = graph.nextId();
    ops.forEach(this::copy);
    List<Value> targets = wanted.stream().map(value -> copyOf(value, origin)).toList();
    Sweep inner =
        new Sweep(graph, List.copyOf(graph.ops().subList(first, graph.nextId())), targets);
    for (Value value : made) {
      Value copy = copies.get(value);
      if (copy != null && inner.carries(copy)) {
        sweep.gradient(value).ifPresent(gradient -> inner.add(copy, gradient));
      }
    }
    Map<Value, Value> found = inner.run();
    for (Value value : wanted) {
      Value gradient = found.get(copies.get(value));
      if (gradient != null && made.contains(value)) {
        sweep.replace(value, gradient); // what came in is a part of it
      } else if (gradient != null) {
        sweep.add(value, gradient);
      }
    }
  }

  /** What flows in and depends on a target, and targets that are made inside. */
  private Set<Value> wanted() {
    Set<Value> wanted = new LinkedHashSet<>();
    for (Op op : ops) {
      for (Value operand : op.operands()) {
        if (!made.contains(operand) && sweep.carries(operand)) {
          wanted.add(operand);
        }
      }
    }
    made.stream().filter(sweep::isTarget).forEach(wanted::add);
    return wanted;
  }

  private void copy(Op op) {
    if (op.operands().isEmpty()) {
      return;
    }
    Origin origin = op.origin().asBackward();
    List<Value> operands = op.operands().stream().map(x -> copyOf(x, origin)).toList();
    if (op.primitive() == Primitive.CHECK) {
      copies.put(op.result(), operands.get(0)); // what held the first time holds again
      return;
    }
    List<Value> results =
        graph.inRegion(
            copyOf(op.region()), () -> graph.within(origin, () -> graph.repeat(op, operands)));
    for (int i = 0; i < results.size(); i++) {
      copies.put(op.results().get(i), results.get(i));
    }
  }

  private Value copyOf(Value value, Origin origin) {
    Value known = copies.get(value);
    if (known == null) {
      known = isAlwaysThere(value) ? value : awaiting(value, origin);
      copies.put(value, known);
    }
    return known;
  }

  private static boolean isAlwaysThere(Value value) {
    return switch (value.op().primitive()) {
      case CONSTANT, RANGE, SIZE -> true;
      default -> false;
    };
  }

  private Value awaiting(Value value, Origin origin) {
    List<Value> operands = new ArrayList<>(List.of(value));
    operands.addAll(incoming);
    return graph.within(
        origin, () -> graph.apply(Primitive.AWAIT, Attributes.NONE, operands).get(0));
  }

  /** A region inside is one again: its ops are made a third time on the way back through it. */
  private Optional<Region> copyOf(Optional<Region> of) {
    if (of.isEmpty() || of.get() == region) {
      return graph.region();
    }
    Region known = regions.get(of.get());
    if (known == null) {
      known = new Region(copyOf(of.get().outer()));
      regions.put(of.get(), known);
    }
    return Optional.of(known);
  }
}
