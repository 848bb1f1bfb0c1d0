package org.netwright.tensorflow.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Output;

/**
 * A second lowering of a step that tells for every float value of it whether it is finite. It has
 * no checks, which would end it early, and no writes.
 */
public final class NonFiniteScan {
  private final List<Value> values;
  private final Output<?> finite;
  private final Output<?> nan;

  private NonFiniteScan(List<Value> values, Output<?> finite, Output<?> nan) {
    this.values = List.copyOf(values);
    this.finite = finite;
    this.nan = nan;
  }

  /** Lowers the scan of a step that feeds the same placeholders. */
  public static NonFiniteScan lower(
      LoweredStep lowered, NodeWriter nodes, VariableResources variables, Target target) {
    String prefix = lowered.step().name() + "/scan";
    OpLowering ops = new OpLowering(prefix, lowered.step(), nodes, variables, target);
    lowered
        .step()
        .inputs()
        .forEach(input -> ops.put(input.value(), placeholder(lowered, input.name())));
    List<Value> values = new ArrayList<>();
    List<Output<?>> finite = new ArrayList<>();
    List<Output<?>> nan = new ArrayList<>();
    for (Op op : lowered.step().graph().ops()) {
      if (op.primitive() == Primitive.CHECK) {
        ops.put(op.result(), ops.output(op.operand(0)));
      } else if (!ops.has(op)) {
        ops.emit(op);
      }
      for (Value value : op.results()) {
        if (value.type().element().isFloat()) {
          ops.begin("flags");
          Output<?> axes = nodes.integers(axes(value));
          Output<?> output = ops.output(value);
          values.add(value);
          finite.add(flag(nodes, "All", nodes.make("IsFinite", output), axes));
          nan.add(flag(nodes, "Any", nodes.make("IsNan", output), axes));
        }
      }
    }
    if (values.isEmpty()) {
      throw new IllegalStateException("a step without floats must not be scanned");
    }
    ops.begin("flags");
    return new NonFiniteScan(values, nodes.pack(finite), nodes.pack(nan));
  }

  /** Whether a step has anything to scan. */
  public static boolean hasFloats(StepGraph step) {
    return step.graph().ops().stream()
        .flatMap(op -> op.results().stream())
        .anyMatch(value -> value.type().element().isFloat());
  }

  private static Output<?> placeholder(LoweredStep lowered, String input) {
    Output<?> placeholder = lowered.placeholders().get(input);
    if (placeholder == null) {
      throw new IllegalStateException("input " + input + " must have a placeholder");
    }
    return placeholder;
  }

  private static long[] axes(Value value) {
    long[] axes = new long[value.type().shape().rank()];
    Arrays.setAll(axes, i -> i);
    return axes;
  }

  private static Output<?> flag(NodeWriter nodes, String type, Output<?> each, Output<?> axes) {
    return nodes.node(type, each, axes).with("keep_dims", false).output();
  }

  /** One bool for each value: all of its elements are finite. */
  public Output<?> finite() {
    return finite;
  }

  /** One bool for each value: some element is NaN. */
  public Output<?> nan() {
    return nan;
  }

  /** A value that is not finite, and whether it holds NaN. */
  public record Finding(Op op, boolean nan) {}

  /**
   * The first op that makes something not finite out of finite operands, or NaN out of infinite
   * ones. Infinities that the program asks for (a constant, a padding) are nobody's fault.
   */
  public Optional<Finding> first(boolean[] isFinite, boolean[] isNan) {
    Map<Value, Integer> places = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      places.put(value, i);
      if (isFinite[i] || isAskedFor(value.op())) {
        continue;
      }
      boolean finiteBefore = true;
      boolean nanBefore = false;
      for (Value operand : value.op().operands()) {
        Integer place = places.get(operand);
        if (place != null) {
          finiteBefore &= isFinite[place];
          nanBefore |= isNan[place];
        }
      }
      if (finiteBefore || isNan[i] && !nanBefore) {
        return Optional.of(new Finding(value.op(), isNan[i]));
      }
    }
    return Optional.empty();
  }

  private static boolean isAskedFor(Op op) {
    return op.primitive() == Primitive.CONSTANT
        || op.primitive() == Primitive.PAD && Double.isInfinite(op.attributes().number("value"));
  }
}
