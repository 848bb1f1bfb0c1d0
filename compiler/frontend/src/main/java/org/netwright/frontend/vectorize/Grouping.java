package org.netwright.frontend.vectorize;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.TensorType;

/**
 * The work on one group, done on all groups of a slice at once: the groups lie along a new first
 * axis of what flows in, and each op that depends on it takes its batched form (definitions C18).
 * The ops are made in the same step; those on the one group stay behind and reach nothing.
 */
public final class Grouping implements Lifting {
  private final StepBuilder builder;
  private final Dim groups;
  private final Map<Value, Value> lifted;
  private final Map<Region, Region> regions = new HashMap<>();
  private final int first;
  private final int[] places;

  private Grouping(StepBuilder builder, Dim groups, Map<Value, Value> inputs, int first, int last) {
    this.builder = builder;
    this.groups = groups;
    this.lifted = new HashMap<>(inputs);
    this.first = first;
    this.places = new int[last - first + 1];
  }

  /**
   * Whether the ops from an id on give each group its own results when they are done at once: none
   * draws, and each that depends on the inputs has a batched form.
   */
  public static boolean isPossible(StepBuilder builder, int first, Set<Value> inputs) {
    Set<Value> depends = new HashSet<>(inputs);
    for (Op op : builder.ops().subList(first, builder.nextId())) {
      if (draws(op)) {
        return false;
      }
      if (op.operands().stream().anyMatch(depends::contains)) {
        if (op.primitive() == Primitive.CHECK || BatchedForms.of(op.primitive()).isEmpty()) {
          return false;
        }
        depends.addAll(op.results());
      }
    }
    return true;
  }

  private static boolean draws(Op op) {
    return switch (op.primitive()) {
      case RANDOM_UNIFORM, RANDOM_NORMAL, RANDOM_TRUNCATED_NORMAL -> true;
      default -> false;
    };
  }

  /**
   * Does the ops from an id on for all groups; empty when one has no batched form on its operands.
   *
   * @param inputs what stands for each value that flows into one group
   */
  public static Optional<Grouping> of(
      StepBuilder builder, Dim groups, Map<Value, Value> inputs, int first, int last) {
    Grouping grouping = new Grouping(builder, groups, inputs, first, last);
    for (Op op : List.copyOf(builder.ops().subList(first, last))) {
      grouping.places[op.id() - first] = builder.nextId();
      boolean depends = op.operands().stream().anyMatch(grouping.lifted::containsKey);
      if (depends && !grouping.lift(op)) {
        return Optional.empty();
      }
    }
    grouping.places[last - first] = builder.nextId();
    return Optional.of(grouping);
  }

  private boolean lift(Op op) {
    Optional<List<Value>> results =
        builder.inRegion(
            op.region().map(this::region),
            () ->
                builder.within(
                    op.origin(),
                    () ->
                        BatchedForms.of(op.primitive())
                            .flatMap(form -> form.results(new LiftedOp(op, this)))));
    for (int i = 0; results.isPresent() && i < results.get().size(); i++) {
      Value one = op.results().get(i);
      Value all = results.get().get(i);
      if (!all.type().equals(type(one.type()))) {
        throw new IllegalStateException(op + " over groups must be " + type(one.type()));
      }
      lifted.put(one, all);
    }
    return results.isPresent();
  }

  /** A region that was made for one group is made for all; one around the slice stays. */
  private Region region(Region region) {
    if (builder.region().isPresent() && builder.region().get().isWithin(region)) {
      return region;
    }
    Region known = regions.get(region);
    if (known == null) {
      known = new Region(region.outer().map(this::region));
      regions.put(region, known);
    }
    return known;
  }

  /** Where an op on one group, by its id, is done for all. */
  public int place(int id) {
    int at = id - first;
    return at < 0 ? id : places[Math.min(at, places.length - 1)];
  }

  private TensorType type(TensorType one) {
    return new TensorType(one.element(), one.shape().insert(0, groups));
  }

  @Override
  public StepBuilder builder() {
    return builder;
  }

  @Override
  public Dim batch() {
    return groups;
  }

  @Override
  public boolean isBatched(Value original) {
    return lifted.containsKey(original);
  }

  @Override
  public Value copy(Value original) {
    return lifted.getOrDefault(original, original);
  }

  /** The values of all groups, along a new first axis. */
  @Override
  public Value whole(Value original) {
    return isBatched(original)
        ? copy(original)
        : builder.broadcast(original, type(original.type()).shape());
  }
}
