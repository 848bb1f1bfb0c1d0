package org.netwright.frontend.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.spi.source.Span;

/**
 * For which sizes a layer or model holds whose shapes are open.
 *
 * @param declaration its name
 * @param proven whether nothing else is left open: it holds for exactly the sizes that {@code
 *     words} names; otherwise it asks for these at least
 * @param words such as {@code every H and W divisible by 8}
 * @param sizes the words for each name that is not free
 * @param conditions what else is asked
 * @param counterexample the smallest sizes that do not work
 * @param place of the declaration
 */
public record SizeRequirement(
    String declaration,
    boolean proven,
    String words,
    Map<String, String> sizes,
    List<String> conditions,
    Optional<Counterexample> counterexample,
    Span place) {
  public SizeRequirement {
    sizes = Map.copyOf(sizes);
    conditions = List.copyOf(conditions);
  }

  /** Whether it says more than the declaration itself, and all there is to say. */
  public boolean isTelling() {
    return proven && (!sizes.isEmpty() || counterexample.isPresent());
  }

  /** The whole as one sentence. */
  public String sentence() {
    return declaration + (proven ? " holds for " : " asks at least for ") + words;
  }

  /**
   * Sizes that do not work.
   *
   * @param arithmetic the condition with numbers in it
   * @param nearest sizes that work instead, by name, the nearest first
   * @param place whose sizes then do not fit
   */
  public record Counterexample(
      Map<String, Long> sizes, String arithmetic, Map<String, List<Long>> nearest, Span place) {
    public Counterexample {
      sizes = Map.copyOf(sizes);
      nearest = Map.copyOf(nearest);
    }
  }
}
