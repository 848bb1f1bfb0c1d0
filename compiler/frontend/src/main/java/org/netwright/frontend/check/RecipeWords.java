package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.frontend.check.Denotation.BoundedLength;
import org.netwright.frontend.check.Denotation.DurationStatic;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;

/** The words of recipes: those of data, and {@code at_most} (definitions C13). */
final class RecipeWords implements WordMeaning {
  private final Elaborator elaborator;
  private final WordMeaning data;

  RecipeWords(Elaborator elaborator, WordMeaning data) {
    this.elaborator = elaborator;
    this.data = data;
  }

  @Override
  public Optional<Denotation> call(
      String word, Optional<Denotation> piped, Expression.Call call, Scope scope) {
    return word.equals("at_most") && piped.isEmpty()
        ? Optional.of(bounded(call, scope))
        : data.call(word, piped, call, scope);
  }

  private Denotation bounded(Expression.Call call, Scope scope) {
    Duration most = null;
    Duration patience = null;
    for (Expression.Argument argument : call.arguments()) {
      Denotation value = elaborator.evaluate(argument.value(), scope);
      if (value.isError()) {
        return value;
      }
      boolean first = argument.name().isEmpty() && most == null;
      boolean second =
          argument.name().filter(n -> n.text().equals("patience")).isPresent() && patience == null;
      if (!(value instanceof DurationStatic duration) || !first && !second) {
        throw new DiagnosticException(CompositionMessages.boundForm(argument.span()));
      } else if (first) {
        most = duration.value();
      } else {
        patience = duration.value();
      }
    }
    if (most == null || patience == null) {
      throw new DiagnosticException(CompositionMessages.boundForm(call.span()));
    }
    return new BoundedLength(most, patience);
  }
}
