package org.netwright.frontend.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.TensorType;

/**
 * A data pipe: a source of records and what happens to them on the way (definitions C14).
 *
 * @param sourceName as written, for messages and the run's record: {@code fashion_mnist}
 * @param split the split's name; empty when the source has only one
 * @param record the fields of a source record; a dim that is a free name is bound on opening
 * @param expected sizes that the program relies on for the free dims of the record, and facts of
 *     the source that only opening tells; checked on opening
 * @param steps in order
 * @param shuffled whether a training reads the source in a new order each epoch: yes, unless the
 *     pipe shuffles itself
 */
public record DataProgram(
    String sourceName,
    String plugin,
    DataSourceDefinition source,
    Arguments arguments,
    String split,
    List<Field> record,
    Map<String, Long> expected,
    List<Operator> steps,
    boolean shuffled,
    Span place) {
  public DataProgram {
    record = List.copyOf(record);
    steps = List.copyOf(steps);
  }

  /** The same program, which relies on facts of its source too. */
  public DataProgram relyingOn(Map<String, Long> facts) {
    Map<String, Long> all = new java.util.TreeMap<>(expected);
    all.putAll(facts);
    return new DataProgram(
        sourceName, plugin, source, arguments, split, record, all, steps, shuffled, place);
  }

  /**
   * A field of a record or batch. An element of a list is a field of its own, named by its place:
   * {@code views.0}.
   */
  public record Field(String name, TensorType type) {
    /** The field of a batch of such records. */
    public Field batched(Dim axis) {
      return new Field(name, new TensorType(type.element(), type.shape().insert(0, axis)));
    }

    /** The field of one record of such a batch. */
    public Field single() {
      return new Field(name, new TensorType(type.element(), type.shape().without(0)));
    }
  }

  /**
   * The fields that come out at the end: those of the last map, else those of the source, with the
   * batch axis.
   */
  public List<Field> batch() {
    List<Field> fields = record;
    for (Operator step : steps) {
      if (step instanceof Operator.Map map) {
        fields = map.fields();
      } else if (step instanceof Operator.Join join) {
        fields = join.fields();
      } else if (step instanceof Operator.Batch batch) {
        fields = fields.stream().map(f -> f.batched(batch.axis())).toList();
      } else if (step instanceof Operator.BatchByTokens batch) {
        fields = fields.stream().map(f -> f.batched(batch.axis())).toList();
      } else if (step instanceof Operator.Unbatch) {
        fields = fields.stream().map(Field::single).toList();
      }
    }
    return fields;
  }

  /** One stage of the pipe. */
  public sealed interface Operator {
    /**
     * A block: inputs are the fields it reads, outputs the fields it makes.
     *
     * @param graph over one record, or over one batch when it stands behind {@code Batch}
     * @param vectorized the same over a whole batch of records (first dim {@code B}) when the block
     *     draws nothing that differs between records and every op has a batched form; for blocks
     *     before {@code Batch} only
     * @param demands what the sizes of a record must meet where only the records tell them
     */
    record Map(
        StepGraph graph,
        Optional<StepGraph> vectorized,
        List<Field> fields,
        List<SizeDemand> demands)
        implements Operator {
      public Map {
        fields = List.copyOf(fields);
        demands = List.copyOf(demands);
      }

      public Map(StepGraph graph, Optional<StepGraph> vectorized, List<Field> fields) {
        this(graph, vectorized, fields, List.of());
      }
    }

    /** Shuffles within a window of {@code window} records, anew each epoch. */
    record Shuffle(long window) implements Operator {}

    /** {@code copies} adjacent copies of each record, each with draws of its own. */
    record Repeated(long copies) implements Operator {}

    /** The first {@code count} records. */
    record Take(long count) implements Operator {}

    /**
     * A share of the records, chosen at random once and for all: in an order drawn from the seed,
     * those between two shares of their number. Parts that meet share no record and leave none out.
     *
     * @param from share of the records that lie before
     * @param to share of the records at which it ends
     */
    record Part(double from, double to, long seed) implements Operator {
      /** The place in the drawn order at which it begins. */
      public long begin(long records) {
        return Math.round(from * records);
      }

      /** The place in the drawn order at which it ends. */
      public long end(long records) {
        return Math.round(to * records);
      }
    }

    /**
     * As many records as come in, each drawn anew in each epoch, with replacement: a record is the
     * likelier the larger the weight of its number.
     *
     * @param by the field of a whole number from 0
     * @param weights of the numbers; none for weights that make all numbers that occur equally
     *     likely
     */
    record Weighted(String by, List<Double> weights) implements Operator {
      public Weighted {
        weights = List.copyOf(weights);
      }
    }

    /**
     * From here on {@code size} neighbours stay together: what shuffles moves them as one, and what
     * they share is read once.
     */
    record Group(long size) implements Operator {}

    /**
     * Each record gains the fields of the record of another source that has the same {@code by}.
     *
     * @param other a split as its source gives it, without steps
     * @param fields all fields of the record behind it
     */
    record Join(DataProgram other, String by, List<Field> fields) implements Operator {
      public Join {
        fields = List.copyOf(fields);
      }
    }

    /** What comes in is made once, with the draws of epoch 0, and is then read from a file. */
    record Cache(String name) implements Operator {}

    /**
     * @param size records in a batch
     * @param last whether a smaller last batch is given out: in a train pass not, unless asked for
     */
    record Batch(long size, Last last, Dim axis) implements Operator {}

    /**
     * Batches of records of about equal length, filled up to the longest.
     *
     * @param tokens the most elements that a field of a batch has, filling included
     * @param most the most records in a batch
     */
    record BatchByTokens(long tokens, OptionalLong most, Dim axis) implements Operator {}

    /** The records of the batches, one by one. */
    record Unbatch() implements Operator {}
  }

  /** What the sizes of a record must meet so that a block can take it. */
  @FunctionalInterface
  public interface SizeDemand {
    /** What is wrong with the sizes; empty when nothing is. */
    Optional<Diagnostic> unmet(java.util.Map<String, Long> sizes);
  }

  /** What happens to a last batch that is not full. */
  public enum Last {
    DROP,
    KEEP,
    /** Drop in a training, keep elsewhere. */
    DEFAULT
  }
}
