package org.netwright.spi.definition;

import org.netwright.spi.type.TensorType;

/**
 * {@code external metric} whose result no graph computes: it gathers what each batch gives and
 * comes to a number when the pass ends (definitions C12). BLEU and average precision are such
 * metrics.
 */
@FunctionalInterface
public interface HostMetricDefinition {
  /**
   * A new pass.
   *
   * @param arguments only the static ones may be asked for
   */
  Pass begin(Arguments arguments);

  /** One pass over the data. */
  interface Pass {
    /** Takes the tensors of one batch; they are read before this returns. */
    void add(Batch batch);

    /** The result over all batches, read once. */
    double result();
  }

  /** The tensor arguments of one batch. */
  interface Batch {
    /** Whether an optional argument was left out. */
    boolean isNone(String name);

    Tensor tensor(String name);
  }

  /** A tensor whose elements can be read. */
  interface Tensor {
    /** The type, of known shape. */
    TensorType type();

    /** An element by its number in row order. */
    double number(int index);

    /** The size of an axis. */
    default int size(int axis) {
      return Math.toIntExact(type().shape().known()[axis]);
    }
  }
}
