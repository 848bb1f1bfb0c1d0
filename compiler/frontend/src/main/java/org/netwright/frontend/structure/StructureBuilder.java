package org.netwright.frontend.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.ShapeLog.Extent;
import org.netwright.frontend.check.ShapeLog.Region;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.structure.ModelStructure.Flow;
import org.netwright.frontend.structure.ModelStructure.Kind;
import org.netwright.frontend.structure.ModelStructure.Part;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** Folds the operations of a model into the parts that a reader thinks in. */
public final class StructureBuilder {
  /** More boxes than this make a picture that nobody reads. */
  private static final int READABLE = 30;

  private static final int NAMED_OPERATIONS = 3;

  private final ModelProgram model;
  private final List<RegionTree> roots;
  private final Map<Integer, Op> ops = new LinkedHashMap<>();
  private final Set<Op> fromInputs = new HashSet<>();
  private final Map<Value, Variable> reads = new HashMap<>();
  private final Set<Extent> oneBit = new HashSet<>();
  private final Map<Integer, Integer> partOfOp = new HashMap<>();
  private int depth;
  private int parts;

  private StructureBuilder(ModelProgram model, List<Region> regions) {
    this.model = model;
    this.roots = RegionTree.of(regions);
    for (ModelCost.Layer layer : Costs.of(model).layers()) {
      if (layer.parameters().binary() > 0) {
        oneBit.add(new Extent(layer.call().firstOp(), layer.call().lastOp()));
      }
    }
    StepGraph forward = model.forward();
    forward.reads().forEach((variable, value) -> reads.put(value, variable));
    for (Op op : forward.graph().ops()) {
      ops.put(op.id(), op);
      boolean input = op.primitive() == Primitive.INPUT;
      if (input || op.operands().stream().anyMatch(v -> fromInputs.contains(v.op()))) {
        fromInputs.add(op);
      }
    }
  }

  /**
   * The structure of a model.
   *
   * @param regions what was told while the model was elaborated
   * @param depth how many levels of layers are opened; empty: as many as stay readable
   */
  public static ModelStructure of(
      ModelProgram model, List<Region> regions, Optional<Integer> depth) {
    if (depth.isPresent()) {
      return new StructureBuilder(model, regions).built(depth.get());
    }
    int levels = RegionTree.of(regions).stream().mapToInt(RegionTree::levels).max().orElse(0);
    for (int level = levels; level > 1; level--) {
      ModelStructure structure = new StructureBuilder(model, regions).built(level);
      if (structure.all().size() <= READABLE) {
        return structure;
      }
    }
    return new StructureBuilder(model, regions).built(1);
  }

  private ModelStructure built(int levels) {
    depth = levels;
    List<Part> made = new ArrayList<>();
    for (StepGraph.Input input : model.forward().inputs()) {
      if (!input.isClock()) {
        made.add(inlet(input));
      }
    }
    // the model itself is the picture
    for (RegionTree root : roots) {
      made.addAll(parts(root.inner(), new Extent(root.region().first(), root.region().last()), 0));
    }
    List<Part> outlets = new ArrayList<>();
    model
        .forward()
        .outputs()
        .forEach((name, value) -> outlets.add(leaf(Kind.OUTPUT, name, value.type())));
    List<Flow> flows = flows(outlets);
    made.addAll(outlets);
    return new ModelStructure(model.name(), depth, made, flows);
  }

  private Part inlet(StepGraph.Input input) {
    Part part = leaf(Kind.INPUT, input.name(), input.type());
    partOfOp.put(input.value().op().id(), part.id());
    return part;
  }

  private Part leaf(Kind kind, String title, TensorType type) {
    return new Part(parts++, kind, title, "", 1, 0, false, Optional.of(type), List.of());
  }

  // ---- parts

  /** The parts of a stretch of operations: its regions, and what lies between them. */
  private List<Part> parts(List<RegionTree> regions, Extent extent, int level) {
    List<Part> made = new ArrayList<>();
    int at = extent.first();
    for (RegionTree region : regions) {
      made.addAll(between(new Extent(at, region.region().first())));
      made.addAll(part(region, level));
      at = region.region().last();
    }
    made.addAll(between(new Extent(at, extent.last())));
    return made;
  }

  private List<Part> part(RegionTree tree, int level) {
    Region region = tree.region();
    Extent whole = extent(region);
    if (!isShown(whole)) {
      return List.of();
    }
    boolean live = tree.inner().stream().anyMatch(t -> isShown(extent(t.region())));
    if (region.kind() == org.netwright.frontend.check.ShapeLog.Kind.SLICE && !live) {
      // its runs are worked at once: the operations are no longer those of the block
      Part part = part(parts++, kind(region), "", whole, region, List.of());
      assign(whole, part.id());
      return List.of(part);
    } else if (tree.isLoop()) {
      Extent first = region.parts().get(0);
      int id = parts++;
      List<Part> inner = parts(tree.in(first), first, level);
      return List.of(part(id, kind(region), "", whole, region, inner));
    }
    boolean layer = kind(region) == Kind.LAYER;
    if (layer && level + 1 < depth && tree.holdsLayers()) {
      int id = parts++;
      List<Part> inner = parts(tree.inner(), whole, level + 1);
      return List.of(part(id, Kind.LAYER, region.name(), whole, region, inner));
    } else if (!layer && tree.holdsLayers()) {
      return parts(tree.inner(), whole, level);
    }
    Part part = part(parts++, kind(region), region.name(), whole, region, List.of());
    assign(whole, part.id());
    return List.of(part);
  }

  private static Extent extent(Region region) {
    return new Extent(region.first(), region.last());
  }

  private Part part(
      int id, Kind kind, String title, Extent whole, Region region, List<Part> inner) {
    Set<Variable> variables = variables(whole);
    boolean binary = inner.isEmpty() && oneBit.contains(whole);
    long parameters =
        variables.stream()
            .filter(v -> v.kind() == Variable.Kind.PARAMETER && v.type().shape().isKnown())
            .mapToLong(v -> v.type().shape().elements().known())
            .sum();
    String path = kind == Kind.LAYER ? inside(region.path()) : "";
    return new Part(
        id, kind, title, path, region.count(), parameters, binary, result(whole), inner);
  }

  private static String inside(String path) {
    return path.indexOf('.') < 0 ? "" : path.substring(path.indexOf('.') + 1);
  }

  private static Kind kind(Region region) {
    return switch (region.kind()) {
      case LAYER -> Kind.LAYER;
      case FUNCTION -> Kind.OPERATION;
      case REPEAT -> Kind.REPEAT;
      case RECUR -> Kind.RECUR;
      case SLICE -> Kind.SLICE;
    };
  }

  /** Operations that no region holds, those of one line together. */
  private List<Part> between(Extent extent) {
    List<Part> made = new ArrayList<>();
    List<Op> group = new ArrayList<>();
    for (Op op : within(extent)) {
      if (!group.isEmpty() && !sameLine(group.get(0), op)) {
        made.add(operations(group));
        group.clear();
      }
      group.add(op);
    }
    if (!group.isEmpty()) {
      made.add(operations(group));
    }
    return made;
  }

  private static boolean sameLine(Op one, Op other) {
    return one.origin().span().file().equals(other.origin().span().file())
        && one.origin().span().line() == other.origin().span().line();
  }

  private Part operations(List<Op> group) {
    Set<String> names = new LinkedHashSet<>();
    group.forEach(op -> names.add(op.primitive().toString()));
    String title =
        names.stream().limit(NAMED_OPERATIONS).collect(Collectors.joining(", "))
            + (names.size() > NAMED_OPERATIONS ? " …" : "");
    Part part = leaf(Kind.OPERATION, title, group.get(group.size() - 1).result().type());
    group.forEach(op -> partOfOp.put(op.id(), part.id()));
    return part;
  }

  private void assign(Extent extent, int part) {
    within(extent).forEach(op -> partOfOp.put(op.id(), part));
  }

  /** The operations of a stretch that hang on the model's input. */
  private List<Op> within(Extent extent) {
    List<Op> found = new ArrayList<>();
    for (int id = extent.first(); id < extent.last(); id++) {
      Op op = ops.get(id);
      if (op != null && op.primitive() != Primitive.INPUT && fromInputs.contains(op)) {
        found.add(op);
      }
    }
    return found;
  }

  private boolean isShown(Extent extent) {
    return !within(extent).isEmpty();
  }

  private Set<Variable> variables(Extent extent) {
    Set<Variable> variables = new LinkedHashSet<>();
    for (int id = extent.first(); id < extent.last(); id++) {
      Op op = ops.get(id);
      if (op != null) {
        op.operands().forEach(v -> add(reads.get(v), variables));
      }
    }
    return variables;
  }

  private static void add(@Nullable Variable variable, Set<Variable> variables) {
    if (variable != null) {
      variables.add(variable);
    }
  }

  private Optional<TensorType> result(Extent extent) {
    List<Op> made = within(extent);
    return made.isEmpty()
        ? Optional.empty()
        : Optional.of(made.get(made.size() - 1).results().get(0).type());
  }

  // ---- flows

  private List<Flow> flows(List<Part> outlets) {
    Map<List<Integer>, Flow> flows = new LinkedHashMap<>();
    for (Op op : ops.values()) {
      int reader = canonical(op.id());
      if (reader != op.id()) {
        continue; // the first turn of the loop shows what its turns read
      }
      Integer to = partOfOp.get(reader);
      for (Value operand : op.operands()) {
        int maker = canonical(operand.op().id());
        Integer from = partOfOp.get(maker);
        // what a turn of a loop hands to the next would go backwards
        if (from != null && to != null && !from.equals(to) && maker < reader) {
          flows.putIfAbsent(List.of(from, to), new Flow(from, to, operand.type()));
        }
      }
    }
    int next = 0;
    for (Value output : model.forward().outputs().values()) {
      Integer from = partOfOp.get(canonical(output.op().id()));
      int to = outlets.get(next++).id();
      if (from != null) {
        flows.put(List.of(from, to), new Flow(from, to, output.type()));
      }
    }
    return List.copyOf(flows.values());
  }

  /** The operation of the first turn that stands for one of a later turn. */
  private int canonical(int id) {
    int at = id;
    List<RegionTree> level = roots;
    while (true) {
      RegionTree around = null;
      for (RegionTree tree : level) {
        if (at >= tree.region().first() && at < tree.region().last()) {
          around = tree;
        }
      }
      if (around == null) {
        return at;
      }
      if (around.isLoop()) {
        at = firstTurn(around.region(), at);
      }
      level = around.inner();
    }
  }

  private static int firstTurn(Region loop, int id) {
    Extent first = loop.parts().get(0);
    for (Extent turn : loop.parts()) {
      if (id >= turn.first() && id < turn.last()) {
        // turns of unlike length correspond at their ends, where the result is
        int fromEnd = turn.last() - id;
        return Math.max(first.first(), first.last() - fromEnd);
      }
    }
    return id;
  }
}
