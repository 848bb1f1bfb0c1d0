package org.netwright.standard.metric;

import java.util.Arrays;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.HostMetricDefinition;

/** All scores of a pass with their answers, yes or no, to be put in order when it ends. */
final class RankedScores implements HostMetricDefinition.Pass {
  private static final int FIRST_ROOM = 1024;

  /** Computes a result from the places where the score changes. */
  interface Area {
    /**
     * The result of a pass without NaN.
     *
     * @param ranked from the lowest score to the highest
     */
    double of(Ranked ranked, long yes, long no);
  }

  /** Scores and answers in one order. */
  static final class Ranked {
    /** A score as a number of the same order, and in its last bit the answer. */
    private final long[] keys;

    private Ranked(long[] keys) {
      this.keys = keys;
    }

    int size() {
      return keys.length;
    }

    boolean isYes(int place) {
      return (keys[place] & 1) != 0;
    }

    /** Whether two places have equal scores. */
    boolean isTie(int one, int other) {
      return keys[one] >> 1 == keys[other] >> 1;
    }
  }

  private final Arguments arguments;
  private final Area area;
  private long[] keys = new long[FIRST_ROOM];
  private int size;
  private long yes;
  private boolean broken;

  RankedScores(Arguments arguments, Area area) {
    this.arguments = arguments;
    this.area = area;
  }

  @Override
  public void add(HostMetricDefinition.Batch batch) {
    HostMetricDefinition.Tensor scores = batch.tensor("score");
    HostMetricDefinition.Tensor targets = batch.tensor("target");
    long count = scores.type().shape().elements().known();
    for (int i = 0; i < count; i++) {
      add((float) scores.number(i), targets.number(i));
    }
  }

  private void add(float score, double target) {
    if (target != 0 && target != 1) {
      throw arguments.error(
          "a target is " + target + ", neither a yes (1) nor a no (0)",
          "compare it first, such as `cast(target > 0.5, f32)`");
    }
    broken |= Float.isNaN(score);
    yes += (long) target;
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, Math.multiplyExact(keys.length, 2));
    }
    keys[size++] = (long) ordered(score) << 1 | (long) target;
  }

  /** A whole number with the order of the floats; both zeros are one. */
  private static int ordered(float score) {
    int bits = Float.floatToIntBits(score + 0f);
    return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
  }

  @Override
  public double result() {
    if (broken) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(keys, size);
    Arrays.sort(sorted);
    return area.of(new Ranked(sorted), yes, size - yes);
  }
}
