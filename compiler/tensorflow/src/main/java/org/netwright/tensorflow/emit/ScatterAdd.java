package org.netwright.tensorflow.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.tensorflow.Output;

/**
 * Rows added into zeros, as a sum over segments: TensorFlow's kernel adds in a fixed order, so
 * equal inputs give equal bits.
 *
 * <p>With batch axes b…, outer axes o…, index axes i… and inner axes n…, updates come as [b, o, i,
 * n] and the result is [b, o, size, n]. The updates are turned to [b, i, o, n], and a segment is a
 * pair of batch place and index.
 */
final class ScatterAdd {
  private final Emission op;
  private final int batch;
  private final int axis;
  private final Shape shape;
  private final Shape indices;

  private ScatterAdd(Emission op) {
    this.op = op;
    this.batch = (int) op.attributes().integer("batch");
    this.axis = (int) op.attributes().integer("axis");
    this.shape = op.attributes().shape("shape");
    this.indices = op.shape(1);
  }

  static Output<?> emit(Emission op) {
    return new ScatterAdd(op).emit();
  }

  /** An operand as indices of 32 or 64 bits. */
  static Output<?> index(Emission op, int operand) {
    boolean wide = op.element(operand) == ElementType.I64 || op.element(operand) == ElementType.I32;
    return wide ? op.in(operand) : op.cast(op.in(operand), ElementType.I32);
  }

  private Output<?> emit() {
    int outer = axis - batch;
    int index = indices.rank() - batch;
    int inner = shape.rank() - axis - 1;
    Dim places = elements(indices.dims().subList(0, batch));
    Dim segments = places.times(shape.dim(axis));

    Output<?> updates = op.transpose(op.in(0), updatesFirst(outer, index, inner));
    Output<?> sums = op.make("UnsortedSegmentSum", updates, segments(places), op.size(segments));

    List<Dim> turned = new ArrayList<>(shape.dims().subList(0, batch));
    turned.add(shape.dim(axis));
    turned.addAll(shape.dims().subList(batch, axis));
    turned.addAll(shape.dims().subList(axis + 1, shape.rank()));
    Output<?> rows = batch == 0 ? sums : op.reshape(sums, new Shape(turned));
    return op.transpose(rows, back(outer));
  }

  /** [b, o, i, n] to [b, i, o, n]. */
  private long[] updatesFirst(int outer, int index, int inner) {
    LongStream b = LongStream.range(0, batch);
    LongStream o = LongStream.range(batch, batch + outer);
    LongStream i = LongStream.range(batch + outer, batch + outer + index);
    LongStream n = LongStream.range(batch + outer + index, batch + outer + index + inner);
    return LongStream.concat(LongStream.concat(b, i), LongStream.concat(o, n)).toArray();
  }

  /** [b, size, o, n] to [b, o, size, n]. */
  private long[] back(int outer) {
    LongStream b = LongStream.range(0, batch);
    LongStream o = LongStream.range(batch + 1, batch + 1 + outer);
    LongStream n = LongStream.range(batch + 1 + outer, shape.rank());
    return LongStream.concat(LongStream.concat(b, o), LongStream.concat(LongStream.of(batch), n))
        .toArray();
  }

  /** The segment of each index: its batch place times the size of the axis, plus the index. */
  private Output<?> segments(Dim places) {
    Output<?> index = index(op, 1);
    if (batch == 0) {
      return index;
    }
    ElementType element = op.element(1) == ElementType.I64 ? ElementType.I64 : ElementType.I32;
    Output<?> counted =
        op.make("Range", op.nodes().integer(0), op.size(places), op.nodes().integer(1));
    Output<?> first = op.make("Mul", counted, op.size(shape.dim(axis)));
    List<Dim> aligned = new ArrayList<>(indices.dims().subList(0, batch));
    for (int i = batch; i < indices.rank(); i++) {
      aligned.add(Dim.of(1));
    }
    Output<?> start = op.reshape(first, new Shape(aligned));
    return op.make("AddV2", element == ElementType.I64 ? op.cast(start, element) : start, index);
  }

  private static Dim elements(List<Dim> dims) {
    return new Shape(dims).elements();
  }
}
