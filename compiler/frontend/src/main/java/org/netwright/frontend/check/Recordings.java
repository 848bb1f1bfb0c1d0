package org.netwright.frontend.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;

/**
 * What came about at the nodes of a project's files. A layer that was elaborated with several sizes
 * has several values at a node, each kept once, in the order in which they came.
 */
public final class Recordings implements Recorder {
  /** More would not be shown, and a loop may bring many. */
  private static final int MOST = 16;

  private final IdentityHashMap<Node, Set<String>> values = new IdentityHashMap<>();
  private final Set<Pattern.Item> byName = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Boolean> files = new HashMap<>();
  private final Predicate<String> isProjectFile;

  Recordings(ResolvedProgram program) {
    this(program::isProjectFile);
  }

  private Recordings(Predicate<String> isProjectFile) {
    this.isProjectFile = isProjectFile;
  }

  static Recordings merged(List<Recordings> all) {
    Recordings whole = new Recordings(file -> true);
    for (Recordings each : all) {
      whole.byName.addAll(each.byName);
      each.values.forEach(
          (node, shown) ->
              whole.values.computeIfAbsent(node, n -> new LinkedHashSet<>()).addAll(shown));
    }
    return whole;
  }

  @Override
  public void value(Node at, Supplier<String> shown) {
    if (files.computeIfAbsent(at.span().file(), isProjectFile::test)) {
      Set<String> known = values.computeIfAbsent(at, n -> new LinkedHashSet<>());
      if (known.size() < MOST) {
        known.add(shown.get());
      }
    }
  }

  @Override
  public void boundByName(Pattern.Item item) {
    byName.add(item);
  }

  /** The values that came about at a node; none when it was not elaborated. */
  public Set<String> at(Node node) {
    return values.getOrDefault(node, Set.of());
  }

  public void forEach(BiConsumer<Node, Set<String>> visit) {
    values.forEach(visit);
  }

  public boolean isBoundByName(Pattern.Item item) {
    return byName.contains(item);
  }
}
