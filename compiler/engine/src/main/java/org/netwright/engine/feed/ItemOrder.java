package org.netwright.engine.feed;

import java.util.Arrays;
import java.util.List;
import org.netwright.frontend.program.DataProgram.Operator;

/**
 * The order in which a pipe hands on its items (records, or batches) in each epoch. It depends on
 * nothing but the operators, the number of items and the epoch, so a pipe can be entered anywhere.
 *
 * <p>A place in the order is one number: {@code item · copies + repetition}.
 */
final class ItemOrder {
  /** Tells the draws of parts from others of the same seed. */
  private static final long PARTS = 0x70617274;

  private final List<Operator> operators;
  private final int items;
  private final boolean shuffled;
  private final long key;
  private final long copies;
  private final int group;
  private final long[] first;
  private long lastEpoch = -1;
  private long[] last = {};

  /**
   * @param operators blocks among them change no order
   * @param shuffled whether the whole order is shuffled anew each epoch, behind all operators, with
   *     the copies of an item together: {@code take} then always takes the same items
   * @param key of all draws: seed and training
   */
  ItemOrder(List<Operator> operators, int items, boolean shuffled, long... key) {
    this.operators = List.copyOf(operators);
    this.items = items;
    this.shuffled = shuffled;
    this.key = CounterRandom.hash(key);
    this.copies = copiesBehind(operators, 0);
    this.group = group(operators);
    this.first = apply(0);
  }

  /** How many copies the operators from {@code first} on make of each item. */
  static long copiesBehind(List<Operator> operators, int first) {
    long copies = 1;
    for (Operator operator : operators.subList(first, operators.size())) {
      if (operator instanceof Operator.Repeated repeated) {
        copies = Math.multiplyExact(copies, repeated.copies());
      }
    }
    return copies;
  }

  private static int group(List<Operator> operators) {
    int group = 1;
    for (Operator operator : operators) {
      if (operator instanceof Operator.Group together) {
        group = (int) Math.min(Integer.MAX_VALUE, together.size());
      }
    }
    return group;
  }

  /** How many neighbours stay together. */
  long group() {
    return group;
  }

  /** How many places there are; the same in each epoch. */
  int size() {
    return first.length;
  }

  /** The copies of each item in the whole order. */
  long copies() {
    return copies;
  }

  /** The places of an epoch in their order. Not to be changed. */
  long[] epoch(long epoch) {
    if (epoch != lastEpoch) {
      last = made(epoch);
      lastEpoch = epoch;
    }
    return last;
  }

  private long[] made(long epoch) {
    if (shuffled) {
      return shuffleItems(first.clone(), new CounterRandom(key, epoch, -1));
    }
    boolean windows = operators.stream().anyMatch(o -> o instanceof Operator.Shuffle);
    return windows ? apply(epoch) : first;
  }

  private long[] apply(long epoch) {
    long[] places = new long[items];
    for (int i = 0; i < items; i++) {
      places[i] = i;
    }
    int together = 1;
    for (int at = 0; at < operators.size(); at++) {
      Operator operator = operators.get(at);
      if (operator instanceof Operator.Take take) {
        places = Arrays.copyOf(places, (int) Math.min(places.length, take.count()));
      } else if (operator instanceof Operator.Part part) {
        places = chosen(places, part);
      } else if (operator instanceof Operator.Repeated repeated) {
        places = repeat(places, repeated.copies());
      } else if (operator instanceof Operator.Shuffle shuffle) {
        places =
            shuffleWindow(places, together, shuffle.window(), new CounterRandom(key, epoch, at));
      } else if (operator instanceof Operator.Group group) {
        together = (int) Math.min(Integer.MAX_VALUE, group.size());
      }
    }
    return places;
  }

  /**
   * Those places whose turn in an order, drawn from the seed of the part alone, lies within it.
   * They keep their own order.
   */
  private static long[] chosen(long[] places, Operator.Part part) {
    CounterRandom random = new CounterRandom(part.seed(), PARTS);
    long[] drawn = places.clone();
    for (int i = drawn.length - 1; i > 0; i--) {
      int other = random.below(i + 1, i);
      long kept = drawn[i];
      drawn[i] = drawn[other];
      drawn[other] = kept;
    }
    int begin = (int) part.begin(drawn.length);
    int end = (int) part.end(drawn.length);
    long[] chosen = Arrays.copyOfRange(drawn, begin, end);
    Arrays.sort(chosen);
    return chosen;
  }

  private static long[] repeat(long[] places, long copies) {
    long[] more = new long[Math.toIntExact(Math.multiplyExact(places.length, copies))];
    for (int i = 0; i < more.length; i++) {
      more[i] = places[(int) (i / copies)] * copies + i % copies;
    }
    return more;
  }

  /**
   * Draws each next group from a window that the following group then fills; a window of the whole
   * length is a fair shuffle. A last group that is not full stays last.
   */
  private static long[] shuffleWindow(long[] places, int group, long size, CounterRandom random) {
    int groups = places.length / group;
    int window = (int) Math.min(Math.max(1, size / group), groups);
    int[] held = new int[window];
    for (int i = 0; i < window; i++) {
      held[i] = i;
    }
    long[] result = places.clone();
    int filled = window;
    for (int i = 0; i < groups; i++) {
      int chosen = random.below(filled, i);
      System.arraycopy(places, held[chosen] * group, result, i * group, group);
      int following = i + window;
      held[chosen] = following < groups ? following : held[--filled];
    }
    return result;
  }

  /** Fisher and Yates, over groups, or over runs of places that belong to one item. */
  private long[] shuffleItems(long[] places, CounterRandom random) {
    int[] starts = group > 1 ? groupStarts(places) : runStarts(places);
    int count = starts.length - 1;
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = random.below(i + 1, i);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    long[] result = places.clone();
    int next = 0;
    for (int run : order) {
      int length = starts[run + 1] - starts[run];
      System.arraycopy(places, starts[run], result, next, length);
      next += length;
    }
    return result;
  }

  /** Where each whole group starts, and the end of the last. */
  private int[] groupStarts(long[] places) {
    int[] starts = new int[places.length / group + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i * group;
    }
    return starts;
  }

  /** Where each run of places of one item starts, and the end of the last. */
  private int[] runStarts(long[] places) {
    int[] starts = new int[places.length + 1];
    int runs = 0;
    for (int at = 0; at < places.length; at++) {
      if (at == 0 || places[at] / copies != places[at - 1] / copies) {
        starts[runs++] = at;
      }
    }
    starts[runs] = places.length;
    return Arrays.copyOf(starts, runs + 1);
  }
}
