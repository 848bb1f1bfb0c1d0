package org.netwright.spi.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class DimTest {
  private static final Dim H = Dim.named("H");
  private static final Dim W = Dim.named("W");
  private static final Dim C = Dim.named("C");

  private static Dim n(long number) {
    return Dim.of(number);
  }

  @Provide
  Arbitrary<SizeExpression> expressions() {
    return SizeExpression.arbitrary(4);
  }

  @Provide
  Arbitrary<Map<String, Long>> sizes() {
    Arbitrary<Long> size =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 40), Arbitraries.longs().between(1, 6).map(n -> 24 * n));
    return Combinators.combine(size, size, size).as((a, b, c) -> Map.of("A", a, "B", b, "C", c));
  }

  @Property(tries = 1500)
  void anExpressionHasTheSameValueBeforeAndAfterItsNamesAreReplaced(
      @ForAll("expressions") SizeExpression expression, @ForAll("sizes") Map<String, Long> sizes) {
    long value;
    Dim symbolic;
    try {
      value = expression.value(sizes);
      symbolic = expression.symbolic();
    } catch (SizeExpression.NotWhole promiseBroken) {
      Assume.that(false);
      return;
    } catch (ArithmeticException notWholeForAnySize) {
      Assume.that(false);
      return;
    }
    assertThat(symbolic.evaluate(sizes))
        .as("%s at %s", symbolic, sizes)
        .contains(BigInteger.valueOf(value));
  }

  @Property(tries = 300)
  void sumsAndProductsObeyTheLawsOfARing(
      @ForAll("expressions") SizeExpression x,
      @ForAll("expressions") SizeExpression y,
      @ForAll("expressions") SizeExpression z) {
    Dim a;
    Dim b;
    Dim c;
    try {
      a = x.symbolic();
      b = y.symbolic();
      c = z.symbolic();
    } catch (ArithmeticException notWholeForAnySize) {
      Assume.that(false);
      return;
    }
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.times(b)).isEqualTo(b.times(a));
    assertThat(a.times(b.plus(c))).isEqualTo(a.times(b).plus(a.times(c)));
    assertThat(a.minus(a)).isEqualTo(n(0));
    assertThat(a.plus(b).minus(b)).isEqualTo(a).hasSameHashCodeAs(a);
  }

  @Property(tries = 300)
  void aDimIsWrittenOutAsTheSumThatABackEndComputes(
      @ForAll("expressions") SizeExpression expression) {
    Dim dim;
    try {
      dim = expression.symbolic();
    } catch (ArithmeticException notWholeForAnySize) {
      Assume.that(false);
      return;
    }
    Dim again = n(0);
    for (Dim.Term term : dim.sum()) {
      Dim product = n(term.coefficient());
      for (Dim.Atom atom : term.atoms()) {
        product = product.times(Dim.of(atom));
      }
      again = again.plus(product);
    }
    assertThat(again).isEqualTo(dim);
  }

  @Example
  void exactQuotientsAreFractions() {
    assertThat(H.over(n(8)).times(8)).isEqualTo(H);
    assertThat(n(8).times(H.over(n(8)))).isEqualTo(H);
    assertThat(H.over(n(2)).over(n(2))).isEqualTo(H.over(n(4))).hasToString("H / 4");
    assertThat(H.over(n(4)).times(2)).isEqualTo(H.over(n(2)));
    assertThat(H.over(n(2)).plus(H.over(n(2)))).isEqualTo(H);
    assertThat(H.over(n(2)).plus(W.over(n(2)))).isEqualTo(H.plus(W).over(n(2)));
    assertThat(H.plus(2).over(n(2))).isEqualTo(H.over(n(2)).plus(1)).hasToString("H / 2 + 1");
    assertThat(C.over(W).times(W)).isEqualTo(C);
    assertThat(C.times(H).over(W).times(W).over(C)).isEqualTo(H);
    assertThat(C.times(2).over(W.times(4))).isEqualTo(C.over(W.times(2)));
    assertThat(H.over(n(-2))).isEqualTo(H.times(-1).over(n(2)));
    assertThat(H.times(3).over(n(2))).isEqualTo(H.over(n(2)).times(3));
  }

  @Example
  void polynomialsDivideWhereTheQuotientIsAPolynomial() {
    assertThat(C.times(6).plus(4).dividedBy(n(2))).contains(C.times(3).plus(2));
    assertThat(C.times(2).plus(2).dividedBy(C.plus(1))).contains(n(2));
    assertThat(H.times(C).plus(C).dividedBy(H.plus(1))).contains(C);
    assertThat(C.plus(1).dividedBy(n(2))).isEmpty();
    assertThat(C.dividedBy(H)).isEmpty();
    assertThat(C.dividedBy(n(0))).isEmpty();
    assertThat(n(0).dividedBy(C)).contains(n(0));
    assertThat(H.dividedBy(n(-1))).contains(H.times(-1));
  }

  @Example
  void floorsTakeOutWhatDividesAndNestIntoOne() {
    assertThat(H.times(8).plus(3).floorDiv(n(8))).isEqualTo(H);
    assertThat(H.minus(1).floorDiv(n(2)).plus(1)).isEqualTo(H.plus(1).floorDiv(n(2)));
    assertThat(H.plus(1).floorDiv(n(2))).hasToString("(H + 1) // 2");
    assertThat(H.plus(1).floorDiv(n(2)).plus(1).floorDiv(n(2))).isEqualTo(H.plus(3).floorDiv(n(4)));
    assertThat(H.times(2).plus(1).floorDiv(n(4))).isEqualTo(H.floorDiv(n(2)));
    assertThat(H.times(-1).floorDiv(n(2))).isEqualTo(H.floorDiv(n(2)).minus(H));
    assertThat(H.floorDiv(n(-2))).isEqualTo(H.times(-1).floorDiv(n(2)));
    assertThat(C.times(H).plus(1).floorDiv(C)).isEqualTo(H.plus(n(1).floorDiv(C)));
  }

  @Example
  void ceilingsOfNamesAreExactWhereTheyCanBe() {
    assertThat(H.ceilDiv(n(1))).isEqualTo(H);
    assertThat(H.times(4).ceilDiv(n(4))).isEqualTo(H);
    assertThat(H.ceilDiv(n(2))).isEqualTo(H.plus(1).floorDiv(n(2)));
    assertThat(n(7).ceilDiv(n(2))).isEqualTo(n(4));
    assertThat(n(-7).ceilDiv(n(2))).isEqualTo(n(-3));
    assertThat(n(7).ceilDiv(n(-2))).isEqualTo(n(-3));
  }

  @Example
  void restsLoseWhatDivides() {
    assertThat(H.times(4).plus(6).mod(n(4))).isEqualTo(n(2));
    assertThat(H.times(2).plus(1).mod(n(4))).isEqualTo(H.mod(n(2)).times(2).plus(1));
    assertThat(H.mod(n(8)).mod(n(4))).isEqualTo(H.mod(n(4)));
    assertThat(H.times(C).plus(1).mod(C)).isEqualTo(n(1).mod(C));
    assertThat(n(-1).mod(n(4))).isEqualTo(n(3));
  }

  @Example
  void aPromiseThatNoSizeCanKeepIsAnError() {
    assertThatThrownBy(() -> n(7).over(n(2)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("7 / 2 is not whole");
    assertThatThrownBy(() -> H.over(n(2)).substitute(Map.of("H", n(3))))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("3 / 2 is not whole");
    assertThatThrownBy(() -> H.times(2).plus(1).over(n(2))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> H.over(n(0))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> H.floorDiv(C).substitute(Map.of("C", n(0))))
        .isInstanceOf(ArithmeticException.class);
  }

  @Example
  void whatLeaves64BitsIsAnError() {
    Dim large = n(Long.MAX_VALUE);
    assertThatThrownBy(() -> large.plus(1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> large.times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> H.times(large).times(H.times(2)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> H.times(H).substitute(Map.of("H", n(1L << 40))))
        .isInstanceOf(ArithmeticException.class);
  }

  @Example
  void aDimPrintsAsTheLanguageWritesIt() {
    assertThat(C.times(2).plus(1)).hasToString("2 * C + 1");
    assertThat(H.times(W).minus(C.times(3))).hasToString("H * W - 3 * C");
    assertThat(C.times(C).times(-1)).hasToString("-C ** 2");
    assertThat(C.floorDiv(n(3)).times(2).times(H)).hasToString("2 * (C // 3) * H");
    assertThat(C.plus(H).mod(W.plus(1))).hasToString("(C + H) % (W + 1)");
    assertThat(H.floorDiv(n(2)).times(-1)).hasToString("-(H // 2)");
    assertThat(H.times(H).minus(W.floorDiv(n(2)))).hasToString("H ** 2 - W // 2");
    assertThat(n(0)).hasToString("0");
    assertThat(n(-3)).hasToString("-3");
  }

  @Example
  void namesAreThoseItDependsOn() {
    assertThat(H.plus(1).floorDiv(W).times(C).names()).containsExactlyInAnyOrder("H", "W", "C");
    assertThat(H.name()).contains("H");
    assertThat(H.times(2).name()).isEmpty();
    assertThat(H.times(H).name()).isEmpty();
    assertThat(n(4).name()).isEmpty();
    assertThat(H.minus(H).isKnown()).isTrue();
    assertThat(H.evaluate(Map.of("W", 3L))).isEmpty();
  }
}
