package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.ConstructDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.vectorize.Grouping;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * One application of {@code slice(g, axis = 1, shuffled = false) { B }} (definitions C18): permute,
 * cut into g equal runs, apply B to each, join, undo the permutation. The groups are worked at once
 * where that changes no value, draw or state, and one after the other elsewhere.
 */
final class Slicing {
  private static final List<String> PARAMETERS = List.of("g", "axis", "shuffled");

  private final Elaborator elaborator;
  private final ConstructDenotation construct;
  private final Span span;
  private final Dim groups;
  private final int axis;
  private final boolean shuffled;

  Slicing(Elaborator elaborator, ConstructDenotation construct, Span span) {
    this.elaborator = elaborator;
    this.construct = construct;
    this.span = span;
    Map<String, Expression> arguments = arguments(construct.call());
    this.groups = groups(arguments);
    this.axis = axis(arguments);
    this.shuffled = shuffled(arguments);
  }

  private static Map<String, Expression> arguments(Expression.Call call) {
    Map<String, Expression> arguments = new HashMap<>();
    int position = 0;
    for (Expression.Argument argument : call.arguments()) {
      String name =
          argument.name().isPresent()
              ? argument.name().get().text()
              : position < PARAMETERS.size() ? PARAMETERS.get(position++) : "";
      if (!PARAMETERS.contains(name) || arguments.put(name, argument.value()) != null) {
        throw new DiagnosticException(LoopMessages.constructForm("slice", argument.span()));
      }
    }
    if (!arguments.containsKey("g")) {
      throw new DiagnosticException(LoopMessages.constructForm("slice", call.span()));
    }
    return arguments;
  }

  // ---- arguments

  private Dim groups(Map<String, Expression> arguments) {
    Expression written = java.util.Objects.requireNonNull(arguments.get("g"));
    Denotation value = elaborator.evaluate(written, construct.scope());
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    Dim dim = elaborator.types.integer(value, written.span(), "the number of groups");
    if (!dim.isKnown() && !elaborator.isOpen()) {
      throw new DiagnosticException(SizeMessages.unknownCount(dim, written.span()));
    } else if (dim.isKnown() && dim.known() < 1) {
      throw new DiagnosticException(LoopMessages.noGroups(dim, written.span()));
    }
    return dim;
  }

  private int axis(Map<String, Expression> arguments) {
    Expression written = arguments.get("axis");
    if (written == null) {
      return 1;
    }
    Denotation value = elaborator.evaluate(written, construct.scope());
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    Dim dim = elaborator.types.integer(value, written.span(), "the axis of a slice");
    if (!dim.isKnown()) {
      throw new DiagnosticException(SizeMessages.unknownCount(dim, written.span()));
    }
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, dim.known()));
  }

  private boolean shuffled(Map<String, Expression> arguments) {
    Expression written = arguments.get("shuffled");
    if (written == null) {
      return false;
    }
    Denotation value = elaborator.evaluate(written, construct.scope());
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    } else if (value instanceof BoolStatic answer) {
      return answer.value() != Truth.NO;
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(
            new Types.Fitting("`shuffled`", written.span(), Span.NONE), "a bool", value));
  }

  // ---- the slice

  Denotation apply(Denotation value) {
    TensorTree tree = TensorTree.of(value);
    if (tree.tensors().isEmpty()) {
      throw new DiagnosticException(
          KindMessages.wrongKind(
              new Types.Fitting("what flows into `slice`", span, Span.NONE), "a tensor", value));
    }
    List<Value> whole = tree.tensors().stream().map(this::demandDivisible).toList();
    if (groups.is(1)) {
      return elaborator.constructs.block(construct, value);
    }
    elaborator.values.enterLoop(groups.isKnown());
    try {
      return groups.isKnown() ? told(tree, whole) : opened(tree, whole);
    } finally {
      elaborator.values.leaveLoop(groups.isKnown());
    }
  }

  /** Tells of the slice as a region of the graph. */
  private Denotation told(TensorTree tree, List<Value> whole) {
    int region = elaborator.beginRegion();
    int firstOp = elaborator.nextOp();
    Denotation sliced = shuffled(tree, whole);
    elaborator.region(
        ShapeLog.Kind.SLICE,
        "",
        "",
        region,
        (int) Math.min(groups.known(), Integer.MAX_VALUE),
        List.of(new ShapeLog.Extent(firstOp, elaborator.nextOp())),
        span);
    return sliced;
  }

  private Denotation shuffled(TensorTree tree, List<Value> unordered) {
    List<Value> whole = unordered;
    Value inverse = null;
    if (shuffled) {
      Value permutation = permutation(whole);
      inverse = ranks(graph().negate(permutation));
      whole = whole.stream().map(x -> graph().gather(x, permutation, axis(x), 0)).toList();
    }
    return grouped(tree, whole, inverse);
  }

  private StepBuilder graph() {
    return elaborator.graph(span);
  }

  /** The axis of a tensor, counted from 0. */
  private int axis(Value x) {
    int rank = x.type().shape().rank();
    int fromStart = axis < 0 ? axis + rank : axis;
    if (fromStart < 0 || fromStart >= rank) {
      throw new DiagnosticException(LoopMessages.noAxisToSlice(axis, x.type(), span));
    }
    return fromStart;
  }

  private Dim length(Value x) {
    return x.type().shape().dim(axis(x));
  }

  /** Sizes that are known must divide; what stays open is tested while the step runs. */
  private Value demandDivisible(Value x) {
    Dim length = length(x);
    Dim rest = length.mod(groups);
    Dim known = rest.isKnown() ? rest : length.substitute(elaborator.batchSizes()).mod(groups);
    if (known.isKnown() && known.known() != 0) {
      Dim size = length.substitute(elaborator.batchSizes());
      throw new DiagnosticException(
          LoopMessages.notDivisible(size.known(), groups.known(), x.type(), axis(x), span));
    } else if (rest.isKnown() || elaborator.isOpen()) {
      return x;
    } else if (!known.isKnown()) {
      String condition = "%s %% %s == 0".formatted(length, groups);
      elaborator.report(
          ArgumentMessages.leftOpen("slice", condition, span, construct.call().span()));
    }
    Value divides = graph().equal(graph().size(rest), graph().constant(0, ElementType.I32));
    return graph().check(x, divides, LoopMessages.notDivisibleWhenRun(length, groups));
  }

  /** One draw that orders the axis, the same for all tensors. */
  private Value permutation(List<Value> tensors) {
    Dim length = length(tensors.get(0));
    for (Value x : tensors) {
      if (!length(x).equals(length)) {
        throw new DiagnosticException(LoopMessages.shuffledApart(tensors.get(0), x, span));
      }
    }
    return ranks(graph().randomUniform(new Shape(List.of(length))));
  }

  /** The places of numbers in falling order. */
  private Value ranks(Value numbers) {
    Attributes all = Attributes.of("k", numbers.type().shape().dim(0));
    return graph().apply(Primitive.TOP_K, all, List.of(numbers)).get(1);
  }

  // ---- the groups

  private Value run(Value x, int group) {
    Dim part = length(x).over(groups);
    return graph().slice(x, axis(x), part.times(group), part);
  }

  private Denotation grouped(TensorTree tree, List<Value> whole, @Nullable Value inverse) {
    List<Value> first = whole.stream().map(x -> run(x, 0)).toList();
    int firstOp = graph().nextId();
    int writes = graph().writeCount();
    int firstCall = elaborator.layers.size();
    int firstName = elaborator.values.size();
    Denotation made = elaborator.constructs.block(construct, tree.with(first));
    if (made.isError()) {
      return made;
    }
    TensorTree results = TensorTree.of(made);
    boolean alike = graph().writeCount() == writes;
    if (alike && Grouping.isPossible(graph(), firstOp, java.util.Set.copyOf(first))) {
      Optional<List<Value>> joined = atOnce(whole, first, firstOp, firstCall, firstName, results);
      if (joined.isPresent()) {
        return results.with(restored(joined.get(), whole, inverse));
      }
    }
    List<List<Value>> groupsMade = new ArrayList<>(List.of(results.tensors()));
    for (int i = 1; i < groups.known(); i++) {
      elaborator.bounds.iteration(span);
      int group = i;
      Denotation next =
          elaborator.constructs.block(
              construct, tree.with(whole.stream().map(x -> run(x, group)).toList()));
      if (next.isError()) {
        return next;
      }
      groupsMade.add(TensorTree.of(next).tensors());
    }
    List<Value> joined = new ArrayList<>();
    for (int i = 0; i < results.tensors().size(); i++) {
      int at = i;
      List<Value> parts = groupsMade.stream().map(g -> g.get(at)).toList();
      joined.add(graph().concat(parts, axis(parts.get(0))));
    }
    return results.with(restored(joined, whole, inverse));
  }

  /** All groups as a first axis of one tensor; empty when an op cannot take them so. */
  private Optional<List<Value>> atOnce(
      List<Value> whole,
      List<Value> first,
      int firstOp,
      int firstCall,
      int firstName,
      TensorTree results) {
    int lastOp = graph().nextId();
    int lastName = elaborator.values.size();
    Map<Value, Value> inputs = new HashMap<>();
    for (int i = 0; i < whole.size(); i++) {
      inputs.put(first.get(i), stacked(whole.get(i)));
    }
    Optional<Grouping> grouping = Grouping.of(graph(), groups, inputs, firstOp, lastOp);
    grouping.ifPresent(g -> elaborator.layers.move(firstCall, g::place));
    for (int i = 1; grouping.isPresent() && i < groups.known(); i++) {
      int group = i;
      Grouping all = grouping.get();
      elaborator.values.repeat(firstName, lastName, named -> ofGroup(named, all, group));
    }
    return grouping.map(g -> results.tensors().stream().map(r -> joined(g.whole(r))).toList());
  }

  /** What a value of the first group is in another one. */
  private Denotation ofGroup(Denotation named, Grouping all, int group) {
    TensorTree tree = TensorTree.of(named);
    return tree.with(
        tree.tensors().stream()
            .map(
                x ->
                    all.isBatched(x)
                        ? graph()
                            .reshape(
                                graph().slice(all.whole(x), 0, Dim.of(group), Dim.of(1)),
                                x.type().shape())
                        : x)
            .toList());
  }

  /** {@code [.., g · n, ..]} as {@code [g, .., n, ..]}. */
  private Value stacked(Value x) {
    int at = axis(x);
    List<Dim> dims = new ArrayList<>(x.type().shape().dims());
    dims.set(at, length(x).over(groups));
    dims.add(at, groups);
    long[] front = new long[dims.size()];
    for (int i = 0; i < front.length; i++) {
      front[i] = i == 0 ? at : i <= at ? i - 1 : i;
    }
    return graph().transpose(graph().reshape(x, new Shape(dims)), front);
  }

  /** The other way round, for a result whose own axis counts without that of the groups. */
  private Value joined(Value all) {
    List<Dim> dims =
        new ArrayList<>(all.type().shape().dims().subList(1, all.type().shape().rank()));
    int at = axis < 0 ? axis + dims.size() : axis;
    if (at < 0 || at >= dims.size()) {
      TensorType one = new TensorType(all.type().element(), new Shape(dims));
      throw new DiagnosticException(LoopMessages.noAxisToSlice(axis, one, span));
    }
    long[] back = new long[dims.size() + 1];
    for (int i = 0; i < back.length; i++) {
      back[i] = i < at ? i + 1 : i == at ? 0 : i;
    }
    dims.set(at, dims.get(at).times(groups));
    return graph().reshape(graph().transpose(all, back), new Shape(dims));
  }

  /** The results in the order that the axis had before. */
  private List<Value> restored(List<Value> joined, List<Value> whole, @Nullable Value inverse) {
    if (inverse == null) {
      return joined;
    }
    Dim length = length(whole.get(0));
    List<Value> restored = new ArrayList<>();
    for (Value x : joined) {
      if (!length(x).equals(length)) {
        throw new DiagnosticException(LoopMessages.notUndone(length, x.type(), axis(x), span));
      }
      restored.add(graph().gather(x, inverse, axis(x), 0));
    }
    return restored;
  }

  /** With a number of groups that nothing is known of: one group, for its types. */
  private Denotation opened(TensorTree tree, List<Value> whole) {
    List<Value> one = whole.stream().map(x -> run(x, 0)).toList();
    Denotation made = elaborator.constructs.block(construct, tree.with(one));
    if (made.isError()) {
      return made;
    }
    TensorTree results = TensorTree.of(made);
    List<Value> joined = new ArrayList<>();
    for (Value x : results.tensors()) {
      Shape shape = x.type().shape().with(axis(x), length(x).times(groups));
      joined.add(graph().fill(0, new TensorType(x.type().element(), shape)));
    }
    return results.with(joined);
  }
}
