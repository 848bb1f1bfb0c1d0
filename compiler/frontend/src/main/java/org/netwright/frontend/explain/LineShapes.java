package org.netwright.frontend.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.ShapeLog.Application;
import org.netwright.frontend.check.ShapeLog.Bound;
import org.netwright.frontend.check.ShapeLog.Role;
import org.netwright.frontend.explain.AxisOrigin.Axis;
import org.netwright.frontend.explain.AxisOrigin.Computed;
import org.netwright.frontend.explain.AxisOrigin.Kept;
import org.netwright.frontend.explain.ShapeRecord.Entry;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.TensorType;

/** The shapes of the expressions on a line, and how each of their sizes came about. */
public final class LineShapes {
  /** How many steps back are worth reading. */
  private static final int STEPS = 10;

  private static final int NAMED_OPERATIONS = 4;

  private final ShapeRecord record;

  public LineShapes(ShapeRecord record) {
    this.record = record;
  }

  /**
   * An expression on the line.
   *
   * @param place where it stands
   * @param stage whether it is a stage of a pipe, whose result the shape is
   * @param shapes each different shape it had, in the order they came
   */
  public record Explained(Span place, boolean stage, List<Applied> shapes) {
    public Explained {
      shapes = List.copyOf(shapes);
    }
  }

  /**
   * A shape of an expression.
   *
   * @param applications in which it had this shape
   * @param names the sizes that names of shapes stood for in the first of them
   * @param axes one an axis
   */
  public record Applied(
      TensorType type, List<Application> applications, List<Name> names, List<Story> axes) {
    public Applied {
      applications = List.copyOf(applications);
      names = List.copyOf(names);
      axes = List.copyOf(axes);
    }
  }

  /** A name in a shape, what it stands for, and where it got that. */
  public record Name(String name, Dim size, int axis, Span given) {}

  /** How a size came about, the last step first. */
  public record Story(Dim size, List<Step> steps) {
    public Story {
      steps = List.copyOf(steps);
    }
  }

  /** A size on the way, and what gave it. */
  public record Step(Dim size, String rule) {}

  /** The expressions that begin on a line of a file, from left to right. */
  public List<Explained> of(String file, int line) {
    Map<Expression, List<Entry>> byNode = new LinkedHashMap<>();
    for (Entry entry : record.on(file, line)) {
      if (!(entry.shaped().node() instanceof Expression.Pipe)) {
        byNode.computeIfAbsent(entry.shaped().node(), n -> new ArrayList<>()).add(entry);
      }
    }
    List<Explained> explained = new ArrayList<>();
    byNode.forEach((node, all) -> explained.add(explained(node, all)));
    explained.sort(
        Comparator.comparingInt((Explained e) -> e.place().endLine())
            .thenComparingInt(e -> e.place().endColumn())
            .thenComparingInt(e -> -e.place().column()));
    return explained;
  }

  private Explained explained(Expression node, List<Entry> all) {
    Map<TensorType, List<Entry>> byType = new LinkedHashMap<>();
    for (Entry entry : all) {
      byType.computeIfAbsent(entry.shaped().value().type(), t -> new ArrayList<>()).add(entry);
    }
    List<Applied> shapes = new ArrayList<>();
    byType.forEach((type, same) -> shapes.add(applied(type, same)));
    return new Explained(
        node.span(), all.stream().anyMatch(e -> e.shaped().role() == Role.STAGE), shapes);
  }

  private Applied applied(TensorType type, List<Entry> same) {
    Entry first = same.get(0);
    List<Application> applications =
        same.stream().map(entry -> entry.shaped().application()).distinct().toList();
    List<Story> axes = new ArrayList<>();
    for (int axis = 0; axis < type.shape().rank(); axis++) {
      Axis last = new Axis(first.shaped().value(), axis);
      axes.add(new Story(type.shape().dim(axis), steps(last)));
    }
    return new Applied(type, applications, names(first), axes);
  }

  private List<Name> names(Entry entry) {
    List<Name> names = new ArrayList<>();
    for (Bound bound : record.names(entry)) {
      if (!bound.size().name().equals(Optional.of(bound.name()))) {
        names.add(new Name(bound.name(), bound.size(), bound.axis(), bound.given()));
      }
    }
    return names;
  }

  // ---- the way back

  private List<Step> steps(Axis last) {
    Dim size = size(last);
    if (size.name().isPresent()) {
      Optional<Axis> input = input(last.value().op(), size);
      if (input.isPresent()) {
        return List.of(new Step(size, "known when running only: " + given(input.get())));
      }
    }
    List<Step> steps = new ArrayList<>();
    Set<String> through = new LinkedHashSet<>();
    Axis axis = last;
    while (true) {
      AxisOrigin origin = AxisOrigins.of(axis);
      if (origin instanceof Kept kept) {
        through.add(axis.value().op().primitive().toString());
        axis = kept.from();
        continue;
      }
      String kept = keptBy(through);
      through.clear();
      if (!(origin instanceof Computed computed)) {
        steps.add(new Step(size(axis), given(axis) + kept));
        return steps;
      }
      String rule = computed.rule() + " (" + made(axis.value().op()) + ")" + kept;
      steps.add(new Step(size(axis), rule));
      if (computed.from().isEmpty()) {
        return steps;
      }
      axis = computed.from().get();
      if (steps.size() == STEPS) {
        steps.add(new Step(size(axis), "…"));
        return steps;
      }
    }
  }

  private static Dim size(Axis axis) {
    return axis.value().type().shape().dim(axis.number());
  }

  /** The axis of an input that a free size belongs to. */
  private static Optional<Axis> input(Op op, Dim size) {
    Set<Op> seen = new HashSet<>();
    Deque<Op> open = new ArrayDeque<>(List.of(op));
    while (!open.isEmpty()) {
      Op next = open.poll();
      if (!seen.add(next)) {
        continue;
      }
      int axis =
          next.primitive() == Primitive.INPUT
              ? next.result().type().shape().dims().indexOf(size)
              : -1;
      if (axis >= 0) {
        return Optional.of(new Axis(next.result(), axis));
      }
      next.operands().forEach(operand -> open.add(operand.op()));
    }
    return Optional.empty();
  }

  private static String keptBy(Set<String> operations) {
    if (operations.isEmpty()) {
      return "";
    }
    List<String> names = operations.stream().limit(NAMED_OPERATIONS).toList();
    String more = operations.size() > NAMED_OPERATIONS ? " and others" : "";
    return ", kept by " + String.join(", ", names) + more;
  }

  private static String made(Op op) {
    String path = op.origin().path();
    String place = op.origin().span().exists() ? " at " + line(op.origin().span()) : "";
    return op.primitive() + (path.isEmpty() ? "" : " in " + path) + place;
  }

  private static String line(Span span) {
    return span.file() + ":" + span.line();
  }

  private String given(Axis axis) {
    Op op = axis.value().op();
    if (op.primitive() == Primitive.INPUT) {
      String what = "axis %d of `%s`".formatted(axis.number(), op.attributes().text("name"));
      return op.origin().span().exists()
          ? what + ", declared at " + line(op.origin().span())
          : what + ", a field of the data";
    }
    String variable = op.attributes().text("variable");
    return record
        .owned(variable)
        .map(
            owned ->
                "axis %d of `%s`, declared as `%s`%s at %s"
                    .formatted(
                        axis.number(),
                        variable,
                        owned.dims().get(axis.number()),
                        values(owned.dims().get(axis.number()), owned.names()),
                        line(owned.variable().place())))
        .orElse("axis %d of `%s`".formatted(axis.number(), variable));
  }

  /** The values of the names in a written size, unless it is nothing but its value. */
  private static String values(String written, Map<String, Dim> names) {
    List<String> values = new ArrayList<>();
    names.forEach(
        (name, size) -> {
          if (written.matches("(?s).*\\b" + name + "\\b.*")) {
            values.add(name + " = " + size);
          }
        });
    values.sort(Comparator.naturalOrder());
    return values.isEmpty() ? "" : " with " + String.join(", ", values);
  }
}
