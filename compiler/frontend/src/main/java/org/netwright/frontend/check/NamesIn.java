package org.netwright.frontend.check;

import java.util.LinkedHashSet;
import java.util.Set;
import org.netwright.frontend.resolve.ItMention;
import org.netwright.frontend.syntax.Expression;

/** The names that an expression speaks of. */
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
      if (!(call.target() instanceof Expression.Reference)) {
        collect(call.target(), names);
      }
      call.arguments().forEach(a -> collect(a.value(), names));
    } else if (expression instanceof Expression.Member member) {
      collect(member.target(), names);
    } else {
      compound(expression, names);
    }
  }

  private static void compound(Expression expression, Set<String> names) {
    if (expression instanceof Expression.Pipe pipe) {
      collect(pipe.head(), names);
      pipe.stages().forEach(s -> collect(s, names));
    } else if (expression instanceof Expression.ListOf list) {
      list.elements().forEach(e -> collect(e, names));
    } else if (expression instanceof Expression.Tuple tuple) {
      tuple.fields().forEach(f -> collect(f.value(), names));
    } else if (expression instanceof Expression.Subscript subscript) {
      collect(subscript.target(), names);
      subscript.indices().forEach(i -> i.ifPresent(e -> collect(e, names)));
    } else if (expression instanceof Expression.Marked marked) {
      collect(marked.operand(), names);
    } else if (expression instanceof Expression.Text text) {
      text.parts().forEach(p -> p.expression().ifPresent(e -> collect(e, names)));
    } else if (expression instanceof Expression.If choice) {
      collect(choice.condition(), names);
      ItMention.onlyExpression(choice.then()).ifPresent(e -> collect(e, names));
      choice.otherwise().flatMap(ItMention::onlyExpression).ifPresent(e -> collect(e, names));
    } else if (expression instanceof Expression.Comprehension comprehension) {
      comprehension.clauses().forEach(c -> collect(c.values(), names));
      comprehension.condition().ifPresent(c -> collect(c, names));
      collect(comprehension.element(), names);
    }
  }
}
