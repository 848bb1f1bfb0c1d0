package org.netwright.frontend.precision;

/** What mixed precision does with a primitive on f32 operands. */
public enum PrecisionRule {
  /**
   * Its operands are rounded to bf16 and so is its result: a sum of products, which the kernels add
   * up in f32 or better.
   */
  CONTRACTION,
  /**
   * In bf16 when it lies between two contractions of one direction, with nothing but such work on
   * the way to the second: its operands are in bf16, but for constants and what follows from
   * parameters, which are rounded to meet them.
   */
  BETWEEN,
  /**
   * As {@link #BETWEEN} for the images and their result or gradient; the numbers per channel stay
   * f32, and so do the sums that the kernel takes.
   */
  STATISTICS,
  /** Loses nothing in bf16: it chooses, moves or marks elements, so it follows its operands. */
  EXACT,
  /** As {@link #EXACT} for the first operand; what the others are does not matter. */
  FIRST,
  /** Compares bf16 operands as they are, and all else in f32. */
  COMPARISON,
  /** Takes and gives f32. */
  SINGLE,
  /** A loop: what flows through its iterations is f32, and its body is a scope of its own. */
  LOOP
}
