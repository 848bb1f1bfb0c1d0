package org.netwright.cli.command;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

/**
 * A few seeded records of a source's type in its place ({@code --synthetic}): a recipe runs with
 * them where its data are not, and what it learns means nothing.
 *
 * <p>Bytes are uniform, whole numbers lie below the source's {@code classes} (else 2), the others
 * are standard normal. A free dim of the record is what the program relies on, else 16.
 */
final class SyntheticSource implements DataSourceDefinition {
  private static final long FREE_SIZE = 16;
  private static final long FEWEST = 8;
  private static final long DEFAULT_CLASSES = 2;

  private final DataProgram program;
  private final long seed;

  private SyntheticSource(DataProgram program, long seed) {
    this.program = program;
    this.seed = seed;
  }

  /** A recipe with every source replaced. */
  static RecipeProgram replaceAll(RecipeProgram recipe) {
    return recipe.withData(data -> replaced(data, recipe.seed()));
  }

  private static DataProgram replaced(DataProgram data, long seed) {
    return new DataProgram(
        data.sourceName(),
        data.plugin(),
        new SyntheticSource(data, seed),
        data.arguments(),
        data.split(),
        data.record(),
        data.expected(),
        data.steps(),
        data.shuffled(),
        data.place());
  }

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return program.source().facts(arguments);
  }

  @Override
  public Opened open(Arguments arguments, Place place) {
    place.note("replaced by " + size() + " made-up records, so the metrics mean nothing");
    Split split = new MadeUp(fields(), size(), classes(arguments), seed);
    return () -> Map.of(program.split(), split);
  }

  /** Two batches, so that a training that drops an unfinished batch has one. */
  private long size() {
    long largest = FEWEST;
    for (Operator step : program.steps()) {
      if (step instanceof Operator.Batch batch) {
        largest = Math.max(largest, batch.size());
      }
    }
    return 2 * largest;
  }

  private long classes(Arguments arguments) {
    return Math.max(1, facts(arguments).getOrDefault("classes", DEFAULT_CLASSES));
  }

  private List<Field> fields() {
    return program.record().stream()
        .map(field -> new Field(field.name(), known(field.type())))
        .toList();
  }

  private TensorType known(TensorType type) {
    Map<String, Dim> sizes = new java.util.HashMap<>();
    for (Dim dim : type.shape().dims()) {
      for (String name : dim.names()) {
        sizes.put(name, Dim.of(program.expected().getOrDefault(name, FREE_SIZE)));
      }
    }
    return type.substitute(sizes);
  }

  /** Records by number; one number always gives one record. */
  private record MadeUp(List<Field> fields, long size, long classes, long seed) implements Split {
    @Override
    public void read(long index, RecordWriter writer) {
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
      for (int i = 0; i < fields.size(); i++) {
        write(writer, i, fields.get(i).type(), random);
      }
    }

    private void write(RecordWriter writer, int field, TensorType type, SplittableRandom random) {
      int count = Math.toIntExact(type.shape().elements().known());
      ElementType element = type.element();
      if (element.isFloat()) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = (float) random.nextGaussian();
        }
        writer.floats(field, values);
      } else if (element == ElementType.I32 || element == ElementType.I64) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
          values[i] = random.nextLong(classes);
        }
        writer.longs(field, values);
      } else {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
          values[i] = (byte) random.nextInt(element == ElementType.BOOL ? 2 : 256);
        }
        writer.bytes(field, values, 0, count);
      }
    }
  }
}
