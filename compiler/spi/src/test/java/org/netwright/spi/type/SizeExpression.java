package org.netwright.spi.type;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * An expression over sizes that can be worked out in two ways: number by number, and as a {@link
 * Dim} whose names are replaced at the end.
 */
interface SizeExpression {
  /** Says that a division was promised to be exact and is not. */
  final class NotWhole extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Dim symbolic();

  long value(Map<String, Long> sizes);

  record Number(long number) implements SizeExpression {
    @Override
    public Dim symbolic() {
      return Dim.of(number);
    }

    @Override
    public long value(Map<String, Long> sizes) {
      return number;
    }
  }

  record Name(String name) implements SizeExpression {
    @Override
    public Dim symbolic() {
      return Dim.named(name);
    }

    @Override
    public long value(Map<String, Long> sizes) {
      return sizes.get(name);
    }
  }

  record Sum(SizeExpression a, SizeExpression b, boolean minus) implements SizeExpression {
    @Override
    public Dim symbolic() {
      return minus ? a.symbolic().minus(b.symbolic()) : a.symbolic().plus(b.symbolic());
    }

    @Override
    public long value(Map<String, Long> sizes) {
      return a.value(sizes) + (minus ? -1 : 1) * b.value(sizes);
    }
  }

  record Product(SizeExpression a, SizeExpression b) implements SizeExpression {
    @Override
    public Dim symbolic() {
      return a.symbolic().times(b.symbolic());
    }

    @Override
    public long value(Map<String, Long> sizes) {
      return a.value(sizes) * b.value(sizes);
    }
  }

  /** The divisions of the language. */
  enum Kind {
    EXACT,
    FLOOR,
    CEIL,
    REST
  }

  record Division(SizeExpression a, SizeExpression b, Kind kind) implements SizeExpression {
    @Override
    public Dim symbolic() {
      Dim of = a.symbolic();
      Dim by = b.symbolic();
      return switch (kind) {
        case EXACT -> of.over(by);
        case FLOOR -> of.floorDiv(by);
        case CEIL -> of.ceilDiv(by);
        case REST -> of.mod(by);
      };
    }

    @Override
    public long value(Map<String, Long> sizes) {
      long of = a.value(sizes);
      long by = b.value(sizes);
      if (kind == Kind.EXACT && of % by != 0) {
        throw new NotWhole();
      }
      return switch (kind) {
        case EXACT -> of / by;
        case FLOOR -> Math.floorDiv(of, by);
        case CEIL -> -Math.floorDiv(-of, by);
        case REST -> Math.floorMod(of, by);
      };
    }
  }

  /** Expressions up to a depth; divisors are numbers or names, so that they are not zero. */
  static Arbitrary<SizeExpression> arbitrary(int depth) {
    Arbitrary<SizeExpression> name = Arbitraries.of("A", "B", "C").map(Name::new);
    Arbitrary<SizeExpression> number = Arbitraries.longs().between(-7, 12).map(Number::new);
    Arbitrary<SizeExpression> leaf =
        Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(2, name), net.jqwik.api.Tuple.of(1, number));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<SizeExpression> small = arbitrary(depth - 1);
    Arbitrary<SizeExpression> count =
        Arbitraries.of(1L, 2L, 3L, 4L, 6L, 8L, -1L, -2L, -3L).map(Number::new);
    Arbitrary<SizeExpression> divisor =
        Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, count), net.jqwik.api.Tuple.of(1, name));
    Arbitrary<SizeExpression> sum =
        Combinators.combine(small, small, Arbitraries.of(true, false)).as(Sum::new);
    Arbitrary<SizeExpression> product = Combinators.combine(small, small).as(Product::new);
    Arbitrary<SizeExpression> division =
        Combinators.combine(small, divisor, Arbitraries.of(Kind.class)).as(Division::new);
    return Arbitraries.oneOf(leaf, sum, product, division, division);
  }
}
