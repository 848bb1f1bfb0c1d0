package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The named values of an elaboration, a {@code let} or the result of an instance each, in the order
 * in which they came about: what {@code y@path} reads (definitions C11).
 */
final class ValueLog {
  private final List<Entry> entries = new ArrayList<>();
  private int loops;
  private int unknownLoops;

  /**
   * One value.
   *
   * @param path of the {@code let} or the instance
   * @param value what it is
   * @param instance whether it is the result of an instance
   * @param step the step that it belongs to
   * @param depth how many applications and calls were in progress
   * @param loops how many loops were in progress
   * @param counted whether the counts of these loops are known
   */
  record Entry(
      String path,
      Denotation value,
      boolean instance,
      @Nullable CurrentStep step,
      int depth,
      int loops,
      boolean counted) {}

  /**
   * What was elaborated between two moments.
   *
   * @param from the first entry
   * @param to the first entry behind
   * @param base the path of the scope that the elaborated expression stands in
   * @param depth how many applications were in progress around it
   * @param loops how many loops were in progress around it
   */
  record Extent(int from, int to, String base, int depth, int loops) {
    Extent {
      if (from > to) {
        throw new IllegalArgumentException("an extent ends before it begins");
      }
    }
  }

  int size() {
    return entries.size();
  }

  int loops() {
    return loops;
  }

  void add(String path, Denotation value, boolean instance, @Nullable CurrentStep step, int depth) {
    entries.add(new Entry(path, value, instance, step, depth, loops, unknownLoops == 0));
  }

  /** What was added from one moment to another, once more with other values. */
  void repeat(int from, int to, UnaryOperator<Denotation> other) {
    for (Entry entry : List.copyOf(entries.subList(from, to))) {
      entries.add(
          new Entry(
              entry.path(),
              other.apply(entry.value()),
              entry.instance(),
              entry.step(),
              entry.depth(),
              entry.loops(),
              entry.counted()));
    }
  }

  List<Entry> within(Extent extent) {
    return entries.subList(extent.from(), extent.to());
  }

  /** A loop begins; what is added before its end lies inside. */
  void enterLoop(boolean counted) {
    loops++;
    unknownLoops += counted ? 0 : 1;
  }

  void leaveLoop(boolean counted) {
    loops--;
    unknownLoops -= counted ? 0 : 1;
  }
}
