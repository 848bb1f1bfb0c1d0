package org.netwright.frontend.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.netwright.frontend.prove.Condition.Comparison;
import org.netwright.spi.type.Dim;

/**
 * Exactly the values of one name, from 1, for which conditions hold: some small ones, and from a
 * number on all with certain rests.
 */
public final class SizeSet {
  private final boolean[] small;
  private final int period;

  /** From here on membership repeats with the period. */
  private final int settled;

  private SizeSet(boolean[] small, int settled, int period) {
    this.small = small;
    this.settled = settled;
    this.period = period;
  }

  /** Empty where the conditions speak of other names, or cannot be followed. */
  public static Optional<SizeSet> of(String name, List<Condition> conditions) {
    try {
      return Optional.of(exact(name, conditions));
    } catch (ArithmeticException tooMuch) {
      return Optional.empty();
    }
  }

  private static SizeSet exact(String name, List<Condition> conditions) {
    long modulus = Moduli.of(conditions).getOrDefault(name, 1L);
    long stable = 1;
    for (Condition condition : conditions) {
      if (!condition.isArithmetic()) {
        throw new ArithmeticException(condition + " is no arithmetic");
      }
      for (Comparison comparison : condition.comparisons()) {
        stable = Math.max(stable, stableFrom(comparison, name, modulus));
      }
    }
    int settled = Math.toIntExact(Math.multiplyExact(stable + 1, modulus));
    int period = Math.toIntExact(modulus);
    if (settled + period > 4 * PolynomialSign.TRIED) {
      throw new ArithmeticException("sizes up to " + settled);
    }
    boolean[] members = new boolean[settled + period];
    for (int size = 1; size < members.length; size++) {
      Map<String, Long> at = Map.of(name, (long) size);
      boolean holds = true;
      for (Condition condition : conditions) {
        holds &= condition.at(at).orElse(false);
      }
      members[size] = holds;
    }
    return new SizeSet(members, settled, shortest(members, settled, period));
  }

  /** From which multiple of the modulus on the comparison depends on the rest only. */
  private static long stableFrom(Comparison comparison, String name, long modulus) {
    long stable = 0;
    for (long rest = 0; rest < modulus; rest++) {
      Dim value = Dim.named(name).times(modulus).plus(rest);
      long bound;
      try {
        bound = PolynomialSign.bound(comparison.difference().substitute(Map.of(name, value)));
      } catch (ArithmeticException notWhole) {
        continue; // an exact quotient that is not whole for this rest: no member has it
      }
      if (bound < 0) {
        throw new ArithmeticException(comparison + " is not followed");
      }
      stable = Math.max(stable, bound);
    }
    return stable;
  }

  private static int shortest(boolean[] members, int settled, int modulus) {
    for (int period = 1; period < modulus; period++) {
      if (modulus % period == 0 && repeats(members, settled, period)) {
        return period;
      }
    }
    return modulus;
  }

  private static boolean repeats(boolean[] members, int settled, int period) {
    for (int i = settled; i + period < members.length; i++) {
      if (members[i] != members[i + period]) {
        return false;
      }
    }
    return true;
  }

  // ---- questions

  public boolean contains(long size) {
    if (size < 1) {
      return false;
    }
    return size < settled
        ? small[(int) size]
        : small[settled + (int) Math.floorMod(size - settled, (long) period)];
  }

  /** Whether it holds every size from 1. */
  public boolean isEverything() {
    return firstWithout().isEmpty();
  }

  public boolean isEmpty() {
    return from(1).isEmpty();
  }

  /** The smallest size that is not in it. */
  public OptionalLong firstWithout() {
    return LongStream.range(1, small.length).filter(size -> !contains(size)).findFirst();
  }

  /** The smallest member from a size on. */
  public OptionalLong from(long size) {
    return LongStream.rangeClosed(size, Math.max(size, settled) + period)
        .filter(this::contains)
        .findFirst();
  }

  /** The largest member below a size. */
  public OptionalLong below(long size) {
    for (long s = size - 1; s >= 1 && s >= size - 2L * period - settled; s--) {
      if (contains(s)) {
        return OptionalLong.of(s);
      }
    }
    return OptionalLong.empty();
  }

  /** The members on both sides of a size, the nearer first. */
  public List<Long> nearest(long size) {
    List<Long> near = new ArrayList<>();
    below(size).ifPresent(near::add);
    OptionalLong above = from(size + 1);
    above.ifPresent(
        a -> near.add(near.isEmpty() || size - near.get(0) <= a - size ? near.size() : 0, a));
    return near;
  }

  // ---- words

  /**
   * How a sentence says it behind the name: {@code divisible by 8}, {@code from 5 on}; empty when
   * every size is meant.
   */
  public String words() {
    if (isEverything()) {
      return "";
    }
    List<Long> rests = LongStream.range(0, period).filter(this::follows).boxed().toList();
    if (rests.isEmpty()) {
      List<String> few = members(settled);
      return few.isEmpty() ? "of no size" : "of size " + listed(few, "or");
    }
    long regular = settled;
    while (regular > 1 && contains(regular - 1) == follows(regular - 1)) {
      regular--;
    }
    long first = from(regular).orElseThrow();
    boolean bounded = regular > 1 && LongStream.range(1, first).anyMatch(this::follows);
    String bound = bounded ? "from " + first + " on" : "";
    String rest = restWords(rests);
    String words = rest.isEmpty() ? bound : bounded ? rest + " " + bound : rest;
    List<String> few = regular > 1 ? members(first) : List.of();
    return few.isEmpty() ? words : words + ", and of size " + listed(few, "or");
  }

  private List<String> members(long below) {
    return LongStream.range(1, below).filter(this::contains).mapToObj(Long::toString).toList();
  }

  /** Whether the rest of a size is one of the rests of large members. */
  private boolean follows(long size) {
    return small[settled + (int) Math.floorMod(size - settled, (long) period)];
  }

  private String restWords(List<Long> rests) {
    if (rests.size() == period) {
      return "";
    } else if (rests.equals(List.of(0L))) {
      return period == 2 ? "even" : "divisible by " + period;
    } else if (period == 2) {
      return "odd";
    } else if (rests.size() == period - 1 && !rests.contains(0L)) {
      return "not divisible by " + period;
    }
    return "with rest "
        + listed(rests.stream().map(String::valueOf).toList(), "or")
        + " by "
        + period;
  }

  static String listed(List<String> words, String last) {
    return words.size() == 1
        ? words.get(0)
        : String.join(", ", words.subList(0, words.size() - 1))
            + " "
            + last
            + " "
            + words.get(words.size() - 1);
  }

  @Override
  public String toString() {
    return words();
  }
}
