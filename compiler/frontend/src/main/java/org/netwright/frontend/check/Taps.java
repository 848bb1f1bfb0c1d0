package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.check.ValueLog.Entry;
import org.netwright.frontend.check.ValueLog.Extent;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;

/** {@code y@path}: a look inside of what {@code y} was bound to (definitions C11). */
final class Taps {
  private final Elaborator elaborator;
  private final ValueLog values;

  Taps(Elaborator elaborator, ValueLog values) {
    this.elaborator = elaborator;
    this.values = values;
  }

  // ---- remembering

  /** The extent of what a {@code let} elaborates from now on. */
  Extent begin(Scope scope) {
    return new Extent(
        values.size(),
        values.size(),
        scope.place().path(),
        elaborator.applications.depth(),
        values.loops());
  }

  /** The names of a {@code let} have their values: they remember how these came about. */
  void remember(Statement.Let let, Extent begun, Scope scope) {
    Extent extent =
        new Extent(begun.from(), values.size(), begun.base(), begun.depth(), begun.loops());
    boolean seen = isSeen(let.value());
    for (String name : PatternBinding.names(let.pattern())) {
      Denotation value = scope.find(name);
      if (seen) {
        scope.remember(name, extent);
      }
      if (value != null && isValue(value)) {
        add(scope.place().site(name, false), value, false);
      }
    }
  }

  /** An instance has given its result. */
  void result(String path, Denotation result) {
    if (isValue(result)) {
      add(path, result, true);
    }
  }

  private void add(String path, Denotation value, boolean instance) {
    values.add(
        path,
        value,
        instance,
        elaborator.currentStep().orElse(null),
        elaborator.applications.depth());
  }

  /** Applications, loops and pipes may be looked into. */
  private static boolean isSeen(Expression value) {
    return value instanceof Expression.Call
        || value instanceof Expression.Pipe
        || value instanceof Expression.Loop
        || value instanceof Expression.Marked marked && isSeen(marked.operand());
  }

  private static boolean isValue(Denotation value) {
    if (value instanceof TupleDenotation tuple) {
      return tuple.fields().stream().allMatch(f -> isValue(f.value()));
    } else if (value instanceof ListDenotation list) {
      return list.elements().stream().allMatch(Taps::isValue);
    }
    return value instanceof TensorDenotation || Statics.isStatic(value);
  }

  // ---- reading

  Denotation read(Expression.Tap tap, Scope scope) {
    Optional<String> name =
        tap.target() instanceof Expression.Reference reference
            ? Optional.of(reference.name().text())
            : Optional.empty();
    Optional<Denotation> bound = name.map(scope::find);
    if (bound.isPresent() && bound.get().isError()) {
      return Denotations.ERROR;
    }
    Extent extent =
        name.flatMap(scope::extent)
            .orElseThrow(
                () ->
                    new DiagnosticException(
                        ValueMessages.nothingInside(Source.text(tap.target()), tap.span())));
    PathPattern pattern = PathPattern.of(Source.pattern(tap.path(), i -> index(i, scope)));
    List<Entry> inside = here(extent);
    List<Entry> found = matching(inside, pattern, extent);
    if (found.isEmpty()) {
      demandUnrolled(pattern, extent, tap);
      throw new DiagnosticException(
          ValueMessages.noTap(
              Source.text(tap.target()),
              pattern.toString(),
              nearest(pattern, inside, extent),
              tap.path().span()));
    }
    return value(found, extent, tap);
  }

  /** A name that only the turns of a rolled loop have: it is there and cannot be had. */
  private void demandUnrolled(PathPattern pattern, Extent extent, Expression.Tap tap) {
    List<Entry> inLoops =
        values.within(extent).stream()
            .filter(e -> e.step() != null && e.step().graph().around().isPresent())
            .toList();
    if (!matching(inLoops, pattern, extent).isEmpty()) {
      throw new DiagnosticException(
          ValueMessages.insideRolled(Source.pattern(tap.path()), tap.span()));
    }
  }

  /** The index of a pattern: a name that is bound demands its number. */
  private static String index(Expression index, Scope scope) {
    return index instanceof Expression.Reference reference
            && scope.find(reference.name().text()) instanceof IntStatic bound
            && bound.value().isKnown()
        ? Long.toString(bound.value().known())
        : Source.text(index);
  }

  private List<Entry> here(Extent extent) {
    Optional<CurrentStep> step = elaborator.currentStep();
    return values.within(extent).stream()
        .filter(e -> step.isEmpty() ? e.step() == null : e.step() == step.get())
        .toList();
  }

  /**
   * What a pattern names: inside the one instance that the expression applies, else in the scope
   * that the expression stands in.
   */
  private static List<Entry> matching(List<Entry> inside, PathPattern pattern, Extent extent) {
    Optional<String> applied = onlyInstance(inside, extent);
    if (applied.isPresent()) {
      List<Entry> found =
          inside.stream()
              .filter(e -> e.path().startsWith(applied.get() + "."))
              .filter(e -> pattern.names(relative(e.path(), applied.get())))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return inside.stream().filter(e -> pattern.names(relative(e.path(), extent.base()))).toList();
  }

  private static Optional<String> onlyInstance(List<Entry> inside, Extent extent) {
    List<Entry> top =
        inside.stream().filter(e -> e.instance() && e.depth() == extent.depth()).toList();
    return top.size() == 1 ? Optional.of(top.get(0).path()) : Optional.empty();
  }

  /** A path seen from a scope; what lies elsewhere goes by its path inside the net. */
  private static String relative(String path, String base) {
    if (base.isEmpty()) {
      return path;
    } else if (path.startsWith(base + ".")) {
      return path.substring(base.length() + 1);
    }
    return path.substring(path.indexOf('.') + 1);
  }

  private static List<String> nearest(PathPattern pattern, List<Entry> inside, Extent extent) {
    Set<String> paths = new LinkedHashSet<>();
    Optional<String> applied = onlyInstance(inside, extent);
    for (Entry entry : inside) {
      boolean under = applied.isPresent() && entry.path().startsWith(applied.get() + ".");
      paths.add(relative(entry.path(), under ? applied.get() : extent.base()));
    }
    return NearPaths.of(pattern.toString(), paths);
  }

  private Denotation value(List<Entry> found, Extent extent, Expression.Tap tap) {
    if (found.stream().anyMatch(e -> !e.counted())) {
      return Denotations.ERROR; // how many there are is known where a caller gives the count
    }
    List<Denotation> all = new ArrayList<>();
    for (Entry entry : found) {
      demandHere(entry.value(), tap);
      all.add(entry.value());
    }
    boolean one = all.size() == 1 && found.get(0).loops() == extent.loops();
    return one ? all.get(0) : new ListDenotation(all);
  }

  /** What lives in a graph inside of this one has no single value here. */
  private void demandHere(Denotation value, Expression.Tap tap) {
    if (value instanceof TensorDenotation tensor) {
      StepBuilder graph = elaborator.graph(tap.span());
      if (!owns(graph, tensor.value())) {
        throw new DiagnosticException(
            ValueMessages.insideRolled(Source.pattern(tap.path()), tap.span()));
      }
    } else if (value instanceof TupleDenotation tuple) {
      tuple.fields().forEach(f -> demandHere(f.value(), tap));
    } else if (value instanceof ListDenotation list) {
      list.elements().forEach(e -> demandHere(e, tap));
    }
  }

  private static boolean owns(StepBuilder graph, Value value) {
    int id = value.op().id();
    return id < graph.ops().size() && graph.ops().get(id) == value.op();
  }
}
