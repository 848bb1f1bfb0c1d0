package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Those that this one stands for; they are looked through when somebody asks. */
  private final List<Recordings> parts = new ArrayList<>();

  Recordings(ResolvedProgram program) {
    this(program::isProjectFile);
  }

  private Recordings(Predicate<String> isProjectFile) {
    this.isProjectFile = isProjectFile;
  }

  /** All that several checks recorded, the earlier first. */
  static Recordings merged(List<Recordings> all) {
    Recordings whole = new Recordings(file -> true);
    whole.parts.addAll(all);
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
    Set<String> found = values.getOrDefault(node, Set.of());
    for (Recordings part : parts) {
      Set<String> more = part.at(node);
      if (found.isEmpty()) {
        found = more;
      } else if (!found.containsAll(more)) {
        found = new LinkedHashSet<>(found);
        found.addAll(more);
      }
    }
    return found;
  }

  public boolean isBoundByName(Pattern.Item item) {
    return byName.contains(item) || parts.stream().anyMatch(part -> part.isBoundByName(item));
  }
}
