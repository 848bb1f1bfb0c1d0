package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.netwright.engine.fault.DataMessages;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * As many records as a source gives, each place drawn anew in each epoch by the weight of a number
 * that its record has. A record that is drawn twice has two places, and so augmentations of its own
 * at each.
 */
final class WeightedFlow implements RecordFlow {
  private static final long WEIGHTED = 0x77656967;

  private final RecordFlow base;
  private final BoundData data;
  private final Operator.Weighted operator;
  private final long[] chosen;
  private final double[] ends;
  private final long key;
  private long lastEpoch = -1;
  private int[] last = {};

  /**
   * @param chosen the records of the source that may be drawn
   * @param key of all draws: seed and training
   * @throws DiagnosticException when a number has no weight, or nothing can be drawn
   */
  WeightedFlow(
      RecordFlow base, BoundData data, long[] chosen, Operator.Weighted operator, long key) {
    this.base = base;
    this.data = data;
    this.chosen = chosen;
    this.operator = operator;
    this.key = key;
    this.ends = ends(numbers());
  }

  /** The number of each record; nothing else of it is read. */
  private long[] numbers() {
    Field field =
        data.program().record().stream()
            .filter(f -> f.name().equals(operator.by()))
            .findFirst()
            .orElseThrow();
    Columns one = Columns.allocate(List.of(field), 1);
    RecordReader reader = new RecordReader(data);
    long[] numbers = new long[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      reader.read(chosen[i], one, 0);
      Column column = one.find(operator.by());
      if (column == null) {
        throw new IllegalStateException("the field " + operator.by() + " must be read");
      }
      ByteBuffer bytes = column.bytes(0).order(ByteOrder.LITTLE_ENDIAN);
      numbers[i] =
          switch (column.type().element()) {
            case I64 -> bytes.getLong(0);
            case I32 -> bytes.getInt(0);
            default -> bytes.get(0) & 0xff;
          };
      demandWeight(chosen[i], numbers[i]);
    }
    return numbers;
  }

  private void demandWeight(long record, long number) {
    int weights = operator.weights().size();
    if (number < 0 || number > Integer.MAX_VALUE - 8 || weights > 0 && number >= weights) {
      throw new DiagnosticException(
          DataMessages.noWeight(
              data.program().place(), data.name(), operator.by(), record, number, weights));
    }
  }

  /** Where the weights of the records end when they are laid side by side. */
  private double[] ends(long[] numbers) {
    int most = (int) Arrays.stream(numbers).max().orElse(0);
    double[] weights = new double[most + 1];
    if (operator.weights().isEmpty()) {
      for (long number : numbers) {
        weights[(int) number]++;
      }
      Arrays.setAll(weights, i -> weights[i] == 0 ? 0 : 1 / weights[i]);
    } else {
      Arrays.setAll(weights, i -> operator.weights().get(i));
    }
    double[] made = new double[numbers.length];
    double sum = 0;
    for (int i = 0; i < made.length; i++) {
      sum += weights[(int) numbers[i]];
      made[i] = sum;
    }
    if (made.length > 0 && !(sum > 0)) {
      throw new DiagnosticException(
          DataMessages.nothingToDraw(data.program().place(), data.name(), operator.by()));
    }
    return made;
  }

  /** The records of an epoch. */
  private int[] epoch(long epoch) {
    if (epoch != lastEpoch) {
      CounterRandom random = new CounterRandom(key, WEIGHTED, epoch);
      int[] drawn = new int[ends.length];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = (int) chosen[at(random.share(i) * ends[ends.length - 1])];
      }
      last = drawn;
      lastEpoch = epoch;
    }
    return last;
  }

  /** The first record that ends above a place; one without weight never does. */
  private int at(double place) {
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public int size() {
    return chosen.length;
  }

  @Override
  public List<Field> fields() {
    return base.fields();
  }

  @Override
  public OptionalLong padding(String field) {
    return base.padding(field);
  }

  @Override
  public void fill(Turn turn, int[] places, Columns target) {
    int[] drawn = epoch(turn.epoch());
    base.fill(turn, Arrays.stream(places).map(place -> drawn[place]).toArray(), target);
  }

  @Override
  public Map<String, Long> sizes(int place) {
    return base.sizes(epoch(0)[place]);
  }

  @Override
  public String name() {
    return base.name();
  }

  @Override
  public void close() {
    base.close();
  }
}
