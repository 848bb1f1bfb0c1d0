package org.netwright.engine.feed;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.DataMessages;
import org.netwright.engine.fault.EngineFault;
import org.netwright.engine.fault.PluginFault;
import org.netwright.engine.fault.RelianceMessages;
import org.netwright.spi.definition.DataSourceDefinition.Field;
import org.netwright.spi.definition.DataSourceDefinition.RecordWriter;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.EnvironmentFault;

/** Reads records of a split into columns, and holds the source to the interface of the writer. */
final class RecordReader {
  private final BoundData data;
  private final List<Field> fields;
  private final Row writer;

  RecordReader(BoundData data) {
    this.data = data;
    this.fields = data.split().fields();
    this.writer = new Row();
  }

  /**
   * Reads record {@code index} into row {@code row}; fields without a column are dropped.
   *
   * @throws PluginFault when the source breaks a promise of its interface
   * @throws EnvironmentFault when a file that could be opened cannot be read
   */
  void read(long index, Columns columns, int row) {
    writer.begin(index, columns, row);
    try {
      data.split().read(index, writer);
    } catch (IOException e) {
      throw EngineFault.environment(
          DataMessages.notRead(data.program().place(), data.name(), index, e), e);
    } catch (DiagnosticException | PluginFault e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PluginFault(
          DataMessages.recordBroke(
              data.program().place(), data.name(), index, data.program().plugin(), "throws " + e),
          e);
    }
    writer.end();
  }

  private final class Row implements RecordWriter {
    private final boolean[] written = new boolean[fields.size()];
    private final @Nullable Shape[] shapes = new Shape[fields.size()];
    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private final @Nullable Column[] targets = new Column[fields.size()];
    private @Nullable Columns bound;
    private long index;
    private int row;

    void begin(long record, Columns columns, int target) {
      index = record;
      row = target;
      if (bound != columns) {
        bound = columns;
        for (int i = 0; i < targets.length; i++) {
          targets[i] = columns.find(fields.get(i).name());
        }
      }
      java.util.Arrays.fill(written, false);
      java.util.Arrays.fill(shapes, null);
      sizes.clear();
    }

    void end() {
      for (int i = 0; i < written.length; i++) {
        if (!written[i] && wants(i)) {
          throw broken("does not write the field " + fields.get(i).name());
        }
      }
    }

    @Override
    public boolean wants(int field) {
      return targets[field] != null;
    }

    @Override
    public void shape(int field, long... found) {
      if (field < 0 || field >= shapes.length || fields.get(field).type().shape().isKnown()) {
        throw broken("says the shape of field " + field + ", which is known");
      }
      Shape shape = Shape.of(found);
      shapes[field] = shape;
      if (!FieldSizes.bind(fields.get(field).type(), shape, sizes)) {
        throw broken(
            "says that " + fields.get(field).name() + " is " + shape + ", and promised " + sizes);
      }
      Column target = targets[field];
      if (target == null) {
        return;
      }
      if (!FieldSizes.bind(target.type(), shape, new LinkedHashMap<>(sizes))) {
        throw new DiagnosticException(
            RelianceMessages.otherRecord(
                data.program().place(),
                data.name(),
                index,
                fields.get(field).name(),
                new TensorType(target.type().element(), shape),
                target.type()));
      }
      target.shape(row, shape);
    }

    private @Nullable Column target(int field, String method, boolean fits, int length) {
      if (field < 0 || field >= written.length) {
        throw broken("writes field " + field + " of " + written.length);
      }
      Field type = fields.get(field);
      if (!fits) {
        throw broken("writes the field " + type.name() + ", " + type.type() + ", by " + method);
      }
      if (written[field]) {
        throw broken("writes the field " + type.name() + " twice");
      }
      Shape shape = shapes[field] == null ? type.type().shape() : shapes[field];
      if (!shape.isKnown()) {
        throw broken("writes the field " + type.name() + " without its shape");
      }
      long elements = shape.elements().known();
      if (length != elements) {
        throw broken(
            "writes " + length + " values to the field " + type.name() + ", which has " + elements);
      }
      written[field] = true;
      return targets[field];
    }

    private ElementType element(int field) {
      return field < 0 || field >= fields.size()
          ? ElementType.BOOL
          : fields.get(field).type().element();
    }

    @Override
    public void bytes(int field, byte[] values, int offset, int length) {
      Column column = target(field, "bytes", element(field).bytes() == 1, length);
      if (column != null) {
        column.put(row, values, offset);
      }
    }

    @Override
    public void floats(int field, float[] values) {
      Column column = target(field, "floats", element(field).isFloat(), values.length);
      if (column != null) {
        column.put(row, values);
      }
    }

    @Override
    public void longs(int field, long[] values) {
      boolean fits = element(field) == ElementType.I32 || element(field) == ElementType.I64;
      Column column = target(field, "longs", fits, values.length);
      if (column != null) {
        column.put(row, values);
      }
    }

    private PluginFault broken(String what) {
      return new PluginFault(
          DataMessages.recordBroke(
              data.program().place(), data.name(), index, data.program().plugin(), what));
    }
  }
}
