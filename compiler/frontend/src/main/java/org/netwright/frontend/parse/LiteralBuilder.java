package org.netwright.frontend.parse;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.netwright.frontend.syntax.Expression;
import org.netwright.grammar.NetParser;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.source.Span;

/** Builds numbers, durations, strings and the words that are values. */
final class LiteralBuilder {
  /** Digits of a number; beyond, reading it costs more than any program needs. */
  private static final int MOST_DIGITS = 1000;

  private static final Pattern BLANKS = Pattern.compile("[ \t]+");

  private final TreeBuilder tree;

  LiteralBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Expression literal(NetParser.LiteralContext context) {
    Span span = tree.span(context);
    if (context.STRING() != null) {
      return tree.texts().text(context.STRING());
    }
    if (context.NONE() != null) {
      return new Expression.NoneLiteral(span);
    }
    if (context.TRUE() != null || context.FALSE() != null) {
      return new Expression.BoolLiteral(context.TRUE() != null, span);
    }
    String digits = context.getText().replace("_", "");
    if (digits.length() > MOST_DIGITS) {
      tree.problems().add(CharacterMessages.numberTooLong(span, digits.length(), MOST_DIGITS));
      digits = "0";
    }
    if (context.INT() != null) {
      return new Expression.IntLiteral(new BigInteger(digits), span);
    }
    return context.FLOAT() != null
        ? new Expression.FloatLiteral(real(digits, span), span)
        : new Expression.DurationLiteral(duration(digits, span), span);
  }

  private double real(String digits, Span span) {
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      tree.problems().add(CharacterMessages.floatTooLarge(span, digits));
      return 0;
    }
    return value;
  }

  private Duration duration(String text, Span span) {
    String[] parts = BLANKS.split(text, 2);
    boolean epochs = parts.length == 2 && parts[1].startsWith("epoch");
    return new Duration(real(parts[0], span), epochs ? Duration.Unit.EPOCHS : Duration.Unit.STEPS);
  }
}
