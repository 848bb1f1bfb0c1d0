package org.netwright.frontend.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.syntax.Node;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** The names that sites, parameters and states take in one scope of paths (definitions C1). */
final class PathScope {
  /** Where in the branches of {@code if} a site stands. */
  record Branch(@Nullable Branch outer, Node choice, boolean then) {
    /** Whether no elaboration reaches both places. */
    static boolean exclusive(@Nullable Branch a, @Nullable Branch b) {
      for (Branch x = a; x != null; x = x.outer) {
        for (Branch y = b; y != null; y = y.outer) {
          if (x.choice == y.choice && x.then != y.then) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private record Use(Span span, @Nullable Branch branch, boolean let) {}

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, List<Use>> uses = new HashMap<>();

  /** The name of a site that no {@code let} names: the 2nd and 3rd of a name are numbered. */
  String numbered(String constructor) {
    int count = counts.merge(constructor, 1, Integer::sum);
    return count == 1 ? constructor : constructor + "_" + count;
  }

  /** Takes a name. Only sites of the same {@code let} name in exclusive branches may share it. */
  void take(
      String name, Span span, @Nullable Branch branch, boolean let, List<Diagnostic> diagnostics) {
    List<Use> before = uses.computeIfAbsent(name, n -> new ArrayList<>());
    for (Use use : before) {
      boolean oneOnPurpose = let && use.let && Branch.exclusive(branch, use.branch);
      if (!oneOnPurpose) {
        diagnostics.add(NameMessages.twoSites(name, span, use.span));
        break;
      }
    }
    before.add(new Use(span, branch, let));
  }
}
