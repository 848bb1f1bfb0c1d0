package org.netwright.frontend.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.spi.source.Span;

/** Everything a check told about shapes, in the order in which it was told. */
public final class ShapeRecord implements ShapeLog {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Bound> bound = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private final Map<String, Moved> moved = new LinkedHashMap<>();
  private final Map<String, Owned> owned = new HashMap<>();

  /**
   * What was told of an expression.
   *
   * @param bound how many names had been bound by then
   */
  record Entry(Shaped shaped, int bound) {}

  @Override
  public void shaped(Shaped told) {
    entries.add(new Entry(told, bound.size()));
  }

  @Override
  public void bound(Bound told) {
    bound.add(told);
  }

  @Override
  public void owned(Owned told) {
    owned.putIfAbsent(told.variable().name(), told);
  }

  @Override
  public void region(Region told) {
    regions.add(told);
  }

  @Override
  public void moved(Moved told) {
    moved.put(told.stage() + " " + told.parameter().name(), told);
  }

  /** The parameters that optimizers move, each as it was told last. */
  public List<Moved> moved() {
    return List.copyOf(moved.values());
  }

  /** All regions, in the order in which they began. */
  public List<Region> regions() {
    return regions.stream().sorted(Comparator.comparingInt(Region::order)).toList();
  }

  /** The expressions that begin on a line. */
  List<Entry> on(String file, int line) {
    return entries.stream()
        .filter(e -> e.shaped().node().span().file().equals(file))
        .filter(e -> e.shaped().node().span().line() == line)
        .toList();
  }

  /**
   * The names of sizes in force at an expression: those that stand between the name of the
   * declaration and the expression, with the values they got last.
   */
  Collection<Bound> names(Entry entry) {
    Span from = entry.shaped().application().declared();
    Span to = entry.shaped().node().span();
    Map<String, Bound> names = new TreeMap<>();
    for (Bound known : bound.subList(0, entry.bound())) {
      if (known.pattern().file().equals(from.file())
          && isBefore(from, known.pattern())
          && isBefore(known.pattern(), to)) {
        names.put(known.name(), known);
      }
    }
    return names.values();
  }

  private static boolean isBefore(Span first, Span second) {
    return first.line() < second.line()
        || first.line() == second.line() && first.column() < second.column();
  }

  Optional<Owned> owned(String variable) {
    return Optional.ofNullable(owned.get(variable));
  }
}
