package org.netwright.tensorflow.emit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.node.DimSizes;
import org.netwright.tensorflow.node.Node;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Output;

/** One op on its way into TensorFlow: what it is, its operands there, and what to write with. */
public final class Emission {
  private final Op op;
  private final Surroundings step;

  public Emission(Op op, Surroundings step) {
    this.op = op;
    this.step = step;
  }

  /** What an emitter may ask of the step around its op. */
  public interface Surroundings {
    NodeWriter nodes();

    DimSizes sizes();

    /** What stands in TensorFlow for a value that was emitted before. */
    Output<?> output(Value value);

    /** The resource of the variable that a READ reads. */
    Output<?> handle(Value read);

    /** The relu of a value, if the step has one: it is above zero where the value is. */
    Optional<Output<?>> rectified(Value value);

    /** The results of a loop. */
    List<Output<?>> loop(Op op);

    Target target();
  }

  public Op op() {
    return op;
  }

  Attributes attributes() {
    return op.attributes();
  }

  NodeWriter nodes() {
    return step.nodes();
  }

  DimSizes sizes() {
    return step.sizes();
  }

  Target target() {
    return step.target();
  }

  List<Output<?>> loop() {
    return step.loop(op);
  }

  Output<?> handle() {
    return step.handle(op.result());
  }

  // ---- operands and results

  Output<?> in(int operand) {
    return step.output(op.operand(operand));
  }

  Output<?> output(Value value) {
    return step.output(value);
  }

  Optional<Output<?>> rectified(Value value) {
    return step.rectified(value);
  }

  List<Output<?>> all() {
    return op.operands().stream().<Output<?>>map(step::output).toList();
  }

  TensorType type(int operand) {
    return op.operand(operand).type();
  }

  ElementType element(int operand) {
    return type(operand).element();
  }

  Shape shape(int operand) {
    return type(operand).shape();
  }

  TensorType result() {
    return op.result().type();
  }

  // ---- writing

  Node node(String type, Output<?>... operands) {
    return step.nodes().node(type, operands);
  }

  Output<?> make(String type, Output<?>... operands) {
    return step.nodes().make(type, operands);
  }

  Output<?> number(double number) {
    return number(number, result().element());
  }

  Output<?> number(double number, ElementType type) {
    return step.nodes().number(number, type);
  }

  Output<?> integers(long... numbers) {
    return step.nodes().integers(numbers);
  }

  Output<?> size(Dim dim) {
    return step.sizes().scalar(dim);
  }

  Output<?> cast(Output<?> x, ElementType to) {
    return node("Cast", x).with("DstT", to).output();
  }

  Output<?> reshape(Output<?> x, Shape shape) {
    return make("Reshape", x, step.sizes().target(shape));
  }

  Output<?> transpose(Output<?> x, long... permutation) {
    boolean same = true;
    for (int i = 0; i < permutation.length; i++) {
      same &= permutation[i] == i;
    }
    return same ? x : make("Transpose", x, integers(permutation));
  }

  /** A sum over axes that do not stay. */
  Output<?> sum(Output<?> x, long... axes) {
    return node("Sum", x, integers(axes)).with("keep_dims", false).output();
  }

  /** The whole numbers from {@code from} below {@code to}, as axes. */
  static long[] range(long from, long to) {
    long[] numbers = new long[(int) (to - from)];
    Arrays.setAll(numbers, i -> from + i);
    return numbers;
  }
}
