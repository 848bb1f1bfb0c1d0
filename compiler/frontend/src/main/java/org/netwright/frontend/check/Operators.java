package org.netwright.frontend.check;

import java.util.List;
import java.util.OptionalDouble;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.check.Denotation.SelectDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.frontend.syntax.Expression.ComparisonOperator;
import org.netwright.frontend.syntax.Expression.UnaryOperator;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;

/** What the operators do with tensors, with static values, and with both. */
final class Operators {
  /** Powers up to this one are products; larger ones go through the power primitive. */
  private static final int WRITTEN_OUT = 8;

  private static final int MOST_STATEMENTS = 256;

  private final Elaborator elaborator;

  Operators(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Denotation binary(BinaryOperator operator, Denotation left, Denotation right, Span span) {
    if (left.isError() || right.isError() || isUndeclared(left) || isUndeclared(right)) {
      return Denotations.ERROR;
    }
    if (left instanceof SelectDenotation || right instanceof SelectDenotation) {
      return new SelectDenotation(
          parameter ->
              binary(operator, Choice.of(left, parameter), Choice.of(right, parameter), span));
    }
    Denotation a = elaborator.definitions.now(left);
    Denotation b = elaborator.definitions.now(right);
    if (a instanceof TensorDenotation || b instanceof TensorDenotation) {
      return tensors(operator, a, b, span);
    }
    if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
      return logic(operator, a, b, span);
    }
    Denotation known = elaborator.bounds.made(Statics.binary(operator, a, b, span), span);
    if (known instanceof FloatStatic f && !f.known() && !elaborator.isOpen()) {
      return tensors(operator, a, b, span);
    }
    return known;
  }

  /** The name of a role in arithmetic: that nothing declares it was said with the names. */
  private static boolean isUndeclared(Denotation value) {
    return value instanceof Denotation.WordDenotation word && Words.ROLES.contains(word.word());
  }

  private Denotation logic(BinaryOperator operator, Denotation a, Denotation b, Span span) {
    if (a instanceof BoolStatic x && b instanceof BoolStatic y) {
      List<Condition> both = List.of(x.condition(), y.condition());
      return operator == BinaryOperator.AND
          ? elaborator.sizes.answer(x.value().and(y.value()), bounded(Condition.all(both)))
          : elaborator.sizes.answer(x.value().or(y.value()), bounded(Condition.any(both)));
    }
    throw new DiagnosticException(StaticMessages.noOperation(operator.sign(), a, b, span));
  }

  /** No proof comes of a condition of very many statements; what it says is left open. */
  private static Condition bounded(Condition condition) {
    int size = condition.size();
    return size <= MOST_STATEMENTS
        ? condition
        : new Condition.Opaque("a condition of " + size + " comparisons");
  }

  private Denotation tensors(
      BinaryOperator operator, Denotation left, Denotation right, Span span) {
    if (!isOperand(left) || !isOperand(right)) {
      throw new DiagnosticException(StaticMessages.noOperation(operator.sign(), left, right, span));
    }
    if (operator == BinaryOperator.POWER && left instanceof TensorDenotation base) {
      OptionalDouble exponent = Statics.number(right);
      if (exponent.isPresent()) {
        return tensor(power(base.value(), exponent.getAsDouble(), span));
      }
    }
    Value a = value(left, right, span);
    Value b = value(right, left, span);
    StepBuilder graph = elaborator.graph(span);
    Denotation made =
        tensor(
            switch (operator) {
              case PLUS -> graph.add(a, b);
              case MINUS -> graph.subtract(a, b);
              case TIMES -> graph.multiply(a, b);
              case DIVIDE -> graph.divide(floating(a, b, graph), floating(b, a, graph));
              case FLOOR_DIVIDE -> one(graph, Primitive.FLOOR_DIVIDE, a, b);
              case REMAINDER -> one(graph, Primitive.MODULO, a, b);
              case POWER -> graph.power(floating(a, b, graph), floating(b, a, graph));
              case AND -> graph.and(a, b);
              case OR -> graph.or(a, b);
              case RANGE, COALESCE ->
                  throw new DiagnosticException(
                      StaticMessages.noOperation(operator.sign(), left, right, span));
            });
    warnOfPairs(a, b, value(made), span);
    return made;
  }

  /**
   * {@code [B, 1] - [B]} is {@code [B, B]}: one batch met the other crosswise. Where the axis was
   * written it is meant.
   */
  private void warnOfPairs(Value a, Value b, Value result, Span span) {
    List<Dim> dims = result.type().shape().dims();
    for (int i = 0; i < dims.size(); i++) {
      Dim dim = dims.get(i);
      boolean crosswise =
          !dim.isKnown()
              && dims.subList(0, i).contains(dim)
              && count(a, dim) == 1
              && count(b, dim) == 1;
      boolean written =
          a.op().primitive() == Primitive.RESHAPE || b.op().primitive() == Primitive.RESHAPE;
      if (crosswise && !written && a.type().shape().rank() != b.type().shape().rank()) {
        elaborator.report(
            WarningMessages.batchTwice(
                a.type().shape(), b.type().shape(), result.type().shape(), dim, span));
        return;
      }
    }
  }

  private static long count(Value value, Dim dim) {
    return value.type().shape().dims().stream().filter(dim::equals).count();
  }

  private static boolean isOperand(Denotation value) {
    return value instanceof TensorDenotation
        || Statics.isNumber(value)
        || value instanceof BoolStatic;
  }

  private static Value floating(Value x, Value other, StepBuilder graph) {
    boolean someFloat = x.type().element().isFloat() || other.type().element().isFloat();
    return someFloat ? x : graph.cast(x, ElementType.F32);
  }

  private Value power(Value x, double exponent, Span span) {
    StepBuilder graph = elaborator.graph(span);
    if (exponent == Math.rint(exponent) && exponent >= 1 && exponent <= WRITTEN_OUT) {
      Value product = x;
      for (int i = 1; i < exponent; i++) {
        product = graph.multiply(product, x);
      }
      return product;
    }
    Value base = floating(x, x, graph);
    if (exponent == 0.5) {
      return graph.sqrt(base);
    } else if (exponent == -0.5) {
      return graph.rsqrt(base);
    } else if (exponent == -1) {
      return graph.divide(graph.constant(1, base.type().element()), base);
    }
    return graph.power(base, graph.constant(exponent, base.type().element()));
  }

  Denotation unary(UnaryOperator operator, Denotation operand, Span span) {
    if (operand.isError()) {
      return operand;
    }
    if (operand instanceof SelectDenotation select) {
      return new SelectDenotation(p -> unary(operator, Choice.of(select, p), span));
    }
    Denotation value = elaborator.definitions.now(operand);
    if (operator == UnaryOperator.NOT) {
      if (value instanceof BoolStatic b) {
        return new BoolStatic(b.value().not(), b.condition().not());
      } else if (value instanceof TensorDenotation t) {
        return tensor(elaborator.graph(span).not(t.value()));
      }
      throw new DiagnosticException(StaticMessages.noNot(value, span));
    }
    return value instanceof TensorDenotation t
        ? tensor(elaborator.graph(span).negate(t.value()))
        : Statics.negative(value, span);
  }

  /** A chain of comparisons, as in mathematics. */
  Denotation comparison(List<Denotation> operands, List<ComparisonOperator> operators, Span span) {
    Denotation all = BoolStatic.of(true);
    for (int i = 0; i < operators.size(); i++) {
      Denotation one = compare(operators.get(i), operands.get(i), operands.get(i + 1), span);
      if (one.isError()) {
        return one;
      }
      all = i == 0 ? one : binary(BinaryOperator.AND, all, one, span);
    }
    return all;
  }

  private Denotation compare(
      ComparisonOperator operator, Denotation left, Denotation right, Span span) {
    if (left.isError() || right.isError()) {
      return Denotations.ERROR;
    }
    Denotation a = elaborator.definitions.now(left);
    Denotation b = elaborator.definitions.now(right);
    if (!(a instanceof TensorDenotation) && !(b instanceof TensorDenotation)) {
      return elaborator.sizes.answer(
          Statics.compare(operator, a, b, span), Statics.condition(operator, a, b));
    }
    if (!isOperand(a) || !isOperand(b)) {
      boolean asksNone = a instanceof Denotation.NoneStatic || b instanceof Denotation.NoneStatic;
      if (asksNone && operator == ComparisonOperator.EQUAL) {
        return BoolStatic.of(false);
      } else if (asksNone && operator == ComparisonOperator.NOT_EQUAL) {
        return BoolStatic.of(true);
      }
      throw new DiagnosticException(StaticMessages.noOperation(operator.sign(), a, b, span));
    }
    Value x = value(a, b, span);
    Value y = value(b, a, span);
    StepBuilder graph = elaborator.graph(span);
    return tensor(
        switch (operator) {
          case EQUAL -> graph.equal(x, y);
          case NOT_EQUAL -> one(graph, Primitive.NOT_EQUAL, x, y);
          case LESS -> graph.less(x, y);
          case LESS_EQUAL -> graph.lessEqual(x, y);
          case GREATER -> graph.less(y, x);
          case GREATER_EQUAL -> graph.lessEqual(y, x);
        });
  }

  // ---- static values as tensors

  /** The value as a tensor: a literal takes the type of the tensor it meets (C26). */
  private Value value(Denotation value, Denotation meets, Span span) {
    if (value instanceof TensorDenotation t) {
      return t.value();
    }
    ElementType near =
        meets instanceof TensorDenotation t
            ? t.value().type().element()
            : value instanceof BoolStatic ? ElementType.BOOL : ElementType.F32;
    return value(value, near, span);
  }

  /** A static value as a scalar tensor that meets one of a given type. */
  Value value(Denotation value, ElementType near, Span span) {
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    StepBuilder graph = elaborator.graph(span);
    if (value instanceof TensorDenotation t) {
      return t.value();
    } else if (value instanceof BoolStatic b) {
      return graph.constant(b.value() == Truth.YES ? 1 : 0, ElementType.BOOL);
    } else if (value instanceof IntStatic i) {
      return integer(i.value(), near, graph);
    } else if (value instanceof RatioStatic r) {
      ElementType type = near.isFloat() ? near : ElementType.F32;
      return r.of().isKnown() && r.by().isKnown()
          ? graph.constant((double) r.of().known() / r.by().known(), type)
          : graph.divide(
              graph.cast(graph.size(r.of()), type), graph.cast(graph.size(r.by()), type));
    } else if (value instanceof FloatStatic f) {
      return graph.constant(f.value(), near.isFloat() ? near : ElementType.F32);
    }
    throw new DiagnosticException(KindMessages.noTensor(value, span));
  }

  private static Value integer(Dim dim, ElementType near, StepBuilder graph) {
    if (!dim.isKnown()) {
      return near == ElementType.BOOL || near == ElementType.U8
          ? graph.size(dim)
          : graph.cast(graph.size(dim), near);
    }
    boolean fits = near != ElementType.U8 || dim.known() >= 0 && dim.known() <= 255;
    ElementType type = near == ElementType.BOOL || !fits ? ElementType.I32 : near;
    return graph.constant(dim.known(), type);
  }

  /** The value of a denotation that is known to be a tensor. */
  static Value value(Denotation tensor) {
    return ((TensorDenotation) tensor).value();
  }

  static Denotation tensor(Value value) {
    return new TensorDenotation(value);
  }

  static Value one(StepBuilder graph, Primitive primitive, Value... operands) {
    return graph.apply(primitive, Attributes.NONE, List.of(operands)).get(0);
  }
}
