package org.netwright.frontend.resolve;

import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.frontend.syntax.Expression;

/**
 * Which arguments of a check are patterns although they read as values: {@code paths(M(),
 * stages[0].linear)} names paths of M, not something of the test.
 */
public final class CheckTerms {
  /** The questions whose second argument is a term. */
  private static final Set<String> ASKED_BY_TERM = Set.of("paths", "params");

  private CheckTerms() {}

  static boolean isPattern(Expression.Call call, Expression.Argument argument) {
    return argument.name().isEmpty()
        && call.target() instanceof Expression.Reference word
        && ASKED_BY_TERM.contains(word.name().text())
        && isPath(argument.value());
  }

  /** Whether an expression is a name with members or indices behind it. */
  public static boolean isPath(Expression expression) {
    return expression instanceof Expression.Member member && isSegment(member.target())
        || expression instanceof Expression.Subscript subscript && isSegment(subscript.target());
  }

  /** The path as a pattern is written; an index that is no number stands as a name. */
  public static String text(Expression path) {
    if (path instanceof Expression.Member member) {
      return text(member.target()) + "." + member.name().text();
    } else if (path instanceof Expression.Subscript subscript) {
      return text(subscript.target())
          + subscript.indices().stream()
              .map(index -> index.map(CheckTerms::text).orElse(":"))
              .collect(Collectors.joining(", ", "[", "]"));
    } else if (path instanceof Expression.IntLiteral number) {
      return number.value().toString();
    }
    return path instanceof Expression.Reference name ? name.name().text() : "?";
  }

  private static boolean isSegment(Expression expression) {
    return expression instanceof Expression.Reference || isPath(expression);
  }
}
