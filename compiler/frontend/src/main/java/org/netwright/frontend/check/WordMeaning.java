package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.frontend.syntax.Expression;

/** What the words of the compiler mean in a recipe or a test. */
@FunctionalInterface
interface WordMeaning {
  /**
   * @param piped what flows in, when the word is a stage
   * @return empty when the word has no meaning here
   */
  Optional<Denotation> call(
      String word, Optional<Denotation> piped, Expression.Call call, Scope scope);
}
