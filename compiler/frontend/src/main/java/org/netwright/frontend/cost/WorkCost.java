package org.netwright.frontend.cost;

import org.netwright.spi.type.Dim;

/**
 * The work and memory of one example; sizes that are free stay names.
 *
 * @param macs multiply-accumulates of every matrix product, sum of products and convolution,
 *     attention included, nothing else
 * @param binaryOps the part of them with two one-bit operands
 * @param activationBytes forward results that the way back reads
 */
public record WorkCost(Dim macs, Dim binaryOps, Dim activationBytes) {
  private static final Dim BINARY_PER_WORD = Dim.of(64);

  static final WorkCost NONE = new WorkCost(Dim.of(0), Dim.of(0), Dim.of(0));

  WorkCost plus(WorkCost other) {
    return new WorkCost(
        macs.plus(other.macs),
        binaryOps.plus(other.binaryOps),
        activationBytes.plus(other.activationBytes));
  }

  /** What is left for floats. */
  public Dim flops() {
    return macs.minus(binaryOps);
  }

  /** 64 binary operations count as one (Rastegari et al. 2016), a started 64 as a whole. */
  public Dim ops() {
    return flops().plus(binaryOps.ceilDiv(BINARY_PER_WORD));
  }
}
