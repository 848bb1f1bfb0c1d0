package org.netwright.frontend.cost;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/**
 * The bits that values of a graph are marked with: those of quantizers' results, as far as they
 * pass (definitions C8). A value without a mark has 0.
 */
public final class Marks {
  private final Map<Value, Long> bits = new HashMap<>();
  private final Set<Value> oneBit = new HashSet<>();

  private Marks() {}

  /** The marks of the values that some ops make, in their order. */
  public static Marks of(List<Op> ops) {
    Marks marks = new Marks();
    for (Op op : ops) {
      long passed = marks.passed(op);
      if (passed > 0) {
        marks.bits.put(op.result(), passed);
      }
      if (op.primitive() == Primitive.QUANTIZED && passed == 1) {
        marks.oneBit.add(whole(op.operand(1)));
      }
    }
    return marks;
  }

  /** The bits of the result: shape-only ops, max-pooling and a pad with ±1 pass them. */
  private long passed(Op op) {
    return switch (op.primitive()) {
      case QUANTIZED -> op.attributes().integer("bits");
      case RESHAPE, TRANSPOSE, SLICE, MAX_POOL -> of(op.operand(0));
      case CONCAT -> largest(op.operands());
      case PAD -> Math.abs(op.attributes().number("value")) == 1 ? of(op.operand(0)) : 0;
      default -> 0;
    };
  }

  private long largest(List<Value> parts) {
    long largest = 0;
    for (Value part : parts) {
      if (of(part) == 0) {
        return 0;
      }
      largest = Math.max(largest, of(part));
    }
    return largest;
  }

  /** The bits of a value; 0 without a mark. */
  public long of(Value value) {
    return bits.getOrDefault(value, 0L);
  }

  /** Whether all multiplications of an op are of one bit with one bit. */
  public boolean isBinary(Op op) {
    return op.operands().size() == 2 && op.operands().stream().allMatch(x -> of(x) == 1);
  }

  /** The parameters that a quantizer of one bit stands before. */
  Set<Variable> oneBit(StepGraph step) {
    Set<Variable> variables = new HashSet<>();
    step.reads()
        .forEach(
            (variable, value) -> {
              if (oneBit.contains(value)) {
                variables.add(variable);
              }
            });
    return variables;
  }

  /** What a value is a part or another view of. */
  private static Value whole(Value value) {
    Value at = value;
    while (isView(at.op().primitive())) {
      at = at.op().operand(0);
    }
    return at;
  }

  private static boolean isView(Primitive primitive) {
    return switch (primitive) {
      case RESHAPE, TRANSPOSE, SLICE, STOP_GRADIENT -> true;
      default -> false;
    };
  }
}
