package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.program.ClockCondition;
import org.netwright.frontend.program.ClockCondition.Amount;
import org.netwright.frontend.program.ClockCondition.Fixed;
import org.netwright.frontend.program.ClockCondition.Hand;
import org.netwright.frontend.program.ClockCondition.Relation;
import org.netwright.frontend.program.ClockCondition.Sign;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;

/** Reads conditions over clocks: comparisons of clocks and numbers, with their words between. */
final class ClockConditions {
  private final Elaborator elaborator;
  private final Scope scope;

  private ClockConditions(Elaborator elaborator, Scope scope) {
    this.elaborator = elaborator;
    this.scope = scope;
  }

  /** The condition, if it speaks of a clock. */
  static Optional<ClockCondition> of(Elaborator elaborator, Expression condition, Scope scope) {
    ClockConditions reading = new ClockConditions(elaborator, scope);
    return reading.mentionsClock(condition)
        ? Optional.of(reading.condition(condition))
        : Optional.empty();
  }

  private boolean mentionsClock(Expression expression) {
    return scope.find("now") == null && NamesIn.expression(expression).contains("now");
  }

  private static DiagnosticException unknown(Expression part) {
    return new DiagnosticException(
        CompositionMessages.noClockCondition(Source.text(part), part.span()));
  }

  private ClockCondition condition(Expression expression) {
    if (!mentionsClock(expression)) {
      return fixed(expression);
    } else if (expression instanceof Expression.Comparison comparison) {
      return comparison(comparison);
    } else if (expression instanceof Expression.Unary unary
        && unary.operator() == Expression.UnaryOperator.NOT) {
      ClockCondition inner = condition(unary.operand());
      return inner instanceof Fixed known
          ? new Fixed(!known.holds())
          : new ClockCondition.Not(inner);
    } else if (expression instanceof Expression.Binary binary) {
      boolean and = binary.operator() == Expression.BinaryOperator.AND;
      if (and || binary.operator() == Expression.BinaryOperator.OR) {
        return joined(and, condition(binary.left()), condition(binary.right()));
      }
    }
    throw unknown(expression);
  }

  private ClockCondition fixed(Expression expression) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    if (value instanceof BoolStatic known && known.value() != Truth.OPEN) {
      return new Fixed(known.value() == Truth.YES);
    }
    throw unknown(expression);
  }

  private static ClockCondition joined(boolean and, ClockCondition left, ClockCondition right) {
    if (left instanceof Fixed known) {
      return known.holds() == and ? right : known;
    } else if (right instanceof Fixed known) {
      return known.holds() == and ? left : known;
    }
    List<ClockCondition> both = List.of(left, right);
    return and ? new ClockCondition.All(both) : new ClockCondition.Any(both);
  }

  private ClockCondition comparison(Expression.Comparison comparison) {
    List<ClockCondition> all = new ArrayList<>();
    for (int i = 0; i < comparison.operators().size(); i++) {
      Relation relation =
          switch (comparison.operators().get(i).sign()) {
            case "<" -> Relation.LESS;
            case "<=" -> Relation.AT_MOST;
            case ">" -> Relation.GREATER;
            case ">=" -> Relation.AT_LEAST;
            case "==" -> Relation.EQUAL;
            default -> Relation.DIFFERENT;
          };
      all.add(
          new ClockCondition.Comparison(
              relation,
              amount(comparison.operands().get(i)),
              amount(comparison.operands().get(i + 1))));
    }
    return all.size() == 1 ? all.get(0) : new ClockCondition.All(all);
  }

  private Amount amount(Expression expression) {
    if (!mentionsClock(expression)) {
      Denotation value = elaborator.evaluate(expression, scope);
      if (value.isError()) {
        throw new DiagnosticException(List.of());
      }
      OptionalDouble number = Statics.number(value);
      if (number.isEmpty()) {
        throw unknown(expression);
      }
      return new Amount.Constant(number.getAsDouble());
    } else if (expression instanceof Expression.Member member
        && member.target() instanceof Expression.Reference) {
      return new Amount.Reading(hand(member));
    } else if (expression instanceof Expression.Unary unary
        && unary.operator() != Expression.UnaryOperator.NOT) {
      return new Amount.Arithmetic(Sign.MINUS, new Amount.Constant(0), amount(unary.operand()));
    } else if (expression instanceof Expression.Binary binary) {
      return new Amount.Arithmetic(sign(binary), amount(binary.left()), amount(binary.right()));
    }
    throw unknown(expression);
  }

  private static Sign sign(Expression.Binary binary) {
    return switch (binary.operator().sign()) {
      case "+" -> Sign.PLUS;
      case "-" -> Sign.MINUS;
      case "*" -> Sign.TIMES;
      case "/" -> Sign.OVER;
      case "//" -> Sign.FLOOR;
      case "%" -> Sign.REMAINDER;
      default -> throw unknown(binary);
    };
  }

  private static Hand hand(Expression.Member member) {
    for (Hand hand : Hand.values()) {
      if (hand.name().toLowerCase(Locale.ROOT).equals(member.name().text())) {
        return hand;
      }
    }
    throw unknown(member);
  }
}
