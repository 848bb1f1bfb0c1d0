package org.netwright.frontend.precision;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.netwright.spi.graph.Primitive;

/**
 * Which primitives a training in mixed precision computes in bf16 (Micikevicius et al. 2018, "Mixed
 * precision training"; Kalamkar et al. 2019, "A study of BFLOAT16 for deep learning training").
 * This is the one place where that is decided.
 *
 * <p>What adds many elements, curves steeply or divides by small numbers stays f32; so do all
 * functions that are computed by more than one rounding of their argument.
 */
public final class PrecisionTable {
  private static final Map<Primitive, PrecisionRule> RULES = rules();

  private PrecisionTable() {}

  public static PrecisionRule rule(Primitive primitive) {
    return Objects.requireNonNull(RULES.get(primitive));
  }

  private static Map<Primitive, PrecisionRule> rules() {
    Map<Primitive, PrecisionRule> rules = new EnumMap<>(Primitive.class);
    for (Primitive primitive : Primitive.values()) {
      rules.put(primitive, decided(primitive));
    }
    return rules;
  }

  private static PrecisionRule decided(Primitive primitive) {
    return switch (primitive) {
      case MATMUL,
          EINSUM,
          CONV2D,
          CONV2D_INPUT_GRADIENT,
          CONV2D_KERNEL_GRADIENT,
          DEPTHWISE_CONV2D,
          DEPTHWISE_CONV2D_INPUT_GRADIENT ->
          PrecisionRule.CONTRACTION;

      case ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MAXIMUM,
          MINIMUM,
          TANH,
          SIGMOID,
          SELECT,
          SURROGATE,
          CONCAT,
          PAD,
          MAX_POOL_GRADIENT ->
          PrecisionRule.BETWEEN;

      case BATCH_NORM, BATCH_NORM_GRADIENT -> PrecisionRule.STATISTICS;

      case NEGATE,
          ABS,
          SIGN,
          RELU,
          FLOOR,
          CEIL,
          ROUND,
          MAX,
          MIN,
          RESHAPE,
          TRANSPOSE,
          BROADCAST,
          SLICE,
          REVERSE,
          GATHER,
          MAX_POOL ->
          PrecisionRule.EXACT;

      case STOP_GRADIENT, QUANTIZED, CHECK, AWAIT -> PrecisionRule.FIRST;

      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, IS_FINITE -> PrecisionRule.COMPARISON;

      case WHILE, SCAN -> PrecisionRule.LOOP;

      // the kernels of these add in the type of their operands, over a window or over all pixels
      case DEPTHWISE_CONV2D_KERNEL_GRADIENT, AVG_POOL, AVG_POOL_GRADIENT -> PrecisionRule.SINGLE;

      case INPUT,
          READ,
          CONSTANT,
          RANGE,
          SIZE,
          RANDOM_UNIFORM,
          RANDOM_NORMAL,
          RANDOM_TRUNCATED_NORMAL,
          EXP,
          LOG,
          LOG1P,
          EXPM1,
          SQRT,
          RSQRT,
          SIN,
          COS,
          SOFTPLUS,
          ERF,
          NOT,
          CAST,
          FLOOR_DIVIDE,
          MODULO,
          POWER,
          AND,
          OR,
          SUM,
          PRODUCT,
          ALL,
          ANY,
          ARG_MAX,
          CUMULATIVE_SUM,
          TOP_K,
          SCATTER_ADD,
          ONE_HOT,
          RESIZE,
          RESIZE_GRADIENT,
          SOFTMAX,
          LOG_SOFTMAX,
          ADAM_UPDATE,
          MOMENTUM_UPDATE ->
          PrecisionRule.SINGLE;
    };
  }
}
