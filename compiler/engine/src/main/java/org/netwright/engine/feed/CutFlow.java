package org.netwright.engine.feed;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.netwright.engine.fault.RelianceMessages;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.HostTensor;

/**
 * Records cut into batches. All records of a batch have one size, or are filled up to the largest
 * where the source says with what.
 */
final class CutFlow implements BatchFlow {
  private final RecordFlow records;
  private final BatchPlan plan;
  private final Span place;
  private final List<Field> fields;
  private final boolean known;
  private final Map<Integer, Columns> held = new LinkedHashMap<>();

  CutFlow(RecordFlow records, BatchPlan plan, Span place) {
    this.records = records;
    this.plan = plan;
    this.place = place;
    this.fields = records.fields();
    this.known = FieldSizes.areKnown(fields);
  }

  @Override
  public int size() {
    return plan.size();
  }

  @Override
  public int rows(long epoch, int batch) {
    return plan.places(epoch, batch).length;
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public void fill(Turn turn, int batch, Target target) {
    int[] places = plan.places(turn.epoch(), batch);
    if (known) {
      records.fill(turn, places, target.columns(places.length, Map.of()));
      return;
    }
    Columns ragged = held.computeIfAbsent(places.length, rows -> Columns.allocate(fields, rows));
    records.fill(turn, places, ragged);
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Field field : fields) {
      sizes(field, ragged, places.length, sizes);
    }
    Columns whole = target.columns(places.length, sizes);
    ragged
        .all()
        .forEach(
            (name, column) -> {
              Column to = whole.find(name);
              for (int row = 0; to != null && row < places.length; row++) {
                put(name, column, row, to);
              }
            });
  }

  private OptionalLong filling(String field) {
    OptionalLong said = records.padding(field);
    return said.isEmpty() && plan.fills() ? OptionalLong.of(0) : said;
  }

  /** The largest size of each axis; different ones are a mistake where nothing fills up. */
  private void sizes(Field field, Columns ragged, int rows, Map<String, Long> sizes) {
    Column column = ragged.find(field.name());
    Shape shape = field.type().shape();
    for (int axis = 0; column != null && axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      for (int row = 0; dim.name().isPresent() && row < rows; row++) {
        long size = column.shape(row).dim(axis).known();
        Long before = sizes.get(dim.name().get());
        if (before != null && before != size && filling(field.name()).isEmpty()) {
          throw new DiagnosticException(
              RelianceMessages.unequal(
                  place, records.name(), field.name(), column.shape(0), column.shape(row)));
        }
        sizes.merge(dim.name().get(), size, Math::max);
      }
    }
  }

  private void put(String field, Column column, int row, Column to) {
    Shape from = column.shape(row);
    Shape wanted = to.type().shape();
    if (from.equals(wanted)) {
      column.copy(row, to, row);
      return;
    }
    ByteBuffer filled = ByteBuffer.allocate(bytes(wanted, column.type().element()));
    fill(filled, column.type().element(), filling(field).orElse(0));
    spread(column.bytes(row), from, filled, wanted, column.type().element().bytes());
    to.put(row, new HostTensor(to.type(), filled));
  }

  private static int bytes(Shape shape, ElementType element) {
    return Math.toIntExact(shape.elements().known() * element.bytes());
  }

  private static void fill(ByteBuffer bytes, ElementType element, long value) {
    bytes.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; value != 0 && at < bytes.capacity(); at += element.bytes()) {
      switch (element) {
        case BOOL, U8 -> bytes.put(at, (byte) value);
        case I32 -> bytes.putInt(at, (int) value);
        case I64 -> bytes.putLong(at, value);
        case BF16 -> bytes.putShort(at, Bfloat16.bits(value));
        case F32 -> bytes.putFloat(at, (float) value);
        case F64 -> bytes.putDouble(at, (double) value);
      }
    }
  }

  /** Copies a block into the corner of a larger one. */
  private static void spread(ByteBuffer from, Shape small, ByteBuffer to, Shape large, int bytes) {
    int rank = small.rank();
    int run = Math.toIntExact(small.dim(rank - 1).known()) * bytes;
    int runs = run == 0 ? 0 : from.remaining() / run;
    for (int i = 0; i < runs; i++) {
      long rest = i;
      long target = 0;
      long stride = large.dim(rank - 1).known();
      for (int axis = rank - 2; axis >= 0; axis--) {
        long size = small.dim(axis).known();
        target += rest % size * stride;
        rest /= size;
        stride *= large.dim(axis).known();
      }
      to.put(Math.toIntExact(target * bytes), from, i * run, run);
    }
  }

  @Override
  public void close() {
    records.close();
  }
}
