package org.netwright.frontend.check;

import java.util.LinkedHashSet;
import java.util.Set;
import org.netwright.frontend.syntax.Expression;

/** The names that a simple condition, or its message, speaks of. */
final class NamesIn {
  private NamesIn() {}

  static Set<String> expression(Expression expression) {
    Set<String> names = new LinkedHashSet<>();
    collect(expression, names);
    return names;
  }

  private static void collect(Expression expression, Set<String> names) {
    if (expression instanceof Expression.Reference reference) {
      names.add(reference.name().text());
    } else if (expression instanceof Expression.Unary unary) {
      collect(unary.operand(), names);
    } else if (expression instanceof Expression.Binary binary) {
      collect(binary.left(), names);
      collect(binary.right(), names);
    } else if (expression instanceof Expression.Comparison comparison) {
      comparison.operands().forEach(o -> collect(o, names));
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(a -> collect(a.value(), names));
    } else if (expression instanceof Expression.Member member) {
      collect(member.target(), names);
    } else if (expression instanceof Expression.Text text) {
      text.parts().forEach(p -> p.expression().ifPresent(e -> collect(e, names)));
    }
  }
}
