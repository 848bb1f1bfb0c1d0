package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.resolve.Unit;

/**
 * Where sites of a text lie among the paths: the path of the scope they stand in, and the
 * iterations around them (definitions C1).
 *
 * @param owns whether sites may be built here; bodies of functions and recipes own nothing
 */
record Place(Unit unit, String path, List<Index> indices, boolean owns) {
  Place {
    indices = List.copyOf(indices);
  }

  static Place top(Unit unit) {
    return new Place(unit, "", List.of(), false);
  }

  /** The inside of an instance, or of a block that an owner received. */
  Place inside(String scopePath, boolean keepRecurs) {
    List<Index> kept =
        keepRecurs ? indices.stream().filter(Index::recur).toList() : List.<Index>of();
    return new Place(unit, scopePath, kept, true);
  }

  Place iteration(boolean recur, int number) {
    List<Index> more = new ArrayList<>(indices);
    more.add(new Index(recur, number, false));
    return new Place(unit, path, more, owns);
  }

  /** Inside an iteration of a rolled loop, which adds no index. */
  Place rolled() {
    List<Index> more = new ArrayList<>(indices);
    more.add(new Index(true, 0, true));
    return new Place(unit, path, more, owns);
  }

  /** Whether the innermost loop that {@code fresh} counts is rolled. */
  boolean isRolled() {
    boolean rolled = false;
    for (Index index : indices) {
      rolled = index.recur() ? index.rolled() : rolled;
    }
    return rolled;
  }

  /** The path of a site of this scope. */
  String site(String name, boolean fresh) {
    return join(path, name) + suffix(fresh, 0);
  }

  /**
   * The indices that a site carries, from the {@code from}th on: those of repeats, and under {@code
   * fresh} that of the innermost recur.
   */
  String suffix(boolean fresh, int from) {
    int innermost = -1;
    for (int i = indices.size() - 1; fresh && i >= 0 && innermost < 0; i--) {
      innermost = indices.get(i).recur() ? i : -1;
    }
    StringBuilder text = new StringBuilder();
    for (int i = from; i < indices.size(); i++) {
      if (!indices.get(i).recur() || i == innermost) {
        text.append('[').append(indices.get(i).number()).append(']');
      }
    }
    return text.toString();
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
