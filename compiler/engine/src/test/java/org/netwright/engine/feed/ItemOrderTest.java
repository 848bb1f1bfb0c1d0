package org.netwright.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.program.DataProgram.Operator;

class ItemOrderTest {
  private static long[] upTo(int count) {
    return LongStream.range(0, count).toArray();
  }

  private static ItemOrder order(boolean shuffled, int items, Operator... operators) {
    return new ItemOrder(List.of(operators), items, shuffled, 1, 2);
  }

  @Test
  void anUnshuffledPipeKeepsTheOrder() {
    assertThat(order(false, 5).epoch(3)).containsExactly(upTo(5));
  }

  @Test
  void aTrainingReadsEveryRecordOnceInANewOrderEachEpoch() {
    ItemOrder order = order(true, 100);
    long[] first = order.epoch(0);
    assertThat(first).containsExactlyInAnyOrder(upTo(100));
    assertThat(first).isNotEqualTo(upTo(100));
    assertThat(order.epoch(1)).containsExactlyInAnyOrder(upTo(100)).isNotEqualTo(first);
    assertThat(order(true, 100).epoch(0)).isEqualTo(first);
  }

  @Test
  void partsThatMeetShareNoRecordAndLeaveNoneOut() {
    for (int items : new int[] {1, 2, 7, 100, 999}) {
      for (double cut : new double[] {0.1, 0.5, 0.85}) {
        long[] first = order(false, items, new Operator.Part(0, cut, 3)).epoch(0);
        long[] second = order(false, items, new Operator.Part(cut, 1, 3)).epoch(0);
        assertThat(first).hasSize((int) Math.round(cut * items)).isSorted();
        assertThat(LongStream.concat(Arrays.stream(first), Arrays.stream(second)))
            .containsExactlyInAnyOrderElementsOf(Arrays.stream(upTo(items)).boxed().toList());
      }
    }
  }

  @Test
  void aPartIsTheSameInEveryTrainingAndAnotherOfAnotherSeed() {
    Operator part = new Operator.Part(0.2, 0.4, 1);
    long[] chosen = order(false, 100, part).epoch(0);
    assertThat(new ItemOrder(List.of(part), 100, false, 77, 5).epoch(4)).isEqualTo(chosen);
    assertThat(order(true, 100, part).epoch(2))
        .isNotEqualTo(chosen)
        .containsExactlyInAnyOrder(chosen);
    assertThat(order(false, 100, new Operator.Part(0.2, 0.4, 2)).epoch(0)).isNotEqualTo(chosen);
    assertThat(order(false, 10, new Operator.Part(0, 0.5, 0), new Operator.Repeated(2)).epoch(0))
        .hasSize(10);
  }

  /** Computed apart from this code; a change would make old runs unrepeatable. */
  @Test
  void theShuffleIsTheSameOnEveryMachine() {
    assertThat(order(true, 8).epoch(0)).containsExactly(4, 7, 3, 1, 0, 6, 2, 5);
  }

  @Test
  void theShuffleIsFair() {
    int[][] counts = new int[6][6];
    ItemOrder order = order(true, 6);
    for (int epoch = 0; epoch < 6000; epoch++) {
      long[] places = order.epoch(epoch);
      for (int at = 0; at < 6; at++) {
        counts[(int) places[at]][at]++;
      }
    }
    assertThat(Arrays.stream(counts).flatMapToInt(IntStream::of))
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void copiesAreAdjacentAndNumbered() {
    ItemOrder order = order(false, 3, new Operator.Repeated(2));
    // A place is item · 2 + copy.
    assertThat(order.epoch(0)).containsExactly(upTo(6));
    assertThat(order.copies()).isEqualTo(2);
    long[] shuffled = order(true, 50, new Operator.Repeated(2)).epoch(0);
    for (int at = 0; at < shuffled.length; at += 2) {
      assertThat(shuffled[at] / 2).isEqualTo(shuffled[at + 1] / 2);
      assertThat(shuffled[at + 1]).isEqualTo(shuffled[at] + 1);
    }
  }

  @Test
  void takeAlwaysTakesTheSameRecordsOfAShuffledTraining() {
    ItemOrder order = order(true, 1000, new Operator.Take(10));
    assertThat(order.size()).isEqualTo(10);
    assertThat(order.epoch(4)).containsExactlyInAnyOrder(upTo(10));
    assertThat(order(false, 5, new Operator.Take(10)).size()).isEqualTo(5);
  }

  @Test
  void aWindowShufflesNearbyRecordsAnewEachEpoch() {
    ItemOrder order = order(false, 200, new Operator.Shuffle(10));
    long[] first = order.epoch(0);
    assertThat(first).containsExactlyInAnyOrder(upTo(200)).isNotEqualTo(upTo(200));
    // Nothing can come earlier than the window allows.
    for (int at = 0; at < 200; at++) {
      assertThat(first[at]).isLessThan(at + 10);
    }
    assertThat(order.epoch(1)).isNotEqualTo(first);
    assertThat(order(false, 5, new Operator.Shuffle(100)).epoch(0))
        .containsExactlyInAnyOrder(upTo(5));
  }

  @Test
  void operatorsActInTheirOrder() {
    assertThat(order(false, 4, new Operator.Repeated(3), new Operator.Take(4)).epoch(0))
        .containsExactly(0, 1, 2, 3);
    assertThat(order(false, 4, new Operator.Take(1), new Operator.Repeated(3)).epoch(0))
        .containsExactly(0, 1, 2);
    assertThat(
            ItemOrder.copiesBehind(List.of(new Operator.Repeated(2), new Operator.Repeated(3)), 1))
        .isEqualTo(3);
  }
}
