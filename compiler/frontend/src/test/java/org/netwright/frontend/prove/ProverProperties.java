package org.netwright.frontend.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.netwright.spi.type.Dim;

/** Verdicts beside brute force over small sizes. */
class ProverProperties {
  private static final int LARGEST = 13;

  private static Arbitrary<Dim> dims(int depth) {
    Arbitrary<Dim> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("H", "W").map(Dim::named)),
            Tuple.of(1, Arbitraries.longs().between(0, 9).map(Dim::of)));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Dim> part = dims(depth - 1);
    Arbitrary<Dim> by = Arbitraries.of(2L, 3L, 4L, 7L).map(Dim::of);
    return Arbitraries.oneOf(
        leaf,
        Combinators.combine(part, part).as(Dim::plus),
        Combinators.combine(part, part).as(Dim::minus),
        Combinators.combine(part, leaf).as(Dim::times),
        Combinators.combine(part, by).as(Dim::floorDiv),
        Combinators.combine(part, by).as(Dim::mod),
        Combinators.combine(part, by).as(Dim::ceilDiv));
  }

  @Provide
  static Arbitrary<Condition> conditions() {
    Arbitrary<Condition> one =
        Combinators.combine(Arbitraries.of(Condition.Relation.values()), dims(2), dims(2))
            .as((relation, a, b) -> new Condition.Comparison(a, relation, b));
    return Arbitraries.oneOf(
        one,
        one,
        Combinators.combine(one, one).as((a, b) -> Condition.any(List.of(a, b))),
        Combinators.combine(one, one).as((a, b) -> Condition.all(List.of(a, b.not()))));
  }

  /** Whether it holds for all sizes that meet the fact; empty where it does for some only. */
  private static Optional<Boolean> brute(Condition goal, Condition fact, int from) {
    boolean all = true;
    boolean none = true;
    for (long h = from; h <= LARGEST; h++) {
      for (long w = from; w <= LARGEST; w++) {
        Map<String, Long> at = Map.of("H", h, "W", w);
        if (fact.at(at).orElseThrow()) {
          boolean holds = goal.at(at).orElseThrow();
          all &= holds;
          none &= !holds;
        }
      }
    }
    return all == none ? Optional.empty() : Optional.of(all);
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void whatIsDecidedIsSoForEverySmallSize(@ForAll("conditions") Condition goal) {
    Verdict verdict = Prover.decide(goal, Facts.NONE);
    Statistics.collect(verdict);
    if (verdict != Verdict.OPEN) {
      assertThat(brute(goal, Condition.always(), 1))
          .as("%s is said to be %s", goal, verdict)
          .contains(verdict == Verdict.HOLDS);
    }
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void factsAreUsedAndNeverOverused(
      @ForAll("conditions") Condition goal, @ForAll("conditions") Condition fact) {
    Facts facts = Facts.NONE.and(fact).from("H", 0).from("W", 0);
    Verdict verdict = Prover.decide(goal, facts);
    if (verdict != Verdict.OPEN) {
      brute(goal, fact, 0)
          .ifPresent(
              holds ->
                  assertThat(holds)
                      .as("%s where %s is said to be %s", goal, fact, verdict)
                      .isEqualTo(verdict == Verdict.HOLDS));
      assertThat(somewhere(goal, fact, verdict == Verdict.NEVER))
          .as("%s where %s is said to be %s", goal, fact, verdict)
          .isFalse();
    }
  }

  /** Whether sizes meet the fact at which the goal is {@code value}. */
  private static boolean somewhere(Condition goal, Condition fact, boolean value) {
    for (long h = 0; h <= LARGEST; h++) {
      for (long w = 0; w <= LARGEST; w++) {
        Map<String, Long> at = Map.of("H", h, "W", w);
        if (fact.at(at).orElseThrow() && goal.at(at).orElseThrow() == value) {
          return true;
        }
      }
    }
    return false;
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void whatIsUntangledHoldsForTheSameSizes(@ForAll("conditions") Condition goal) {
    Condition untangled = Prover.untangled(goal);
    Statistics.collect(untangled.equals(goal) ? "as it is" : "untangled");
    for (long h = 1; h <= LARGEST; h++) {
      for (long w = 1; w <= LARGEST; w++) {
        Map<String, Long> at = Map.of("H", h, "W", w);
        assertThat(untangled.at(at)).as("%s at %s", goal, at).isEqualTo(goal.at(at));
      }
    }
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void aSetOfSizesHoldsExactlyTheSizesOfItsConditions(
      @ForAll("conditions") Condition one, @ForAll("conditions") Condition other) {
    Map<String, Dim> onlyH = Map.of("W", Dim.named("H"));
    List<Condition> conditions = List.of(one.substitute(onlyH), other.substitute(onlyH));
    Optional<SizeSet> found = SizeSet.of("H", conditions);
    Statistics.collect(found.isPresent() ? "exact" : "given up");
    found.ifPresent(
        set -> {
          for (long h = 1; h <= 150; h++) {
            Map<String, Long> at = Map.of("H", h);
            boolean holds = conditions.stream().allMatch(c -> c.at(at).orElse(false));
            assertThat(set.contains(h)).as("%s at %d", conditions, h).isEqualTo(holds);
          }
          assertThat(set.isEverything()).isEqualTo(set.words().isEmpty());
        });
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void theOppositeHoldsWhereItDoesNot(@ForAll("conditions") Condition goal) {
    Map<String, Long> at = Map.of("H", 7L, "W", 12L);
    assertThat(goal.not().at(at)).isEqualTo(goal.at(at).map(b -> !b));
    assertThat(Set.of("H", "W")).containsAll(goal.names());
  }
}
