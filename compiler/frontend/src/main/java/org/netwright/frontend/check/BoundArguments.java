package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.DurationStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;

/** The arguments of one call of what a plugin defines, as the types of its header made them. */
final class BoundArguments implements Arguments {
  private final Elaborator elaborator;
  private final Symbol symbol;
  private final Map<String, Denotation> values;
  private final Span span;

  BoundArguments(Elaborator elaborator, Symbol symbol, Map<String, Denotation> values, Span span) {
    this.elaborator = elaborator;
    this.symbol = symbol;
    this.values = values;
    this.span = span;
  }

  /** Two calls with equal arguments are one: a source is opened once for both. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BoundArguments bound
        && symbol == bound.symbol
        && values.equals(bound.values);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(symbol) + values.hashCode();
  }

  private Denotation value(String name) {
    Denotation value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          symbol.kindWord() + " " + symbol.name() + " declares no parameter " + name);
    }
    return value;
  }

  private IllegalStateException wrong(String name, String wanted) {
    return new IllegalStateException(
        "`%s` of %s is %s and was asked for as %s"
            .formatted(name, symbol.name(), Shown.kind(value(name)), wanted));
  }

  @Override
  public boolean isNone(String name) {
    return value(name) instanceof NoneStatic;
  }

  @Override
  public long integer(String name) {
    if (value(name) instanceof IntStatic i) {
      return i.value().isKnown() ? i.value().known() : 1;
    }
    throw wrong(name, "an int");
  }

  @Override
  public double number(String name) {
    if (Statics.isNumber(value(name))) {
      return Statics.number(value(name)).orElse(1);
    }
    throw wrong(name, "a number");
  }

  @Override
  public boolean flag(String name) {
    if (value(name) instanceof BoolStatic b) {
      return b.value() == Truth.YES;
    }
    throw wrong(name, "a bool");
  }

  @Override
  public String text(String name) {
    if (value(name) instanceof TextStatic t) {
      return t.value();
    }
    throw wrong(name, "a text");
  }

  @Override
  public Duration duration(String name) {
    if (value(name) instanceof DurationStatic d) {
      return d.value();
    }
    throw wrong(name, "a duration");
  }

  private List<Denotation> list(String name) {
    if (value(name) instanceof ListDenotation list) {
      return list.elements();
    }
    throw wrong(name, "a list");
  }

  @Override
  public List<Duration> durations(String name) {
    return list(name).stream().map(e -> ((DurationStatic) e).value()).toList();
  }

  @Override
  public List<Double> numbers(String name) {
    return list(name).stream().map(e -> Statics.number(e).orElse(1)).toList();
  }

  @Override
  public List<Long> integers(String name) {
    return list(name).stream().map(e -> ((IntStatic) e).value().known()).toList();
  }

  @Override
  public List<String> texts(String name) {
    return list(name).stream().map(e -> ((TextStatic) e).value()).toList();
  }

  @Override
  public Value tensor(String name) {
    Denotation value = value(name);
    if (value instanceof TensorDenotation t) {
      return t.value();
    } else if (Statics.isNumber(value)) {
      ElementType near = value instanceof IntStatic ? ElementType.I32 : ElementType.F32;
      return elaborator.operators.value(value, near, span);
    }
    throw wrong(name, "a tensor");
  }

  @Override
  public OptionalDouble constant(String name) {
    return Statics.number(value(name));
  }

  @Override
  public DiagnosticException error(String message, String hint) {
    return new DiagnosticException(ArgumentMessages.doNotFit(message, hint, span));
  }

  @Override
  public Value scheduled(String name) {
    Denotation now = elaborator.definitions.now(value(name));
    return elaborator.operators.value(now, ElementType.F32, span);
  }
}
