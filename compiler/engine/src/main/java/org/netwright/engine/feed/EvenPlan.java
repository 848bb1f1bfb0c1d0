package org.netwright.engine.feed;

/** Batches of one number of records, in the order of the records. */
final class EvenPlan implements BatchPlan {
  private final int records;
  private final int size;
  private final int batches;

  /**
   * @param drops whether a last batch that is not full is dropped
   */
  EvenPlan(int records, long size, boolean drops) {
    this.records = records;
    this.size = (int) Math.min(Integer.MAX_VALUE, size);
    this.batches = (int) (drops ? records / size : (records + size - 1) / size);
  }

  @Override
  public int size() {
    return batches;
  }

  @Override
  public int[] places(long epoch, int batch) {
    int first = batch * size;
    int[] places = new int[Math.min(size, records - first)];
    for (int row = 0; row < places.length; row++) {
      places[row] = first + row;
    }
    return places;
  }

  @Override
  public boolean fills() {
    return false;
  }
}
