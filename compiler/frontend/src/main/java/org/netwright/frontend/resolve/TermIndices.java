package org.netwright.frontend.resolve;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Selector;

/** The names that the indices of a term bind: {@code i} in {@code blocks[i].**}. */
final class TermIndices {
  private TermIndices() {}

  /** Those that mean nothing yet. */
  static List<Name> unbound(Selector term, Locals locals) {
    List<Name> names = new ArrayList<>();
    collect(term, locals, names);
    return names;
  }

  private static void collect(Selector term, Locals locals, List<Name> names) {
    if (term instanceof Selector.Not not) {
      collect(not.operand(), locals, names);
    } else if (term instanceof Selector.And and) {
      collect(and.left(), locals, names);
      collect(and.right(), locals, names);
    } else if (term instanceof Selector.Or or) {
      collect(or.left(), locals, names);
      collect(or.right(), locals, names);
    } else if (term instanceof Selector.Path path) {
      for (Selector.Segment segment : path.segments()) {
        segment.choice().ifPresent(c -> collect(c, locals, names));
        for (Expression index : segment.indices()) {
          if (index instanceof Expression.Reference reference
              && locals.find(reference.name().text()) == null) {
            names.add(reference.name());
          }
        }
      }
    }
  }
}
