package org.netwright.frontend.check;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.TypeExpression;

/** Short pieces of the tree as the language writes them, for messages. */
final class Source {
  private Source() {}

  static String text(Expression expression) {
    if (expression instanceof Expression.Reference reference) {
      return reference.name().text();
    } else if (expression instanceof Expression.IntLiteral literal) {
      return literal.value().toString();
    } else if (expression instanceof Expression.FloatLiteral literal) {
      return Shown.number(literal.value());
    } else if (expression instanceof Expression.BoolLiteral literal) {
      return Boolean.toString(literal.value());
    } else if (expression instanceof Expression.DurationLiteral literal) {
      return literal.value().toString();
    } else if (expression instanceof Expression.NoneLiteral) {
      return "none";
    } else if (expression instanceof Expression.It) {
      return "it";
    } else if (expression instanceof Expression.Text text) {
      return '"'
          + text.parts().stream()
              .map(p -> p.expression().map(e -> "{" + text(e) + "}").orElse(p.text()))
              .collect(Collectors.joining())
          + '"';
    }
    return compound(expression);
  }

  private static String compound(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      String sign =
          binary.operator() == Expression.BinaryOperator.RANGE
              ? ".."
              : " " + binary.operator().sign() + " ";
      boolean power = binary.operator() == Expression.BinaryOperator.POWER;
      return operand(binary.left(), rank(binary), power)
          + sign
          + operand(binary.right(), rank(binary), !power);
    } else if (expression instanceof Expression.Unary unary) {
      return (unary.operator() == Expression.UnaryOperator.NOT ? "not " : "-")
          + operand(unary.operand(), rank(unary), false);
    } else if (expression instanceof Expression.Comparison comparison) {
      StringBuilder text = new StringBuilder(text(comparison.operands().get(0)));
      for (int i = 0; i < comparison.operators().size(); i++) {
        text.append(' ')
            .append(comparison.operators().get(i).sign())
            .append(' ')
            .append(text(comparison.operands().get(i + 1)));
      }
      return text.toString();
    } else if (expression instanceof Expression.Call call) {
      return text(call.target())
          + (call.parentheses()
              ? call.arguments().stream()
                  .map(a -> a.name().map(n -> n.text() + " = ").orElse("") + text(a.value()))
                  .collect(Collectors.joining(", ", "(", ")"))
              : "")
          + (call.block().isPresent() ? " { … }" : "");
    } else if (expression instanceof Expression.Member member) {
      return text(member.target()) + "." + member.name().text();
    } else if (expression instanceof Expression.Subscript subscript) {
      return text(subscript.target())
          + subscript.indices().stream()
              .map(i -> i.map(Source::text).orElse(":"))
              .collect(Collectors.joining(", ", "[", "]"));
    } else if (expression instanceof Expression.Tap tap) {
      return text(tap.target()) + "@" + pattern(tap.path());
    } else if (expression instanceof Expression.ListOf list) {
      return list.elements().stream().map(Source::text).collect(Collectors.joining(", ", "[", "]"));
    } else if (expression instanceof Expression.BlockLayer) {
      return "{ … }";
    } else if (expression instanceof Expression.PathPattern pattern) {
      return pattern(pattern.path());
    } else if (expression instanceof Expression.Pipe pipe) {
      return text(pipe.head())
          + pipe.stages().stream().map(s -> " |> " + text(s)).collect(Collectors.joining());
    }
    return "…";
  }

  static String pattern(Selector selector) {
    return pattern(selector, Source::text);
  }

  /** An operand, in parentheses where it binds less tightly than what it stands in. */
  private static String operand(Expression expression, int outer, boolean tighter) {
    int inner = rank(expression);
    return inner < outer || tighter && inner == outer
        ? "(" + text(expression) + ")"
        : text(expression);
  }

  /** How tightly a form binds; what is no operator binds tightest. */
  private static int rank(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return switch (binary.operator()) {
        case OR -> 1;
        case AND -> 2;
        case COALESCE -> 5;
        case RANGE -> 6;
        case PLUS, MINUS -> 7;
        case TIMES, DIVIDE, FLOOR_DIVIDE, REMAINDER -> 8;
        case POWER -> 10;
      };
    } else if (expression instanceof Expression.Unary unary) {
      return unary.operator() == Expression.UnaryOperator.NOT ? 3 : 9;
    } else if (expression instanceof Expression.Comparison) {
      return 4;
    }
    return expression instanceof Expression.Pipe ? 0 : 11;
  }

  /** A pattern whose indices are written in a way of their own. */
  static String pattern(Selector selector, Function<Expression, String> index) {
    if (selector instanceof Selector.Not not) {
      return "!" + pattern(not.operand(), index);
    } else if (selector instanceof Selector.And and) {
      return pattern(and.left(), index) + " & " + pattern(and.right(), index);
    } else if (selector instanceof Selector.Or or) {
      return pattern(or.left(), index) + " | " + pattern(or.right(), index);
    }
    return ((Selector.Path) selector)
        .segments().stream().map(s -> segment(s, index)).collect(Collectors.joining("."));
  }

  private static String segment(Selector.Segment segment, Function<Expression, String> index) {
    String text =
        switch (segment.kind()) {
          case WORD -> segment.word().map(w -> w.text()).orElse("");
          case ONE -> "*";
          case ANY -> "**";
          case CHOICE -> "(" + segment.choice().map(c -> pattern(c, index)).orElse("") + ")";
        };
    return text
        + segment.indices().stream()
            .map(i -> "[" + index.apply(i) + "]")
            .collect(Collectors.joining());
  }

  static String type(TypeExpression type) {
    if (type instanceof TypeExpression.Word word) {
      return word.name().text();
    } else if (type instanceof TypeExpression.Tensor tensor) {
      return tensor.element().map(e -> e.text()).orElse("")
          + tensor.dims().stream()
              .map(d -> text(d.value()) + (d.spread() ? "..." : ""))
              .collect(Collectors.joining(", ", "[", "]"));
    } else if (type instanceof TypeExpression.ListOf list) {
      return "list[" + type(list.element()) + "]";
    } else if (type instanceof TypeExpression.OptionalOf optional) {
      return type(optional.type()) + "?";
    } else if (type instanceof TypeExpression.Choice choice) {
      return choice.choices().stream().map(Source::text).collect(Collectors.joining(" | "));
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      return tuple.fields().stream()
          .map(f -> f.name().map(n -> n.text() + ": ").orElse("") + type(f.type()))
          .collect(Collectors.joining(", ", "(", ")"));
    }
    return "a function";
  }

  /** A signature as it is declared. */
  static String signature(String name, java.util.List<Parameter> parameters) {
    return parameters.stream()
        .map(
            p ->
                p.name().text()
                    + ": "
                    + type(p.type())
                    + p.defaultValue().map(d -> " = " + text(d)).orElse(""))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
