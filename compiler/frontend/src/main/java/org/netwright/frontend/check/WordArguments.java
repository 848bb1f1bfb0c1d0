package org.netwright.frontend.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;

/** The arguments of a word of the compiler, matched to the names that it gives them. */
final class WordArguments {
  private final String word;
  private final Expression.Call call;
  private final Map<String, Expression> matched = new LinkedHashMap<>();

  /**
   * @throws DiagnosticException for one that is unknown, given twice, or one too many
   */
  WordArguments(String word, Expression.Call call, List<String> names) {
    this.word = word;
    this.call = call;
    int position = 0;
    for (Expression.Argument argument : call.arguments()) {
      String name;
      if (argument.name().isPresent()) {
        name = argument.name().get().text();
        if (!names.contains(name)) {
          throw new DiagnosticException(
              DataMessages.unknownArgument(word, name, names, argument.name().get().span()));
        }
      } else if (position < names.size()) {
        name = names.get(position++);
      } else {
        throw new DiagnosticException(
            DataMessages.tooManyArguments(word, names, argument.value().span()));
      }
      if (matched.put(name, argument.value()) != null) {
        throw new DiagnosticException(
            DataMessages.argumentTwice(word, name, argument.value().span()));
      }
    }
  }

  Optional<Expression> find(String name) {
    return Optional.ofNullable(matched.get(name));
  }

  Expression demand(String name) {
    return find(name)
        .orElseThrow(
            () -> new DiagnosticException(DataMessages.missingArgument(word, name, call.span())));
  }
}
