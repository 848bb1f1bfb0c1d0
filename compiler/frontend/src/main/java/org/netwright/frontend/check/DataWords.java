package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Dim;

/** The operators of data pipes: {@code shuffle}, {@code repeated}, {@code take}, {@code batch}. */
final class DataWords implements WordMeaning {
  private final Elaborator elaborator;
  private final Optional<Long> batchSize;

  /**
   * @param batchSize overrides every {@code batch(n)}
   */
  DataWords(Elaborator elaborator, Optional<Long> batchSize) {
    this.elaborator = elaborator;
    this.batchSize = batchSize;
  }

  @Override
  public Optional<Denotation> call(
      String word, Optional<Denotation> piped, Expression.Call call, Scope scope) {
    if (piped.isEmpty() || !(piped.get() instanceof DataDenotation data)) {
      return Optional.empty();
    }
    return switch (word) {
      case "shuffle", "repeated", "take" ->
          Optional.of(data.pipe().counted(word, count(word, call, scope), call.span()));
      case "batch" -> Optional.of(batch(data.pipe(), call, scope));
      default -> Optional.empty();
    };
  }

  private Denotation batch(DataPipe pipe, Expression.Call call, Scope scope) {
    DataProgram.Last last = DataProgram.Last.DEFAULT;
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name().isEmpty()) {
        continue;
      }
      Denotation value = elaborator.evaluate(argument.value(), scope);
      boolean known = argument.name().get().text().equals("last") && value instanceof TextStatic;
      if (known && value.equals(new TextStatic("drop"))) {
        last = DataProgram.Last.DROP;
      } else if (known && value.equals(new TextStatic("keep"))) {
        last = DataProgram.Last.KEEP;
      } else {
        throw new DiagnosticException(
            KindMessages.noChoice(
                new Types.Fitting(
                    "`" + argument.name().get().text() + "` of batch",
                    argument.value().span(),
                    argument.value().span()),
                java.util.List.of("drop", "keep"),
                value));
      }
    }
    return pipe.batch(batchSize.orElseGet(() -> count("batch", call, scope)), last, call.span());
  }

  private long count(String word, Expression.Call call, Scope scope) {
    Optional<Expression> first =
        call.arguments().stream()
            .filter(a -> a.name().isEmpty())
            .map(Expression.Argument::value)
            .findFirst();
    if (first.isEmpty()) {
      throw new DiagnosticException(RecipeMessages.countWanted(word, call.span()));
    }
    Dim count =
        elaborator.types.integer(
            elaborator.evaluate(first.get(), scope), first.get().span(), "the number of " + word);
    if (!count.isKnown() || count.known() < 1) {
      throw new DiagnosticException(RecipeMessages.countWanted(word, call.span()));
    }
    return count.known();
  }
}
