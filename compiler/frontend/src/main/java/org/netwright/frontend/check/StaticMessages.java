package org.netwright.frontend.check;

import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about static arithmetic and static conditions (NW310 to NW316). */
final class StaticMessages {
  private StaticMessages() {}

  static Diagnostic divisionByZero(Span span) {
    return Diagnostic.error("NW310", span, "this divides by zero");
  }

  static Diagnostic overflow(Span span, ArithmeticException cause) {
    return Diagnostic.error(
        "NW311", span, "an int leaves the 64 bits it has: " + String.valueOf(cause.getMessage()));
  }

  static Diagnostic noNumber(double a, String sign, double b, Span span) {
    return Diagnostic.error(
        "NW312", span, "%s %s %s is no number".formatted(Shown.number(a), sign, Shown.number(b)));
  }

  static Diagnostic noNumberOf(String function, double x, Span span) {
    return Diagnostic.error(
        "NW312", span, "%s(%s) is no number".formatted(function, Shown.number(x)));
  }

  static Diagnostic notWhole(RatioStatic ratio, Span span) {
    return Diagnostic.error(
            "NW313",
            span,
            "%s / %s is not whole, and an int is wanted here".formatted(ratio.of(), ratio.by()))
        .with(Hint.of("`//` rounds down, `ceil(a / b)` rounds up"));
  }

  static Diagnostic noOperation(String sign, Denotation left, Denotation right, Span span) {
    return Diagnostic.error(
        "NW314",
        span,
        "`%s` has no meaning between %s and %s"
            .formatted(sign, Shown.kind(left), Shown.kind(right)));
  }

  static Diagnostic noNegative(Denotation value, Span span) {
    return Diagnostic.error("NW314", span, "`-` has no meaning before " + Shown.kind(value));
  }

  static Diagnostic noNot(Denotation value, Span span) {
    return Diagnostic.error("NW314", span, "`not` wants a bool, and this is " + Shown.kind(value));
  }

  static Diagnostic tensorCondition(Expression condition, Denotation value) {
    return Diagnostic.error(
            "NW315",
            condition.span(),
            "`if` is decided when compiling, and this condition is a tensor " + Shown.value(value))
        .with(Hint.of("`where(condition, a, b)` chooses per element"));
  }

  static Diagnostic undecided(Expression condition) {
    return Diagnostic.error(
            "NW315",
            condition.span(),
            "`if` is decided when compiling, and sizes that are not known leave `%s` open"
                .formatted(Source.text(condition)))
        .with(Hint.of("the size of the batch decides nothing; other sizes must be given"));
  }

  static Diagnostic missingElse(Span span) {
    return Diagnostic.error("NW316", span, "this `if` is used as a value and has no `else`");
  }

  static Diagnostic branchOfStatements(Span span) {
    return Diagnostic.error(
        "NW316", span, "a branch of an `if` that is a value holds one expression");
  }
}
