package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.ADAM_UPDATE;
import static org.netwright.spi.graph.Primitive.MOMENTUM_UPDATE;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * Optimizer steps: composed, for results that anything may use, or in place on their variables,
 * where nothing else wants the results.
 */
public final class UpdateEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          ADAM_UPDATE, UpdateEmitters::adam,
          MOMENTUM_UPDATE, UpdateEmitters::momentum);

  private UpdateEmitters() {}

  private static Output<?> scalar(Emission op, int operand) {
    ElementType element = op.element(0);
    return op.element(operand) == element ? op.in(operand) : op.cast(op.in(operand), element);
  }

  private static Output<?> blend(Emission op, Output<?> old, Output<?> now, double share) {
    return op.make(
        "AddV2",
        op.make("Mul", old, op.number(share, op.element(0))),
        op.make("Mul", now, op.number(1 - share, op.element(0))));
  }

  private static Output<?> fromOne(Emission op, Output<?> power) {
    return op.make("Sub", op.number(1, op.element(0)), power);
  }

  // ---- Adam: operands value, first, second, gradient, rate, β1ᵗ, β2ᵗ

  private static List<Output<?>> adam(Emission op) {
    Output<?> gradient = op.in(3);
    Output<?> first = blend(op, op.in(1), gradient, op.attributes().number("beta1"));
    Output<?> second =
        blend(op, op.in(2), op.make("Square", gradient), op.attributes().number("beta2"));
    Output<?> mean = op.make("RealDiv", first, fromOne(op, scalar(op, 5)));
    Output<?> square = op.make("RealDiv", second, fromOne(op, scalar(op, 6)));
    Output<?> size =
        op.make(
            "AddV2",
            op.make("Sqrt", square),
            op.number(op.attributes().number("eps"), op.element(0)));
    Output<?> change = op.make("RealDiv", op.make("Mul", scalar(op, 4), mean), size);
    return List.of(op.make("Sub", op.in(0), change), first, second);
  }

  /**
   * Adam in place. TensorFlow's kernel adds its epsilon to √v, where Adam adds it to √(v / (1 −
   * β2ᵗ)): so the kernel gets eps · √(1 − β2ᵗ).
   *
   * @param handles of value, first and second moment
   */
  public static GraphOperation adamInPlace(Emission op, List<Output<?>> handles, Operation after) {
    Output<?> power2 = scalar(op, 6);
    Output<?> eps =
        op.make(
            "Mul",
            op.number(op.attributes().number("eps"), op.element(0)),
            op.make("Sqrt", fromOne(op, power2)));
    return op.node(
            "ResourceApplyAdam",
            handles.get(0),
            handles.get(1),
            handles.get(2),
            scalar(op, 5),
            power2,
            scalar(op, 4),
            op.number(op.attributes().number("beta1"), op.element(0)),
            op.number(op.attributes().number("beta2"), op.element(0)),
            eps,
            op.in(3))
        .after(after)
        .operation();
  }

  // ---- momentum: operands value, buffer, gradient, rate

  /** buffer ← momentum · buffer + g; value ← value − rate · (buffer, or g + momentum · buffer). */
  private static List<Output<?>> momentum(Emission op) {
    Output<?> share = op.number(op.attributes().number("momentum"), op.element(0));
    Output<?> gradient = op.in(2);
    Output<?> buffer = op.make("AddV2", op.make("Mul", op.in(1), share), gradient);
    Output<?> direction =
        op.attributes().flag("nesterov")
            ? op.make("AddV2", gradient, op.make("Mul", buffer, share))
            : buffer;
    Output<?> value = op.make("Sub", op.in(0), op.make("Mul", direction, scalar(op, 3)));
    return List.of(value, buffer);
  }

  /**
   * Momentum in place.
   *
   * @param handles of value and buffer
   */
  public static GraphOperation momentumInPlace(
      Emission op, List<Output<?>> handles, Operation after) {
    return op.node(
            "ResourceApplyMomentum",
            handles.get(0),
            handles.get(1),
            scalar(op, 3),
            op.in(2),
            op.number(op.attributes().number("momentum"), op.element(0)))
        .with("use_nesterov", op.attributes().flag("nesterov"))
        .after(after)
        .operation();
  }
}
