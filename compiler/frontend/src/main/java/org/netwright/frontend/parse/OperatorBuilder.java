package org.netwright.frontend.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.frontend.syntax.Expression.Comparison;
import org.netwright.frontend.syntax.Expression.ComparisonOperator;
import org.netwright.frontend.syntax.Expression.Unary;
import org.netwright.frontend.syntax.Expression.UnaryOperator;
import org.netwright.grammar.NetParser.BinaryContext;
import org.netwright.grammar.NetParser.ComparisonContext;
import org.netwright.grammar.NetParser.NegationContext;
import org.netwright.grammar.NetParser.NegativeContext;
import org.netwright.grammar.NetParser.ValueContext;

/** Builds operations. Long rows of operators are walked, not descended into. */
final class OperatorBuilder {
  private final TreeBuilder tree;

  OperatorBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  /** {@code a + b + c} leans to the left, as nearly all operators do. */
  Expression binary(BinaryContext context) {
    Deque<BinaryContext> spine = new ArrayDeque<>();
    ValueContext at = context;
    while (at instanceof BinaryContext binary) {
      spine.push(binary);
      at = binary.left;
    }
    Expression left = value(at);
    for (BinaryContext binary : spine) {
      BinaryOperator operator = operator(binary.operator);
      left = new Expression.Binary(operator, left, value(binary.right), tree.span(binary));
    }
    return left;
  }

  /** {@code a <= b < c} is one comparison; parentheses make two of it. */
  Expression comparison(ComparisonContext context) {
    Deque<ComparisonContext> spine = new ArrayDeque<>();
    ValueContext at = context;
    while (at instanceof ComparisonContext comparison) {
      spine.push(comparison);
      at = comparison.left;
    }
    List<Expression> operands = new ArrayList<>(List.of(value(at)));
    List<ComparisonOperator> operators = new ArrayList<>();
    for (ComparisonContext comparison : spine) {
      operators.add(comparisonOperator(comparison.operator));
      operands.add(value(comparison.right));
    }
    return new Comparison(operands, operators, tree.span(context));
  }

  /** {@code -x} and {@code not x}. */
  Expression unary(ValueContext context) {
    Deque<ValueContext> signs = new ArrayDeque<>();
    ValueContext at = context;
    while (at instanceof NegativeContext || at instanceof NegationContext) {
      signs.push(at);
      at = operand(at);
    }
    Expression operand = value(at);
    for (ValueContext sign : signs) {
      boolean minus = sign instanceof NegativeContext;
      UnaryOperator operator = minus ? UnaryOperator.MINUS : UnaryOperator.NOT;
      operand = new Unary(operator, operand, tree.span(sign));
    }
    return operand;
  }

  private static ValueContext operand(ValueContext sign) {
    return sign instanceof NegativeContext negative
        ? negative.value()
        : ((NegationContext) sign).value();
  }

  private Expression value(ValueContext context) {
    return tree.expressions().value(context);
  }

  private static BinaryOperator operator(Token token) {
    for (BinaryOperator operator : BinaryOperator.values()) {
      if (operator.sign().equals(token.getText())) {
        return operator;
      }
    }
    throw new IllegalStateException("the grammar calls " + token.getText() + " an operator");
  }

  private static ComparisonOperator comparisonOperator(Token token) {
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      if (operator.sign().equals(token.getText())) {
        return operator;
      }
    }
    throw new IllegalStateException("the grammar calls " + token.getText() + " a comparison");
  }
}
