package org.netwright.spi.graph;

import java.util.List;
import java.util.Locale;

/**
 * The declaration of a primitive: what it is called, how many operands it takes ({@code -1}: any
 * number from one) and which attributes it must have. Its shape rule, derivative rule and emitter
 * each stand in one table of their stage, under this key; a test compares the key sets.
 *
 * <p>Layout is fixed: images are NHWC, convolution kernels HWIO, depthwise kernels HWCM.
 */
public enum Primitive {
  // ---- sources
  // -------------------------------------------------------------------------------------------------
  /** A value fed from outside; {@code name}, {@code type}. */
  INPUT(0, "name", "type"),
  /**
   * The value of a variable at the start of the step; {@code variable} (its full path), {@code
   * type}.
   */
  READ(0, "variable", "type"),
  /**
   * Numbers of a known shape; {@code type}, {@code values} (a double[] in row order, or one number
   * for all).
   */
  CONSTANT(0, "type", "values"),
  /** The whole numbers from 0 below {@code length} (a {@link org.netwright.spi.type.Dim}), i32. */
  RANGE(0, "length"),
  /** The value of a dim as an i32 scalar; {@code dim}. */
  SIZE(0, "dim"),
  /**
   * Uniform draws in [0, 1); {@code shape}, {@code key} (what the draw is keyed by); operand: i64
   * scalar counter.
   */
  RANDOM_UNIFORM(1, "shape", "key"),
  /** Draws of the standard normal distribution; as {@link #RANDOM_UNIFORM}. */
  RANDOM_NORMAL(1, "shape", "key"),
  /** Standard normal draws, redrawn outside two deviations; as {@link #RANDOM_UNIFORM}. */
  RANDOM_TRUNCATED_NORMAL(1, "shape", "key"),

  // ---- elementwise, one operand
  // --------------------------------------------------------------------------------
  NEGATE(1),
  ABS(1),
  /** −1, +1, and +1 at zero (definitions C8). */
  SIGN(1),
  EXP(1),
  LOG(1),
  LOG1P(1),
  EXPM1(1),
  SQRT(1),
  RSQRT(1),
  SIN(1),
  COS(1),
  TANH(1),
  SIGMOID(1),
  SOFTPLUS(1),
  RELU(1),
  ERF(1),
  FLOOR(1),
  CEIL(1),
  /** To the nearest whole number, halves to the even one. */
  ROUND(1),
  NOT(1),
  IS_FINITE(1),
  /** To another element type; {@code to}. Floats are truncated towards zero. */
  CAST(1, "to"),
  STOP_GRADIENT(1),

  // ---- elementwise, more operands, with broadcasting
  // -----------------------------------------------------------
  ADD(2),
  SUBTRACT(2),
  MULTIPLY(2),
  /** Float division. */
  DIVIDE(2),
  /** Floor division of whole numbers or floats. */
  FLOOR_DIVIDE(2),
  /** The rest of floor division. */
  MODULO(2),
  POWER(2),
  MAXIMUM(2),
  MINIMUM(2),
  EQUAL(2),
  NOT_EQUAL(2),
  LESS(2),
  LESS_EQUAL(2),
  AND(2),
  OR(2),
  /** Operands: bool condition, value where true, value where false. */
  SELECT(3),
  /**
   * Operands: value, x, slope. Forward the value; its derivative by x is the slope, by all else
   * zero (C8).
   */
  SURROGATE(3),
  /**
   * Operands: the result of a quantizer, and what it quantized; {@code bits}. The first, marked:
   * along each channel it takes 2^bits levels up to a positive factor (C8). The second says whose
   * bits they are and receives no gradient.
   */
  QUANTIZED(2, "bits"),
  /**
   * Operands: value, bool condition. The value; ends the step with {@code message} unless all
   * conditions hold.
   */
  CHECK(2, "message"),

  // ---- order of work
  // --------------------------------------------------------------------------------------------
  /**
   * Operands: a value, then others. The value, used only after the others are known: a value that
   * is computed a second time must be computed late, or its memory is not saved.
   */
  AWAIT(-1),
  /**
   * A loop that runs while a step runs. Operands: the number of iterations at most (an i32 scalar),
   * what flows through the iterations, what they use from outside; {@code body} (a {@link
   * LoopBody}). Results: what flows out of the last iteration. It has no derivative.
   */
  WHILE(-1, "body"),
  /**
   * Iterations of a known number, {@code count}, that have a derivative. Operands: those that flow
   * from iteration to iteration ({@code flowing} of them), tensors {@code [count, …]} of which an
   * iteration gets its own part ({@code parts} of them), what all iterations use from outside;
   * {@code body} (a {@link LoopBody}), {@code reverse} (whether from the last iteration to the
   * first). Results: what flows out of the last iteration, then of each further result of the body
   * all of them, {@code [count, …]}; the last of these are what flowed into the iterations.
   */
  SCAN(-1, "body", "count", "flowing", "parts", "reverse"),

  // ---- reductions: axes (long[]), keep (boolean)
  // ---------------------------------------------------------------
  SUM(1, "axes", "keep"),
  MAX(1, "axes", "keep"),
  MIN(1, "axes", "keep"),
  PRODUCT(1, "axes", "keep"),
  ALL(1, "axes", "keep"),
  ANY(1, "axes", "keep"),
  /** The index of the largest element along {@code axis}, the first of equal ones; i64. */
  ARG_MAX(1, "axis"),
  /** Running sums along {@code axis}; {@code exclusive} and {@code reverse}. */
  CUMULATIVE_SUM(1, "axis", "exclusive", "reverse"),
  /**
   * Two results: the {@code k} (a dim) largest along the last axis in falling order, the first of
   * equal ones in front, and their i32 indices.
   */
  TOP_K(1, "k"),

  // ---- shape and index
  // -----------------------------------------------------------------------------------------
  RESHAPE(1, "shape"),
  TRANSPOSE(1, "permutation"),
  /** To a larger shape by the broadcasting rules; {@code shape}. */
  BROADCAST(1, "shape"),
  /** {@code begin} and {@code size} (lists of dims, one an axis). */
  SLICE(1, "begin", "size"),
  CONCAT(-1, "axis"),
  /** {@code before} and {@code after} (lists of dims, one an axis), {@code value}. */
  PAD(1, "before", "after", "value"),
  REVERSE(1, "axes"),
  /**
   * Operands: values, whole-number indices. {@code axis}; the first {@code batch} axes of both run
   * together.
   */
  GATHER(2, "axis", "batch"),
  /**
   * Adds rows into zeros: the transpose of {@link #GATHER}. Operands: updates, indices; {@code
   * axis}, {@code batch}, {@code shape}.
   */
  SCATTER_ADD(2, "axis", "batch", "shape"),
  /** A new last axis of {@code depth}, 1 at the index and 0 elsewhere, in type {@code type}. */
  ONE_HOT(1, "depth", "type"),
  /**
   * NHWC images to {@code size} (two dims) by {@code method}: nearest, bilinear, bicubic
   * (half-pixel centres).
   */
  RESIZE(1, "size", "method"),
  /** Operand: gradient of the resized images; {@code shape} of the originals, {@code method}. */
  RESIZE_GRADIENT(1, "shape", "method"),

  // ---- contractions
  // --------------------------------------------------------------------------------------------
  /**
   * Over the last axis of a and the last but one of b, leading axes broadcast; {@code transpose_a},
   * {@code transpose_b}.
   */
  MATMUL(2, "transpose_a", "transpose_b"),
  EINSUM(-1, "equation"),
  /**
   * Operands: images, kernel. {@code strides}, {@code dilations} (height, width), {@code pads}
   * (top, bottom, left, right); groups follow from the kernel.
   */
  CONV2D(2, "strides", "dilations", "pads"),
  /**
   * Operands: kernel, gradient of the result. {@code shape} of the images, and the attributes of
   * the convolution.
   */
  CONV2D_INPUT_GRADIENT(2, "shape", "strides", "dilations", "pads"),
  /**
   * Operands: images, gradient of the result. {@code shape} of the kernel, and the attributes of
   * the convolution.
   */
  CONV2D_KERNEL_GRADIENT(2, "shape", "strides", "dilations", "pads"),
  DEPTHWISE_CONV2D(2, "strides", "dilations", "pads"),
  DEPTHWISE_CONV2D_INPUT_GRADIENT(2, "shape", "strides", "dilations", "pads"),
  DEPTHWISE_CONV2D_KERNEL_GRADIENT(2, "shape", "strides", "dilations", "pads"),
  /** {@code window}, {@code strides}, {@code pads} (padding never wins: minus infinity). */
  MAX_POOL(1, "window", "strides", "pads"),
  /** Operands: images, result, gradient of the result. */
  MAX_POOL_GRADIENT(3, "window", "strides", "pads"),
  /** Padding is not counted in the mean. */
  AVG_POOL(1, "window", "strides", "pads"),
  AVG_POOL_GRADIENT(1, "shape", "window", "strides", "pads"),

  // ---- normalisation
  // -------------------------------------------------------------------------------------------
  SOFTMAX(1),
  LOG_SOFTMAX(1),
  /**
   * Batch normalisation over all axes but the last. Operands: x, gain, shift; {@code eps}. Results:
   * y, mean and biased variance of the batch.
   */
  BATCH_NORM(3, "eps"),
  /**
   * Operands: x, gain, mean, variance, gradient of y; {@code eps}. Results: gradients of x, gain,
   * shift.
   */
  BATCH_NORM_GRADIENT(5, "eps"),

  // ---- optimizer steps that TensorFlow has as one kernel
  // ---------------------------------------------------------
  /**
   * Operands: value, first moment, second moment, gradient, rate, and the powers β1ᵗ and β2ᵗ as f32
   * scalars; {@code beta1}, {@code beta2}, {@code eps}. Results: the new value and moments of Adam
   * (Kingma and Ba, algorithm 1).
   */
  ADAM_UPDATE(7, "beta1", "beta2", "eps"),
  /**
   * Operands: value, momentum buffer, gradient, rate; {@code momentum}, {@code nesterov}. Results:
   * value and buffer.
   */
  MOMENTUM_UPDATE(4, "momentum", "nesterov");

  private final int operands;
  private final List<String> attributes;
  private final String printed;

  Primitive(int operands, String... attributes) {
    this.operands = operands;
    this.attributes = List.of(attributes);
    this.printed = name().toLowerCase(Locale.ROOT);
  }

  /** How many operands it takes; −1 for any number from one. */
  public int operands() {
    return operands;
  }

  /** The attributes it must have, in the order they are printed. */
  public List<String> attributes() {
    return attributes;
  }

  /** The name in the printed graph: {@code max_pool}. */
  @Override
  public String toString() {
    return printed;
  }
}
