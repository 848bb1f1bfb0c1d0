package org.netwright.frontend.syntax;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.source.Span;

/** A type as written. */
public sealed interface TypeExpression extends Node {
  /** {@code int}, {@code layer}, {@code duration}. */
  record Word(Name name, Span span) implements TypeExpression {}

  /** {@code [B, 2 * C]}, {@code i64[B]}; {@code any[S...]} leaves the element type open. */
  record Tensor(Optional<Name> element, List<DimExpression> dims, Span span)
      implements TypeExpression {}

  /** One dimension; {@code S...} stands for any number of them. */
  record DimExpression(Expression value, boolean spread, Span span) implements Node {}

  /** {@code list[int]}. */
  record ListOf(TypeExpression element, Span span) implements TypeExpression {}

  /** {@code T?}. */
  record OptionalOf(TypeExpression type, Span span) implements TypeExpression {}

  /** {@code "same" | "valid"}. */
  record Choice(List<Expression.Text> choices, Span span) implements TypeExpression {}

  /** {@code (image: u8[28, 28, 1], label: i64)}. */
  record TupleOf(List<Field> fields, Span span) implements TypeExpression {}

  /** {@code ([B]) -> [B]}. */
  record Function(TupleOf from, TypeExpression to, Span span) implements TypeExpression {}

  record Field(Optional<Name> name, TypeExpression type, Span span) implements Node {}
}
