package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/**
 * An argument of a call: written, or a value that already exists, such as the one in a pipe.
 *
 * @param scope where a written one is read, when that is not where the call stands
 */
record Given(
    Optional<Name> name,
    Optional<Expression> expression,
    Optional<Denotation> value,
    Optional<Scope> scope,
    Span span) {
  static Given value(Denotation value, Span span) {
    return new Given(
        Optional.empty(), Optional.empty(), Optional.of(value), Optional.empty(), span);
  }

  static Given written(Expression.Argument argument) {
    return new Given(
        argument.name(),
        Optional.of(argument.value()),
        Optional.empty(),
        Optional.empty(),
        argument.value().span());
  }

  /** The arguments of a call with its block as the last one. */
  static List<Given> of(Expression.Call call) {
    List<Given> given = new ArrayList<>();
    call.arguments().forEach(a -> given.add(written(a)));
    call.block().ifPresent(b -> given.add(block(b)));
    return given;
  }

  private static Given block(Block block) {
    return new Given(
        Optional.empty(),
        Optional.of(new Expression.BlockLayer(block, block.span())),
        Optional.empty(),
        Optional.empty(),
        block.span());
  }

  Given in(Scope place) {
    return new Given(name, expression, value, Optional.of(place), span);
  }

  Given named(Name parameter) {
    return new Given(Optional.of(parameter), expression, value, scope, span);
  }

  Given named(String parameter) {
    return named(new Name(parameter, span));
  }

  boolean isBlock() {
    return expression.isPresent() && expression.get() instanceof Expression.BlockLayer;
  }
}
