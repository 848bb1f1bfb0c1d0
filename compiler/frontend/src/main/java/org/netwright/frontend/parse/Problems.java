package org.netwright.frontend.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** What was found wrong in one text, each place once, and not more than a reader can use. */
final class Problems {
  private static final int MOST = 100;

  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparingInt((Diagnostic found) -> found.span().line())
          .thenComparingInt(found -> found.span().column());

  private final List<Diagnostic> found = new ArrayList<>();
  private int more;

  void add(Diagnostic diagnostic) {
    if (found.size() < MOST) {
      found.add(diagnostic);
    } else {
      more++;
    }
  }

  /** Counts one that is not worth wording, because it would not be shown. */
  void addUnseen() {
    more++;
  }

  boolean isFull() {
    return found.size() >= MOST;
  }

  boolean any() {
    return !found.isEmpty();
  }

  int size() {
    return found.size() + more;
  }

  /** In the order of the text; the last entry says how many were left out. */
  List<Diagnostic> sorted() {
    List<Diagnostic> result = new ArrayList<>(found);
    result.sort(BY_PLACE);
    if (more > 0) {
      Span last = result.get(result.size() - 1).span();
      result.add(SyntaxMessages.tooMany(more, last));
    }
    return result;
  }
}
