package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.netwright.frontend.CompiledFile.AskedFact;
import org.netwright.frontend.CompiledFile.SourceFacts;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.Pass;
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
 * <p>Bytes are uniform, whole numbers lie below the source's {@code classes} or {@code vocab} (else
 * 2), a field by which records are looked up is the record's number, the others are standard
 * normal. A free dim of the record and a fact that only files tell are what the program relies on,
 * else 16.
 */
final class SyntheticSource implements DataSourceDefinition {
  private static final long FREE_SIZE = 16;
  private static final long FEWEST = 8;
  private static final long DEFAULT_CLASSES = 2;
  private static final long FACT = 16;

  private final DataProgram program;
  private final long seed;
  private final Wanted wanted;

  /**
   * What the whole recipe wants of its sources.
   *
   * @param records of each split
   * @param keys the fields by which records are looked up
   */
  private record Wanted(long records, Set<String> keys) {}

  private SyntheticSource(DataProgram program, long seed, Wanted wanted) {
    this.program = program;
    this.seed = seed;
    this.wanted = wanted;
  }

  /** Answers for facts that no file tells: what the program relies on, else a small number. */
  static SourceFacts facts() {
    return new SourceFacts() {
      @Override
      public Optional<Long> tell(AskedFact asked) {
        return Optional.of(FACT);
      }

      @Override
      public boolean isYielding() {
        return true;
      }
    };
  }

  /** A recipe with every source replaced. */
  static RecipeProgram replaceAll(RecipeProgram recipe) {
    Wanted wanted = wanted(recipe);
    return recipe.withData(data -> replaced(data, recipe.seed(), wanted));
  }

  private static DataProgram replaced(DataProgram data, long seed, Wanted wanted) {
    List<Operator> steps = new ArrayList<>();
    for (Operator step : data.steps()) {
      steps.add(
          step instanceof Operator.Join join
              ? new Operator.Join(replaced(join.other(), seed, wanted), join.by(), join.fields())
              : step);
    }
    return new DataProgram(
        data.sourceName(),
        data.plugin(),
        new SyntheticSource(data, seed, wanted),
        data.arguments(),
        data.split(),
        data.record(),
        data.expected(),
        steps,
        data.shuffled(),
        data.place());
  }

  /** Two batches of the largest, so that a training that drops an unfinished batch has one. */
  private static Wanted wanted(RecipeProgram recipe) {
    long largest = FEWEST;
    Set<String> keys = new TreeSet<>();
    for (RecipeProgram.Stage stage : recipe.stages()) {
      List<Pass> passes = new ArrayList<>(List.of(stage.train().pass()));
      stage.evaluates().forEach(evaluate -> passes.add(evaluate.pass()));
      for (Pass pass : passes) {
        for (Operator step : pass.data().steps()) {
          if (step instanceof Operator.Batch batch) {
            largest = Math.max(largest, batch.size());
          } else if (step instanceof Operator.BatchByTokens batch) {
            largest = Math.max(largest, Math.min(batch.most().orElse(FEWEST), batch.tokens()));
          } else if (step instanceof Operator.Join join) {
            keys.add(join.by());
          }
        }
      }
    }
    return new Wanted(2 * largest, keys);
  }

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return program.source().facts(arguments);
  }

  @Override
  public Opened open(Arguments arguments, Place place) {
    long records = wanted.records();
    place.note("replaced by " + records + " made-up records, so the metrics mean nothing");
    Split split = new MadeUp(fields(), records, largest(arguments), wanted.keys(), seed);
    return () -> Map.of(program.split(), split);
  }

  /** Whole numbers lie below the smallest fact that counts classes or words. */
  private long largest(Arguments arguments) {
    Map<String, Long> known = new HashMap<>(facts(arguments));
    known.putAll(program.expected());
    long largest = Long.MAX_VALUE;
    for (String fact : List.of("classes", "vocab")) {
      largest = Math.min(largest, known.getOrDefault(fact, Long.MAX_VALUE));
    }
    return Math.max(1, largest == Long.MAX_VALUE ? DEFAULT_CLASSES : largest);
  }

  private List<Field> fields() {
    return program.record().stream()
        .map(field -> new Field(field.name(), known(field.type())))
        .toList();
  }

  private TensorType known(TensorType type) {
    Map<String, Dim> sizes = new HashMap<>();
    for (Dim dim : type.shape().dims()) {
      for (String name : dim.names()) {
        sizes.put(name, Dim.of(program.expected().getOrDefault(name, FREE_SIZE)));
      }
    }
    return type.substitute(sizes);
  }

  /** Records by number; one number always gives one record. */
  private record MadeUp(List<Field> fields, long size, long classes, Set<String> keys, long seed)
      implements Split {
    @Override
    public void read(long index, RecordWriter writer) {
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
      for (int i = 0; i < fields.size(); i++) {
        if (keys.contains(fields.get(i).name()) && fields.get(i).type().shape().rank() == 0) {
          writer.longs(i, new long[] {index});
        } else {
          write(writer, i, fields.get(i).type(), random);
        }
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
