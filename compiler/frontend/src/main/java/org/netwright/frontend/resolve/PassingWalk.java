package org.netwright.frontend.resolve;

import java.util.Optional;
import org.netwright.frontend.syntax.Expression;

/** The part of a walk that has nothing to say of an expression and only passes on to its parts. */
abstract class PassingWalk implements Expression.Visitor<Optional<Void>> {
  static final Optional<Void> DONE = Optional.empty();

  /** Walks a part that stands for itself. */
  abstract Optional<Void> expression(Expression part);

  @Override
  public Optional<Void> intLiteral(Expression.IntLiteral expression) {
    return DONE;
  }

  @Override
  public Optional<Void> floatLiteral(Expression.FloatLiteral expression) {
    return DONE;
  }

  @Override
  public Optional<Void> durationLiteral(Expression.DurationLiteral expression) {
    return DONE;
  }

  @Override
  public Optional<Void> boolLiteral(Expression.BoolLiteral expression) {
    return DONE;
  }

  @Override
  public Optional<Void> noneLiteral(Expression.NoneLiteral expression) {
    return DONE;
  }

  @Override
  public Optional<Void> text(Expression.Text text) {
    text.parts().forEach(p -> p.expression().ifPresent(this::expression));
    return DONE;
  }

  @Override
  public Optional<Void> unary(Expression.Unary unary) {
    return expression(unary.operand());
  }

  @Override
  public Optional<Void> binary(Expression.Binary binary) {
    expression(binary.left());
    return expression(binary.right());
  }

  @Override
  public Optional<Void> comparison(Expression.Comparison comparison) {
    comparison.operands().forEach(this::expression);
    return DONE;
  }

  @Override
  public Optional<Void> subscript(Expression.Subscript subscript) {
    expression(subscript.target());
    subscript.indices().forEach(i -> i.ifPresent(this::expression));
    return DONE;
  }

  @Override
  public Optional<Void> tap(Expression.Tap tap) {
    return expression(tap.target());
  }

  @Override
  public Optional<Void> pathPattern(Expression.PathPattern pattern) {
    return DONE;
  }

  @Override
  public Optional<Void> pipe(Expression.Pipe pipe) {
    expression(pipe.head());
    pipe.stages().forEach(this::expression);
    return DONE;
  }
}
