package org.netwright.frontend.check;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.DurationStatic;
import org.netwright.frontend.check.Denotation.ElementTypeStatic;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.frontend.syntax.Expression.ComparisonOperator;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/** The arithmetic of values known when compiling (definitions C24). */
final class Statics {
  private static final int LARGEST_EXPONENT = 4096;

  private Statics() {}

  static boolean isNumber(Denotation value) {
    return value instanceof IntStatic
        || value instanceof RatioStatic
        || value instanceof FloatStatic;
  }

  /** Whether a value is known when compiling, apart from the sizes of free dims. */
  static boolean isStatic(Denotation value) {
    return isNumber(value)
        || value instanceof BoolStatic
        || value instanceof TextStatic
        || value instanceof DurationStatic
        || value instanceof NoneStatic
        || value instanceof ElementTypeStatic
        || value instanceof ListDenotation list
            && list.elements().stream().allMatch(Statics::isStatic)
        || value instanceof TupleDenotation tuple
            && tuple.fields().stream().allMatch(f -> isStatic(f.value()));
  }

  /** The number; empty when it is none, or depends on symbolic dims. */
  /** The durations that a value is or lists. */
  static Stream<Duration> durations(Denotation value) {
    if (value instanceof ListDenotation list) {
      return list.elements().stream().flatMap(Statics::durations);
    }
    return value instanceof DurationStatic duration ? Stream.of(duration.value()) : Stream.empty();
  }

  static OptionalDouble number(Denotation value) {
    if (value instanceof IntStatic i && i.value().isKnown()) {
      return OptionalDouble.of(i.value().known());
    } else if (value instanceof RatioStatic r && r.of().isKnown() && r.by().isKnown()) {
      return OptionalDouble.of((double) r.of().known() / r.by().known());
    } else if (value instanceof FloatStatic f && f.known()) {
      return OptionalDouble.of(f.value());
    }
    return OptionalDouble.empty();
  }

  static Denotation ratio(Dim of, Dim by, Span span) {
    if (by.is(0)) {
      throw new DiagnosticException(StaticMessages.divisionByZero(span));
    }
    return of.dividedBy(by).<Denotation>map(IntStatic::new).orElseGet(() -> reduced(of, by));
  }

  private static Denotation reduced(Dim of, Dim by) {
    if (of.isKnown() && by.isKnown()) {
      long divisor = gcd(Math.abs(of.known()), Math.abs(by.known()));
      return new RatioStatic(Dim.of(of.known() / divisor), Dim.of(by.known() / divisor));
    }
    return new RatioStatic(of, by);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? Math.max(a, 1) : gcd(b, a % b);
  }

  /** A binary operator on two static values; the caller has seen that both are. */
  static Denotation binary(BinaryOperator operator, Denotation left, Denotation right, Span span) {
    try {
      return compute(operator, left, right, span);
    } catch (ArithmeticException overflow) {
      throw new DiagnosticException(StaticMessages.overflow(span, overflow));
    }
  }

  private static Denotation compute(
      BinaryOperator operator, Denotation left, Denotation right, Span span) {
    if (left instanceof IntStatic a && right instanceof IntStatic b) {
      return ints(operator, a.value(), b.value(), span);
    } else if (isRational(left) && isRational(right)) {
      return ratios(operator, asRatio(left), asRatio(right), span);
    } else if (isNumber(left) && isNumber(right)) {
      return number(left).isPresent() && number(right).isPresent()
          ? floats(operator, number(left), number(right), span)
          : FloatStatic.unknown(sign(operator, signum(left), signum(right)));
    } else if (left instanceof DurationStatic || right instanceof DurationStatic) {
      return durations(operator, left, right, span);
    } else if (left instanceof ListDenotation a
        && right instanceof ListDenotation b
        && operator == BinaryOperator.PLUS) {
      List<Denotation> joined = new java.util.ArrayList<>(a.elements());
      joined.addAll(b.elements());
      return new ListDenotation(joined);
    } else if (left instanceof TextStatic a
        && right instanceof TextStatic b
        && operator == BinaryOperator.PLUS) {
      return new TextStatic(a.value() + b.value());
    }
    throw new DiagnosticException(StaticMessages.noOperation(operator.sign(), left, right, span));
  }

  private static Denotation ints(BinaryOperator operator, Dim a, Dim b, Span span) {
    return switch (operator) {
      case PLUS -> new IntStatic(a.plus(b));
      case MINUS -> new IntStatic(a.minus(b));
      case TIMES -> new IntStatic(a.times(b));
      case DIVIDE -> ratio(a, b, span);
      case FLOOR_DIVIDE -> new IntStatic(nonZero(b, span) ? a.floorDiv(b) : a);
      case REMAINDER -> new IntStatic(nonZero(b, span) ? a.mod(b) : a);
      case POWER -> power(a, b, span);
      default ->
          throw new DiagnosticException(
              StaticMessages.noOperation(
                  operator.sign(), new IntStatic(a), new IntStatic(b), span));
    };
  }

  private static boolean nonZero(Dim by, Span span) {
    if (by.is(0)) {
      throw new DiagnosticException(StaticMessages.divisionByZero(span));
    }
    return true;
  }

  private static Denotation power(Dim base, Dim exponent, Span span) {
    if (exponent.isKnown() && exponent.known() >= 0) {
      if (exponent.known() > LARGEST_EXPONENT) {
        throw new ArithmeticException("an exponent of " + exponent);
      }
      return new IntStatic(base.power((int) exponent.known()));
    } else if (!exponent.isKnown()) {
      // an int whose size an application will give; equal texts are equal sizes
      return new IntStatic(Dim.named("(" + base + " ** " + exponent + ")"));
    }
    return floats(
        BinaryOperator.POWER, number(new IntStatic(base)), number(new IntStatic(exponent)), span);
  }

  private static boolean isRational(Denotation value) {
    return value instanceof IntStatic || value instanceof RatioStatic;
  }

  private static RatioStatic asRatio(Denotation value) {
    return value instanceof IntStatic i
        ? new RatioStatic(i.value(), Dim.of(1))
        : (RatioStatic) value;
  }

  private static Denotation ratios(
      BinaryOperator operator, RatioStatic a, RatioStatic b, Span span) {
    return switch (operator) {
      case PLUS ->
          ratio(a.of().times(b.by()).plus(b.of().times(a.by())), a.by().times(b.by()), span);
      case MINUS ->
          ratio(a.of().times(b.by()).minus(b.of().times(a.by())), a.by().times(b.by()), span);
      case TIMES -> ratio(a.of().times(b.of()), a.by().times(b.by()), span);
      case DIVIDE -> ratio(a.of().times(b.by()), a.by().times(b.of()), span);
      case FLOOR_DIVIDE -> new IntStatic(a.of().times(b.by()).floorDiv(a.by().times(b.of())));
      default -> floats(operator, number(a), number(b), span);
    };
  }

  private static Denotation floats(
      BinaryOperator operator, OptionalDouble left, OptionalDouble right, Span span) {
    if (left.isEmpty() || right.isEmpty()) {
      return FloatStatic.OPEN;
    }
    double a = left.getAsDouble();
    double b = right.getAsDouble();
    if (b == 0
        && (operator == BinaryOperator.DIVIDE
            || operator == BinaryOperator.FLOOR_DIVIDE
            || operator == BinaryOperator.REMAINDER)) {
      throw new DiagnosticException(StaticMessages.divisionByZero(span));
    }
    double result =
        switch (operator) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDE -> a / b;
          case FLOOR_DIVIDE -> Math.floor(a / b);
          case REMAINDER -> a - b * Math.floor(a / b);
          case POWER -> Math.pow(a, b);
          default ->
              throw new DiagnosticException(
                  StaticMessages.noOperation(
                      operator.sign(), FloatStatic.of(a), FloatStatic.of(b), span));
        };
    if (Double.isNaN(result) || Double.isInfinite(result)) {
      throw new DiagnosticException(StaticMessages.noNumber(a, operator.sign(), b, span));
    }
    return FloatStatic.of(result);
  }

  /** The sign of a result whose operands have these signs, if they tell. */
  private static int sign(BinaryOperator operator, int left, int right) {
    return switch (operator) {
      case TIMES, DIVIDE -> left * right;
      case PLUS -> left == right ? left : 0;
      case MINUS -> left == -right ? left : 0;
      case POWER -> left > 0 ? 1 : 0;
      default -> 0;
    };
  }

  /** The sign of a number, for every size; 0 where it is zero or not sure. */
  private static int signum(Denotation value) {
    if (value instanceof IntStatic i) {
      return sign(i.value());
    } else if (value instanceof RatioStatic r) {
      return sign(r.of()) * sign(r.by());
    }
    FloatStatic f = (FloatStatic) value;
    return f.known() ? (int) Math.signum(f.value()) : f.sign();
  }

  private static Denotation durations(
      BinaryOperator operator, Denotation left, Denotation right, Span span) {
    if (left instanceof DurationStatic a && right instanceof DurationStatic b) {
      boolean alike = a.value().unit() == b.value().unit();
      if (alike && operator == BinaryOperator.PLUS) {
        return duration(a.value().amount() + b.value().amount(), a.value().unit());
      } else if (alike && operator == BinaryOperator.MINUS) {
        return duration(a.value().amount() - b.value().amount(), a.value().unit());
      } else if (alike && operator == BinaryOperator.DIVIDE && b.value().amount() != 0) {
        return FloatStatic.of(a.value().amount() / b.value().amount());
      }
    } else if (left instanceof DurationStatic a && number(right).isPresent()) {
      double by = number(right).getAsDouble();
      if (operator == BinaryOperator.TIMES) {
        return duration(a.value().amount() * by, a.value().unit());
      } else if (operator == BinaryOperator.DIVIDE && by != 0) {
        return duration(a.value().amount() / by, a.value().unit());
      }
    } else if (right instanceof DurationStatic b
        && number(left).isPresent()
        && operator == BinaryOperator.TIMES) {
      return duration(b.value().amount() * number(left).getAsDouble(), b.value().unit());
    }
    throw new DiagnosticException(StaticMessages.noOperation(operator.sign(), left, right, span));
  }

  private static Denotation duration(double amount, Duration.Unit unit) {
    return new DurationStatic(new Duration(amount, unit));
  }

  static Denotation negative(Denotation value, Span span) {
    if (value instanceof IntStatic i) {
      return new IntStatic(i.value().times(-1));
    } else if (value instanceof RatioStatic r) {
      return new RatioStatic(r.of().times(-1), r.by());
    } else if (value instanceof FloatStatic f) {
      return new FloatStatic(-f.value(), f.known(), -f.sign());
    }
    throw new DiagnosticException(StaticMessages.noNegative(value, span));
  }

  // ---- comparison

  /** {@code left operator right}; empty dims leave it open. */
  static Truth compare(ComparisonOperator operator, Denotation left, Denotation right, Span span) {
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> equal(left, right).not();
      case LESS -> less(left, right, span);
      case LESS_EQUAL -> less(right, left, span).not();
      case GREATER -> less(right, left, span);
      case GREATER_EQUAL -> less(left, right, span).not();
    };
  }

  /** The comparison as a condition on sizes; opaque where it is about other values. */
  static Condition condition(ComparisonOperator operator, Denotation left, Denotation right) {
    if (!isRational(left) || !isRational(right)) {
      return opaque(operator, left, right);
    }
    RatioStatic a = asRatio(left);
    RatioStatic b = asRatio(right);
    if (sign(a.by()) <= 0 || sign(b.by()) <= 0) {
      return opaque(operator, left, right);
    }
    Dim x = a.of().times(b.by());
    Dim y = b.of().times(a.by());
    return switch (operator) {
      case EQUAL -> Condition.equal(x, y);
      case NOT_EQUAL -> Condition.notEqual(x, y);
      case LESS -> Condition.less(x, y);
      case LESS_EQUAL -> Condition.atMost(x, y);
      case GREATER -> Condition.less(y, x);
      case GREATER_EQUAL -> Condition.atMost(y, x);
    };
  }

  private static Condition opaque(ComparisonOperator operator, Denotation left, Denotation right) {
    return new Condition.Opaque(
        Shown.value(left) + " " + operator.sign() + " " + Shown.value(right));
  }

  static Truth equal(Denotation left, Denotation right) {
    if (isRational(left) && isRational(right)) {
      RatioStatic a = asRatio(left);
      RatioStatic b = asRatio(right);
      Dim difference = a.of().times(b.by()).minus(b.of().times(a.by()));
      return difference.isKnown()
          ? Truth.of(difference.is(0))
          : sign(difference) != 0 ? Truth.NO : Truth.OPEN;
    } else if (isNumber(left) && isNumber(right)) {
      OptionalDouble a = number(left);
      OptionalDouble b = number(right);
      return a.isPresent() && b.isPresent()
          ? Truth.of(a.getAsDouble() == b.getAsDouble())
          : Truth.OPEN;
    } else if (left instanceof BoolStatic a && right instanceof BoolStatic b) {
      return a.value() == Truth.OPEN || b.value() == Truth.OPEN
          ? Truth.OPEN
          : Truth.of(a.value() == b.value());
    } else if (left instanceof ListDenotation a && right instanceof ListDenotation b) {
      return equal(a.elements(), b.elements());
    } else if (left instanceof TupleDenotation a && right instanceof TupleDenotation b) {
      return equal(
          a.fields().stream().map(Denotation.Field::value).toList(),
          b.fields().stream().map(Denotation.Field::value).toList());
    } else if (left instanceof DurationStatic a && right instanceof DurationStatic b) {
      return Truth.of(a.value().equals(b.value()));
    }
    return Truth.of(left.equals(right));
  }

  private static Truth equal(List<Denotation> a, List<Denotation> b) {
    if (a.size() != b.size()) {
      return Truth.NO;
    }
    Truth all = Truth.YES;
    for (int i = 0; i < a.size(); i++) {
      all = all.and(equal(a.get(i), b.get(i)));
    }
    return all;
  }

  private static Truth less(Denotation left, Denotation right, Span span) {
    if (isRational(left) && isRational(right)) {
      RatioStatic a = asRatio(left);
      RatioStatic b = asRatio(right);
      Dim difference = b.of().times(a.by()).minus(a.of().times(b.by()));
      int positive = sign(difference);
      int turned = sign(a.by().times(b.by()));
      return difference.isKnown() || positive != 0
          ? turned == 0 ? Truth.OPEN : Truth.of(positive * turned > 0)
          : Truth.OPEN;
    } else if (isNumber(left) && isNumber(right)) {
      OptionalDouble a = number(left);
      OptionalDouble b = number(right);
      return a.isPresent() && b.isPresent()
          ? Truth.of(a.getAsDouble() < b.getAsDouble())
          : signum(left) * signum(right) < 0 ? Truth.of(signum(left) < 0) : Truth.OPEN;
    } else if (left instanceof DurationStatic a
        && right instanceof DurationStatic b
        && a.value().unit() == b.value().unit()) {
      return Truth.of(a.value().amount() < b.value().amount());
    }
    throw new DiagnosticException(StaticMessages.noOperation("<", left, right, span));
  }

  /** The sign of a dim for all sizes from 1; 0 when it is zero or not the same for all. */
  private static int sign(Dim dim) {
    boolean positive = true;
    boolean negative = true;
    long low = 0;
    for (Dim.Term term : dim.sum()) {
      boolean constant = term.atoms().isEmpty();
      boolean names = term.atoms().stream().allMatch(a -> a instanceof Dim.Atom.Name);
      low += constant || names ? term.coefficient() : 0;
      positive &= term.coefficient() > 0 || constant;
      negative &= term.coefficient() < 0 || constant;
    }
    if (dim.isKnown()) {
      return Long.signum(dim.known());
    }
    return positive && low > 0 ? 1 : negative && low < 0 ? -1 : 0;
  }
}
