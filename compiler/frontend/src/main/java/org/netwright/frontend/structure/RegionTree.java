package org.netwright.frontend.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.netwright.frontend.check.ShapeLog.Extent;
import org.netwright.frontend.check.ShapeLog.Kind;
import org.netwright.frontend.check.ShapeLog.Region;

/** A region of a step with the regions in it, in the order of the operations. */
final class RegionTree {
  /** Transforms lie under the path of the parameter that the contraction reads. */
  private static final Pattern TRANSFORM = Pattern.compile("\\.(?:weights|inputs)(?:\\.|$)");

  private final Region region;
  private final List<RegionTree> inner = new ArrayList<>();

  private RegionTree(Region region) {
    this.region = region;
  }

  /** The outermost regions that made any operation. */
  static List<RegionTree> of(List<Region> regions) {
    List<Region> sorted =
        regions.stream()
            .filter(r -> r.first() < r.last())
            .sorted(
                Comparator.comparingInt(Region::first)
                    .thenComparingInt(r -> -r.last())
                    .thenComparingInt(Region::order))
            .toList();
    List<RegionTree> roots = new ArrayList<>();
    Deque<RegionTree> open = new ArrayDeque<>();
    for (Region region : sorted) {
      while (!open.isEmpty() && open.peek().region.last() <= region.first()) {
        open.pop();
      }
      RegionTree tree = new RegionTree(region);
      (open.isEmpty() ? roots : open.peek().inner).add(tree);
      open.push(tree);
    }
    return roots;
  }

  Region region() {
    return region;
  }

  List<RegionTree> inner() {
    return inner;
  }

  /** The regions in one turn of a loop, or in the whole of another region. */
  List<RegionTree> in(Extent part) {
    return inner.stream()
        .filter(t -> t.region.first() >= part.first() && t.region.last() <= part.last())
        .toList();
  }

  boolean isLoop() {
    return region.kind() != Kind.LAYER && region.kind() != Kind.FUNCTION;
  }

  /**
   * Whether it is a layer that a reader sees; the transform of an operand of a contraction is a
   * part of that contraction.
   */
  private boolean isLayer() {
    return region.kind() == Kind.LAYER && !TRANSFORM.matcher(region.path()).find();
  }

  /** Whether there is a layer inside, at any depth. */
  boolean holdsLayers() {
    return inner.stream().anyMatch(t -> t.isLayer() || t.holdsLayers());
  }

  /** How many levels of layers lie inside. */
  int levels() {
    return inner.stream().mapToInt(t -> t.levels() + (t.isLayer() ? 1 : 0)).max().orElse(0);
  }

  @Override
  public String toString() {
    return region.kind() + " " + region.name() + " " + inner;
  }
}
