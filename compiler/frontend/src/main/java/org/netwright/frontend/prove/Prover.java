package org.netwright.frontend.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.netwright.spi.type.Dim;

/**
 * Decides conditions on sizes for every value of their names. What it calls decided is so; what it
 * leaves open may still be decidable by other means (in general it is not, by Matiyasevich 1970).
 */
public final class Prover {
  private Prover() {}

  public static Verdict decide(Condition goal, Facts facts) {
    if (!goal.isArithmetic()) {
      return goal.comparisons().isEmpty() ? Verdict.OPEN : decided(goal, facts);
    }
    return decided(goal, facts);
  }

  private static Verdict decided(Condition goal, Facts facts) {
    try {
      List<Verdict> verdicts =
          new CaseSplit(goal, facts).cases().stream().map(CaseSplit.Case::verdict).toList();
      if (verdicts.stream().allMatch(v -> v == Verdict.HOLDS)) {
        return Verdict.HOLDS;
      }
      return verdicts.stream().allMatch(v -> v == Verdict.NEVER) ? Verdict.NEVER : Verdict.OPEN;
    } catch (ArithmeticException tooMuch) {
      return Verdict.OPEN;
    }
  }

  /**
   * The condition as one of each name by itself, if it is that: {@code 49 * (H // 7) * (W // 7) ==
   * H * W} is {@code H % 7 == 0 and W % 7 == 0}. Otherwise the condition as it is.
   */
  public static Condition untangled(Condition goal) {
    if (goal.names().size() < 2 || !goal.isArithmetic()) {
      return goal;
    }
    try {
      CaseSplit split = new CaseSplit(goal, Facts.NONE);
      return byName(split.cases(), split.moduli()).orElse(goal);
    } catch (ArithmeticException tooMuch) {
      return goal;
    }
  }

  private static Optional<Condition> byName(List<CaseSplit.Case> cases, Map<String, Long> moduli) {
    Map<String, Set<Long>> good = new LinkedHashMap<>();
    int count = 0;
    for (CaseSplit.Case one : cases) {
      if (one.verdict() == Verdict.OPEN) {
        return Optional.empty();
      } else if (one.verdict() == Verdict.HOLDS) {
        count++;
        one.rests()
            .forEach((name, rest) -> good.computeIfAbsent(name, n -> new TreeSet<>()).add(rest));
      }
    }
    long product = 1;
    for (Set<Long> rests : good.values()) {
      product *= rests.size();
    }
    if (count == 0 || product != count) {
      return Optional.empty();
    }
    List<Condition> parts = new ArrayList<>();
    good.forEach(
        (name, rests) -> {
          long modulus = moduli.getOrDefault(name, 1L);
          if (rests.size() < modulus) {
            Dim rest = Dim.named(name).mod(Dim.of(modulus));
            parts.add(
                Condition.any(rests.stream().map(r -> Condition.equal(rest, Dim.of(r))).toList()));
          }
        });
    return Optional.of(Condition.all(parts));
  }
}
