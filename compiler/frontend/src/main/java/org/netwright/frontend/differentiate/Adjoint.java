package org.netwright.frontend.differentiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** One op on the way back: the gradients of its results are known, those of its operands wanted. */
final class Adjoint {
  private final Sweep sweep;
  private final Op op;
  private final DerivativeRule rule;

  Adjoint(Sweep sweep, Op op, DerivativeRule rule) {
    this.sweep = sweep;
    this.op = op;
    this.rule = rule;
  }

  StepBuilder graph() {
    return sweep.graph();
  }

  Op op() {
    return op;
  }

  Attributes attributes() {
    return op.attributes();
  }

  Value x(int operand) {
    return op.operand(operand);
  }

  Value y() {
    return op.result();
  }

  /** The gradient of a result, if anything reached it. */
  Optional<Value> gradient(int result) {
    return sweep.gradient(op.results().get(result));
  }

  /** The gradient of the only result. */
  Value gradient() {
    return gradient(0).orElseThrow();
  }

  /** Whether a target depends on it. */
  boolean wants(int operand) {
    return rule.reaches(operand) && sweep.carries(op.operand(operand));
  }

  /**
   * Adds to an operand's gradient, summed or spread to the operand's shape; made only if wanted.
   */
  void give(int operand, Supplier<Value> gradient) {
    if (wants(operand)) {
      sweep.add(op.operand(operand), fitted(gradient.get(), op.operand(operand).type()));
    }
  }

  Value make(Primitive primitive, Attributes attributes, Value... operands) {
    return graph().apply(primitive, attributes, List.of(operands)).get(0);
  }

  /** A scalar of the type of a value. */
  Value scalar(double number, Value like) {
    return graph().constant(number, like.type().element());
  }

  /** Differentiates the op as if it were this composition of primitives with rules of their own. */
  void replay(Supplier<List<Value>> composition) {
    int first = graph().nextId();
    List<Value> results = composition.get();
    int last = graph().nextId();
    List<Value> wanted = new ArrayList<>();
    for (int i = 0; i < op.operands().size(); i++) {
      if (wants(i)) {
        wanted.add(op.operand(i));
      }
    }
    Sweep inner = new Sweep(graph(), List.copyOf(graph().ops().subList(first, last)), wanted);
    for (int i = 0; i < results.size(); i++) {
      Value result = results.get(i);
      gradient(i).ifPresent(g -> inner.add(result, g));
    }
    for (Map.Entry<Value, Value> entry : inner.run().entrySet()) {
      sweep.add(entry.getKey(), entry.getValue());
    }
  }

  /**
   * The gradient of a value that was broadcast to the gradient's shape (sums), or that was used as
   * if it were smaller (copies).
   */
  Value fitted(Value gradient, TensorType to) {
    Value summed = summed(gradient, to.shape());
    Value spread = graph().broadcast(summed, to.shape());
    return graph().cast(spread, to.element());
  }

  private Value summed(Value gradient, Shape to) {
    Shape from = gradient.type().shape();
    int extra = Math.max(0, from.rank() - to.rank());
    List<Long> axes = new ArrayList<>();
    List<Dim> kept = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      int target = axis - from.rank() + to.rank();
      boolean one = axis < extra || to.dim(target).is(1) && !from.dim(axis).is(1);
      if (one) {
        axes.add((long) axis);
      }
      if (axis >= extra) {
        kept.add(one ? Dim.of(1) : from.dim(axis));
      }
    }
    long[] list = axes.stream().mapToLong(Long::longValue).toArray();
    return graph().reshape(graph().sum(gradient, false, list), new Shape(kept));
  }
}
