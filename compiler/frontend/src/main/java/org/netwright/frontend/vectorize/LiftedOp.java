package org.netwright.frontend.vectorize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** An op on one record, on its way to a batch. */
final class LiftedOp {
  private final Op op;
  private final Lifting pass;

  LiftedOp(Op op, Lifting pass) {
    this.op = op;
    this.pass = pass;
  }

  StepBuilder graph() {
    return pass.builder();
  }

  Op op() {
    return op;
  }

  Attributes attributes() {
    return op.attributes();
  }

  Dim batch() {
    return pass.batch();
  }

  boolean isBatched(int operand) {
    return pass.isBatched(op.operand(operand));
  }

  /** The operand as it is in the batch: with the axis, or shared by all records. */
  Value x(int operand) {
    return pass.copy(op.operand(operand));
  }

  /** The operand with the batch axis. */
  Value whole(int operand) {
    return pass.whole(op.operand(operand));
  }

  /** The largest rank of the operands on one record. */
  int rank() {
    return op.operands().stream().mapToInt(v -> v.type().shape().rank()).max().orElse(0);
  }

  /**
   * The operand such that broadcasting, which aligns last axes, keeps the batch axis in front: ones
   * stand behind the batch up to a rank.
   */
  Value aligned(int operand, int rank) {
    Value x = x(operand);
    return isBatched(operand) ? aligned(x, rank) : x;
  }

  Value aligned(Value batched, int rank) {
    List<Dim> dims = new ArrayList<>(batched.type().shape().dims());
    dims.addAll(1, Collections.nCopies(rank + 1 - dims.size(), Dim.of(1)));
    return graph().reshape(batched, new Shape(dims));
  }

  /** A shape of a record with the batch in front. */
  Shape shape(Shape record) {
    return record.insert(0, batch());
  }

  /** The op's primitive on these operands; a result of another rank is brought to the record's. */
  List<Value> apply(Attributes attributes, List<Value> operands) {
    List<Value> results = graph().apply(op.primitive(), attributes, operands);
    return IntStream.range(0, results.size())
        .mapToObj(i -> graph().reshape(results.get(i), shape(op.results().get(i).type().shape())))
        .toList();
  }

  List<Value> operands() {
    return IntStream.range(0, op.operands().size()).mapToObj(this::x).toList();
  }
}
