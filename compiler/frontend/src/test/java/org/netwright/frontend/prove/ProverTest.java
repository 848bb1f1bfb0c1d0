package org.netwright.frontend.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.type.Dim;

class ProverTest {
  private static final Dim H = Dim.named("H");
  private static final Dim W = Dim.named("W");
  private static final Dim C = Dim.named("C");
  private static final Dim HEADS = Dim.named("heads");

  private static Dim n(long number) {
    return Dim.of(number);
  }

  private static String words(Condition... conditions) {
    return Requirements.of(List.of(conditions)).words();
  }

  @Test
  void halvingTwiceAndDoublingTwiceNeedsAMultipleOfFour() {
    Dim back = H.floorDiv(n(2)).floorDiv(n(2)).times(4);
    assertThat(Prover.decide(Condition.equal(back, H), Facts.NONE)).isEqualTo(Verdict.OPEN);
    assertThat(words(Condition.equal(back, H))).isEqualTo("every H divisible by 4");
    Facts given = Facts.NONE.and(Condition.divides(n(4), H));
    assertThat(Prover.decide(Condition.equal(back, H), given)).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void roundingUpAndDownAgreeOnlyOnMultiples() {
    assertThat(words(Condition.equal(H.ceilDiv(n(3)), H.floorDiv(n(3)))))
        .isEqualTo("every H divisible by 3");
  }

  @Test
  void aHalfIsNeverTheWhole() {
    assertThat(Prover.decide(Condition.equal(H.floorDiv(n(2)), H), Facts.NONE))
        .isEqualTo(Verdict.NEVER);
    assertThat(Prover.decide(Condition.less(H.floorDiv(n(2)), H), Facts.NONE))
        .isEqualTo(Verdict.HOLDS);
  }

  @Test
  void headsThatDivideMakeAHeadASizeOfItsOwn() {
    Facts given = Facts.NONE.and(Condition.divides(HEADS, C));
    Dim joined = C.floorDiv(HEADS).times(HEADS);
    assertThat(Prover.decide(Condition.equal(joined, C), Facts.NONE)).isEqualTo(Verdict.OPEN);
    assertThat(Prover.decide(Condition.equal(joined, C), given)).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void windowsOfTwoAxesAreAskedOfEachAxis() {
    Dim cut = H.floorDiv(n(7)).times(W.floorDiv(n(7))).times(49).times(C);
    assertThat(words(Condition.equal(cut, H.times(W).times(C))))
        .isEqualTo("every H and W divisible by 7");
  }

  @Test
  void sizesAreDescribedWithTheirSmallest() {
    assertThat(words(Condition.atMost(n(5), H))).isEqualTo("every H from 5 on");
    assertThat(words(Condition.divides(n(8), H), Condition.atMost(n(9), H)))
        .isEqualTo("every H divisible by 8 from 16 on");
    assertThat(words(Condition.equal(H.mod(n(2)), n(1)))).isEqualTo("every odd H");
    assertThat(words(Condition.equal(H.mod(n(4)), n(1)).not()))
        .isEqualTo("every H with rest 0, 2 or 3 by 4");
    assertThat(words(Condition.equal(H, n(7)))).isEqualTo("every H of size 7");
    assertThat(words(Condition.equal(H, W))).isEqualTo("all sizes where H == W");
  }

  @Test
  void theNearestSizesStandOnBothSides() {
    SizeSet set = SizeSet.of("H", List.of(Condition.divides(n(32), H))).orElseThrow();
    assertThat(set.nearest(100)).containsExactly(96L, 128L);
    assertThat(set.nearest(5)).containsExactly(32L);
    assertThat(set.firstWithout()).hasValue(1);
  }

  @Test
  void anEquationBetweenNamesIsUsed() {
    Facts given = Facts.NONE.and(Condition.equal(H, W.times(2)));
    assertThat(Prover.decide(Condition.divides(n(2), H), given)).isEqualTo(Verdict.HOLDS);
    assertThat(Prover.decide(Condition.equal(H, W), given)).isEqualTo(Verdict.NEVER);
  }

  @Test
  void whatCannotBeDecidedStaysOpen() {
    Condition fermat = Condition.equal(H.power(3).plus(W.power(3)), C.power(3));
    assertThat(Prover.decide(fermat, Facts.NONE)).isEqualTo(Verdict.OPEN);
    assertThat(Requirements.of(List.of(fermat)).others()).hasSize(1);
    assertThat(fermat.at(Map.of("H", 1L, "W", 2L, "C", 3L))).contains(false);
  }

  @Test
  void aCaseSplitWithoutBoundIsGivenUp() {
    Condition deep = Condition.equal(H.floorDiv(n(99991)).times(99991), H);
    assertThat(Prover.decide(deep, Facts.NONE)).isEqualTo(Verdict.OPEN);
    assertThat(words(deep)).contains("where");
  }
}
