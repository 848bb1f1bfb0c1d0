package org.netwright.testkit;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netwright.spi.definition.DataSourceDefinition.Field;
import org.netwright.spi.definition.DataSourceDefinition.RecordWriter;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/** One record as a source writes it, checked against the fields that the split promises. */
public final class TestRecord implements RecordWriter {
  private final List<Field> fields;
  private final double[][] values;
  private final Shape[] shapes;
  private final Set<String> wanted;

  private TestRecord(List<Field> fields, Set<String> wanted) {
    this.fields = fields;
    this.values = new double[fields.size()][];
    this.shapes = new Shape[fields.size()];
    this.wanted = wanted;
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = fields.get(i).type().shape();
    }
  }

  /** Reads a record; a field that is missing, written twice or of the wrong size is an error. */
  public static TestRecord read(Split split, long index) throws IOException {
    return read(split, index, new HashSet<>(split.fields().stream().map(Field::name).toList()));
  }

  /** Reads some fields of a record. */
  public static TestRecord read(Split split, long index, Set<String> wanted) throws IOException {
    TestRecord record = new TestRecord(split.fields(), wanted);
    split.read(index, record);
    for (int i = 0; i < record.values.length; i++) {
      if (record.values[i] == null && record.wants(i)) {
        throw new AssertionError("field " + record.fields.get(i).name() + " is not written");
      }
    }
    return record;
  }

  /** The shape of a field. */
  public Shape shape(String name) {
    for (int i = 0; i < shapes.length; i++) {
      if (fields.get(i).name().equals(name)) {
        return shapes[i];
      }
    }
    throw new AssertionError("no field " + name);
  }

  @Override
  public boolean wants(int field) {
    return wanted.contains(fields.get(field).name());
  }

  @Override
  public void shape(int field, long... sizes) {
    if (shapes[field].isKnown() || shapes[field].rank() != sizes.length) {
      throw new AssertionError(fields.get(field) + " is said to be " + Arrays.toString(sizes));
    }
    shapes[field] = Shape.of(sizes);
  }

  /** The elements of a field in row order. */
  public double[] field(String name) {
    for (int i = 0; i < values.length; i++) {
      if (fields.get(i).name().equals(name)) {
        return values[i].clone();
      }
    }
    throw new AssertionError("no field " + name);
  }

  private void write(int field, double[] numbers, ElementType... written) {
    Field promised = fields.get(field);
    long size = shapes[field].elements().known();
    if (values[field] != null
        || numbers.length != size
        || !Arrays.asList(written).contains(promised.type().element())) {
      throw new AssertionError(
          promised + " is written with " + numbers.length + " of " + Arrays.toString(written));
    }
    values[field] = numbers;
  }

  @Override
  public void bytes(int field, byte[] bytes, int offset, int length) {
    double[] numbers = new double[length];
    Arrays.setAll(numbers, i -> bytes[offset + i] & 0xff);
    write(field, numbers, ElementType.U8, ElementType.BOOL);
  }

  @Override
  public void floats(int field, float[] floats) {
    double[] numbers = new double[floats.length];
    Arrays.setAll(numbers, i -> floats[i]);
    write(field, numbers, ElementType.F32);
  }

  @Override
  public void longs(int field, long[] longs) {
    write(field, Arrays.stream(longs).asDoubleStream().toArray(), ElementType.I64, ElementType.I32);
  }
}
