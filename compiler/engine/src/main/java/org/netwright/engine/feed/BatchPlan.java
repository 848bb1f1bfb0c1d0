package org.netwright.engine.feed;

/** Which records make which batch. */
interface BatchPlan {
  /** Batches in an epoch; the same in each. */
  int size();

  /** The places of the records of a batch. */
  int[] places(long epoch, int batch);

  /** Whether records of different sizes are filled up whatever they are. */
  boolean fills();
}
