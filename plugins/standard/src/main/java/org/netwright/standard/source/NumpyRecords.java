package org.netwright.standard.source;

import java.util.Arrays;
import java.util.List;
import org.netwright.spi.definition.DataSourceDefinition.Field;
import org.netwright.spi.definition.DataSourceDefinition.Place;
import org.netwright.spi.definition.DataSourceDefinition.RecordWriter;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Rows of an array with the class numbers of another, or some of these rows. */
final class NumpyRecords implements Split {
  private final NumpyArray features;
  private final NumpyArray labels;
  private final long[] rows;

  private NumpyRecords(NumpyArray features, NumpyArray labels, long[] rows) {
    this.features = features;
    this.labels = labels;
    this.rows = rows;
  }

  /**
   * All rows.
   *
   * @param width how many numbers a row must have
   * @param classes how many there are, 0 if nothing says it
   */
  static NumpyRecords of(
      NumpyArray features, NumpyArray labels, long width, long classes, Place place) {
    if (features.rows() == 0) {
      throw place.error(
          features.name() + " has the shape " + Arrays.toString(features.shape()),
          "the first axis counts the examples, of which there is at least one");
    }
    if (features.width() != width) {
      throw place.error(
          features.name()
              + " has the shape "
              + Arrays.toString(features.shape())
              + ", so "
              + features.width()
              + " numbers an example, and `width` says "
              + width,
          "give `width = " + features.width() + "`");
    }
    if (labels.shape().length == 0 || labels.width() != 1 || labels.rows() != features.rows()) {
      throw place.error(
          labels.name()
              + " has the shape "
              + Arrays.toString(labels.shape())
              + ", and "
              + features.name()
              + " has "
              + Arrays.toString(features.shape()),
          "give one class number for each of the " + features.rows() + " examples");
    }
    if (!labels.isWhole()) {
      throw place.error(
          labels.name() + " holds no whole numbers, and class numbers are whole",
          "save `labels.astype(\"int64\")`");
    }
    for (long i = 0; i < labels.rows(); i++) {
      long label = labels.whole(i);
      if (label < 0 || classes > 0 && label >= classes) {
        throw place.error(
            labels.name()
                + ": label "
                + i
                + " is "
                + label
                + (classes > 0 ? ", outside 0 … " + (classes - 1) : ", below 0"),
            "class numbers count from 0");
      }
    }
    long[] rows = new long[Math.toIntExact(features.rows())];
    Arrays.setAll(rows, i -> i);
    return new NumpyRecords(features, labels, rows);
  }

  /** Those of its rows whose numbers fall to test by a hash, or the others. */
  NumpyRecords side(boolean test, double share, long seed) {
    long[] chosen =
        Arrays.stream(rows).filter(row -> Hash.share(seed, row) < share == test).toArray();
    return new NumpyRecords(features, labels, chosen);
  }

  @Override
  public long size() {
    return rows.length;
  }

  @Override
  public List<Field> fields() {
    return List.of(
        new Field("features", TensorType.f32(Shape.of(features.width()))),
        new Field("label", new TensorType(ElementType.I64, Shape.SCALAR)));
  }

  @Override
  public void read(long index, RecordWriter writer) {
    long row = rows[Math.toIntExact(index)];
    float[] numbers = new float[features.width()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = features.number(row * numbers.length + i);
    }
    writer.floats(0, numbers);
    writer.longs(1, new long[] {labels.whole(row)});
  }
}
