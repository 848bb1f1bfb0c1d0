package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/**
 * Brings operands to one element type before a shape rule sees them (definitions C26): u8 → i32 →
 * i64, integers → f32 → f64. A scalar constant of whole numbers takes the type of the tensor it
 * meets, if that type can hold it.
 */
final class Widening {
  /** What a primitive does with the element types of its operands. */
  private enum Policy {
    /** Takes them as they are. */
    NONE,
    /** Brings all to one type. */
    COMMON,
    /** Brings all to one float type. */
    FLOAT,
    /** Brings all but the first to one type. */
    BRANCHES,
    /** Counts bools and adds bytes as i32. */
    COUNT,
    /** Makes bytes i32, so that there is room for a sign. */
    SIGNED,
    /** Makes a float unless the method is nearest. */
    RESIZE
  }

  private static final Map<Primitive, Policy> POLICIES = policies();

  private Widening() {}

  private static Map<Primitive, Policy> policies() {
    Map<Primitive, Policy> policies = new EnumMap<>(Primitive.class);
    for (Primitive p : Primitive.values()) {
      policies.put(p, policy(p));
    }
    return policies;
  }

  private static Policy policy(Primitive primitive) {
    return switch (primitive) {
      case ADD,
          SUBTRACT,
          MULTIPLY,
          FLOOR_DIVIDE,
          MODULO,
          POWER,
          MAXIMUM,
          MINIMUM,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_EQUAL,
          CONCAT ->
          Policy.COMMON;
      case EXP,
          LOG,
          LOG1P,
          EXPM1,
          SQRT,
          RSQRT,
          SIN,
          COS,
          TANH,
          SIGMOID,
          SOFTPLUS,
          ERF,
          IS_FINITE,
          DIVIDE,
          SURROGATE,
          MATMUL,
          EINSUM,
          CONV2D,
          CONV2D_INPUT_GRADIENT,
          CONV2D_KERNEL_GRADIENT,
          DEPTHWISE_CONV2D,
          DEPTHWISE_CONV2D_INPUT_GRADIENT,
          DEPTHWISE_CONV2D_KERNEL_GRADIENT,
          MAX_POOL,
          MAX_POOL_GRADIENT,
          AVG_POOL,
          AVG_POOL_GRADIENT,
          SOFTMAX,
          LOG_SOFTMAX,
          BATCH_NORM,
          BATCH_NORM_GRADIENT,
          ADAM_UPDATE,
          MOMENTUM_UPDATE ->
          Policy.FLOAT;
      case SELECT -> Policy.BRANCHES;
      case SUM, CUMULATIVE_SUM -> Policy.COUNT;
      case NEGATE, SIGN -> Policy.SIGNED;
      case RESIZE -> Policy.RESIZE;
      default -> Policy.NONE;
    };
  }

  static List<Value> widen(
      GraphBuilder graph, Primitive primitive, List<Value> operands, boolean nearest) {
    return switch (POLICIES.getOrDefault(primitive, Policy.NONE)) {
      case NONE -> operands;
      case COMMON -> all(graph, operands, common(primitive, operands));
      case FLOAT -> all(graph, operands, floating(common(primitive, operands)));
      case BRANCHES -> {
        List<Value> branches = operands.subList(1, operands.size());
        List<Value> widened = new ArrayList<>(operands.subList(0, 1));
        widened.addAll(all(graph, branches, common(primitive, branches)));
        yield widened;
      }
      case COUNT -> {
        ElementType have = operands.get(0).type().element();
        boolean small = have == ElementType.BOOL || have == ElementType.U8;
        yield small ? all(graph, operands, ElementType.I32) : operands;
      }
      case SIGNED ->
          operands.get(0).type().element() == ElementType.U8
              ? all(graph, operands, ElementType.I32)
              : operands;
      case RESIZE ->
          nearest ? operands : all(graph, operands, floating(common(primitive, operands)));
    };
  }

  private static ElementType floating(ElementType element) {
    return element.isInteger() ? ElementType.F32 : element;
  }

  private static ElementType common(Primitive primitive, List<Value> operands) {
    Optional<ElementType> adopted = adopted(operands);
    if (adopted.isPresent()) {
      return adopted.get();
    }
    ElementType common = operands.get(0).type().element();
    for (Value operand : operands) {
      ElementType other = operand.type().element();
      ElementType before = common;
      common =
          before
              .widened(other)
              .orElseThrow(() -> new ShapeMessages(primitive).boolMeetsNumber(before, other));
    }
    return common;
  }

  /** The type of the others, when it can hold every scalar constant of whole numbers. */
  private static Optional<ElementType> adopted(List<Value> operands) {
    Optional<ElementType> others = Optional.empty();
    for (Value operand : operands) {
      if (!isWholeLiteral(operand)) {
        ElementType element = operand.type().element();
        if (!element.isNumber()) {
          return Optional.empty();
        }
        others = Optional.of(others.flatMap(element::widened).orElse(element));
      }
    }
    return others.filter(
        element ->
            operands.stream()
                .filter(Widening::isWholeLiteral)
                .allMatch(v -> Constants.holds(element, Constants.uniform(v).orElseThrow())));
  }

  private static boolean isWholeLiteral(Value value) {
    return value.type().element() == ElementType.I32
        && value.type().shape().rank() == 0
        && Constants.uniform(value).isPresent();
  }

  private static List<Value> all(GraphBuilder graph, List<Value> operands, ElementType to) {
    return operands.stream().map(operand -> graph.cast(operand, to)).toList();
  }
}
