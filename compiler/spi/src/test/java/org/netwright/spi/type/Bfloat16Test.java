package org.netwright.spi.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Bfloat16Test {
  @Test
  void smallWholeNumbersAndOneBitAreExact() {
    for (int i = -256; i <= 256; i++) {
      assertThat(Bfloat16.holds(i)).isTrue();
    }
    assertThat(Bfloat16.holds(257)).isFalse();
    assertThat(Bfloat16.holds(0.1)).isFalse();
  }

  @Test
  void aHalfGoesToTheEvenNeighbour() {
    assertThat(Bfloat16.rounded(257)).isEqualTo(256f);
    assertThat(Bfloat16.rounded(259)).isEqualTo(260f);
  }

  @Test
  void whatIsNotFiniteStaysSo() {
    assertThat(Bfloat16.rounded(Double.NaN)).isNaN();
    assertThat(Bfloat16.rounded(Double.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Bfloat16.rounded(Float.MAX_VALUE)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void noProgramNamesIt() {
    assertThat(ElementType.named("bf16")).isEmpty();
    assertThat(ElementType.BF16.isFloat()).isTrue();
    assertThat(ElementType.BF16.bytes()).isEqualTo(2);
  }

  @Property
  void roundingMovesANumberByHalfAUnitAtMost(
      @ForAll @FloatRange(min = 1, max = 2) float fraction,
      @ForAll @IntRange(min = -100, max = 100) int exponent) {
    float number = Math.scalb(fraction, exponent);

    assertThat((double) Bfloat16.rounded(number))
        .isCloseTo(number, within(number * Bfloat16.HALF_UNIT));
  }
}
