package org.netwright.engine.feed;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.netwright.engine.fault.DataMessages;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * Records with what happens to single records: their order, copies, blocks and joins.
 *
 * <p>The counter of random draws of a block is a hash of epoch, record and repetition (definitions
 * C17).
 */
final class SegmentFlow implements RecordFlow {
  private final RecordFlow base;
  private final BoundData data;
  private final List<Operator> operators;
  private final ItemOrder order;
  private final List<RecordStage> stages = new ArrayList<>();
  private List<Field> fields;

  /**
   * @param joined the data of each join, one taken for each
   * @param shuffled whether all records come in a new order each epoch
   */
  SegmentFlow(
      TensorFlowProgram program,
      BoundData data,
      RecordFlow base,
      List<Operator> operators,
      Iterator<BoundData> joined,
      boolean shuffled,
      long... key) {
    this.base = base;
    this.data = data;
    this.operators = List.copyOf(operators);
    this.order = order(shuffled, key);
    this.fields = base.fields();
    for (int at = 0; at < operators.size(); at++) {
      if (operators.get(at) instanceof Operator.Map map) {
        stages.add(
            new Block(program, data, map, fields, ItemOrder.copiesBehind(operators, at + 1)));
        fields = FieldSizes.known(map.fields(), data.sizes());
      } else if (operators.get(at) instanceof Operator.Join join) {
        BoundData other = joined.next();
        stages.add(new JoinStage(data, other, join, fields, order.group()));
        Map<String, Long> sizes = new LinkedHashMap<>(data.sizes());
        sizes.putAll(other.sizes());
        fields = FieldSizes.known(join.fields(), sizes);
      }
    }
  }

  private ItemOrder order(boolean shuffled, long... key) {
    try {
      return new ItemOrder(operators, base.size(), shuffled, key);
    } catch (ArithmeticException e) {
      throw new DiagnosticException(
          DataMessages.tooManyCopies(data.program().place(), data.name(), base.size()));
    }
  }

  @Override
  public int size() {
    return order.size();
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  /** A field that a block has made is the block's own. */
  @Override
  public OptionalLong padding(String field) {
    boolean made = operators.stream().anyMatch(o -> o instanceof Operator.Map);
    return made ? OptionalLong.empty() : base.padding(field);
  }

  @Override
  public String name() {
    return base.name();
  }

  @Override
  public void fill(Turn turn, int[] places, Columns target) {
    long[] all = order.epoch(turn.epoch());
    int[] below = new int[places.length];
    for (int row = 0; row < places.length; row++) {
      below[row] = (int) (all[places[row]] / order.copies());
    }
    Columns next = stages.isEmpty() ? target : stages.get(0).input(places.length);
    base.fill(turn, below, next);
    Asked rows = new Asked(turn.epoch(), places, all);
    for (int at = 0; at < stages.size(); at++) {
      Columns made = at + 1 < stages.size() ? stages.get(at + 1).input(places.length) : target;
      stages.get(at).run(rows, turn, made);
    }
  }

  private final class Asked implements RecordStage.Rows {
    private final long epoch;
    private final int[] places;
    private final long[] all;

    Asked(long epoch, int[] places, long[] all) {
      this.epoch = epoch;
      this.places = places;
      this.all = all;
    }

    @Override
    public int count() {
      return places.length;
    }

    @Override
    public long draw(int row, long copiesBehind) {
      long place = all[places[row]];
      long copies = order.copies();
      return CounterRandom.hash(epoch, place / copies, place % copies / copiesBehind);
    }

    @Override
    public long place(int row) {
      return places[row];
    }
  }

  @Override
  public Map<String, Long> sizes(int place) {
    Map<String, Long> sizes = base.sizes((int) (order.epoch(0)[place] / order.copies()));
    for (Operator operator : operators) {
      if (operator instanceof Operator.Map map) {
        sizes = behind(map, sizes);
      }
    }
    return sizes;
  }

  /** What a block makes of sizes, which no value decides. */
  private static Map<String, Long> behind(Operator.Map map, Map<String, Long> sizes) {
    Map<String, Long> made = new LinkedHashMap<>(sizes);
    for (Field field : map.fields()) {
      Value value = map.graph().outputs().get(field.name());
      Shape shape = value == null ? Shape.SCALAR : value.type().shape();
      for (int axis = 0; axis < shape.rank(); axis++) {
        Dim named = field.type().shape().dim(axis);
        Optional<BigInteger> size = shape.dim(axis).evaluate(sizes);
        if (named.name().isPresent() && size.isPresent()) {
          made.put(named.name().get(), size.get().longValueExact());
        }
      }
    }
    return made;
  }

  @Override
  public void close() {
    stages.forEach(RecordStage::close);
    base.close();
  }
}
