package org.netwright.frontend.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.frontend.syntax.TypeExpression;

/** Every name that a piece of text says, also those that it binds itself. */
final class Mentions {
  private final Set<String> names = new LinkedHashSet<>();

  private Mentions() {}

  static Set<String> in(Expression expression) {
    Mentions mentions = new Mentions();
    mentions.expression(expression);
    return mentions.names;
  }

  static Set<String> in(TypeExpression type) {
    Mentions mentions = new Mentions();
    mentions.type(type);
    return mentions.names;
  }

  private void all(List<? extends Expression> expressions) {
    expressions.forEach(this::expression);
  }

  private void arguments(List<Expression.Argument> arguments) {
    arguments.forEach(a -> expression(a.value()));
  }

  private void expression(Expression expression) {
    if (expression instanceof Expression.Reference reference) {
      names.add(reference.name().text());
    } else if (expression instanceof Expression.Unary unary) {
      expression(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      expression(binary.left());
      expression(binary.right());
    } else if (expression instanceof Expression.Comparison comparison) {
      all(comparison.operands());
    } else if (expression instanceof Expression.Call call) {
      expression(call.target());
      arguments(call.arguments());
      call.block().ifPresent(this::block);
    } else if (expression instanceof Expression.Member member) {
      expression(member.target());
    } else if (expression instanceof Expression.Subscript subscript) {
      expression(subscript.target());
      all(subscript.indices().stream().flatMap(Optional::stream).toList());
    } else if (expression instanceof Expression.Tap tap) {
      expression(tap.target());
    } else if (expression instanceof Expression.Marked marked) {
      expression(marked.operand());
    } else {
      compound(expression);
    }
  }

  private void compound(Expression expression) {
    if (expression instanceof Expression.Tuple tuple) {
      arguments(tuple.fields());
    } else if (expression instanceof Expression.ListOf list) {
      all(list.elements());
    } else if (expression instanceof Expression.Comprehension comprehension) {
      comprehension.clauses().forEach(c -> expression(c.values()));
      comprehension.condition().ifPresent(this::expression);
      expression(comprehension.element());
    } else if (expression instanceof Expression.If choice) {
      expression(choice.condition());
      block(choice.then());
      choice.otherwise().ifPresent(this::block);
    } else if (expression instanceof Expression.Pipe pipe) {
      expression(pipe.head());
      all(pipe.stages());
    } else if (expression instanceof Expression.Loop loop) {
      expression(loop.over());
      loop.until().ifPresent(this::expression);
      block(loop.body());
    } else if (expression instanceof Expression.BlockLayer block) {
      block(block.block());
    } else if (expression instanceof Expression.Text text) {
      text.parts().forEach(p -> p.expression().ifPresent(this::expression));
    }
  }

  private void block(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Let let) {
        let.type().ifPresent(this::type);
        expression(let.value());
      } else if (statement instanceof Statement.Return returned) {
        expression(returned.value());
      } else if (statement instanceof Statement.Result result) {
        expression(result.value());
      } else if (statement instanceof Statement.Require require) {
        expression(require.condition());
      } else if (statement instanceof Statement.Update update) {
        names.add(update.target().get(0).text());
        expression(update.value());
      }
    }
  }

  private void type(TypeExpression type) {
    if (type instanceof TypeExpression.Tensor tensor) {
      tensor.dims().forEach(d -> expression(d.value()));
    } else if (type instanceof TypeExpression.ListOf list) {
      type(list.element());
    } else if (type instanceof TypeExpression.OptionalOf optional) {
      type(optional.type());
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      tuple.fields().forEach(f -> type(f.type()));
    }
  }
}
