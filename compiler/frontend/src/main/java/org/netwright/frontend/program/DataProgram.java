package org.netwright.frontend.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/**
 * A data pipe: a source of records and what happens to them on the way (definitions C14).
 *
 * @param sourceName as written, for messages and the run's record: {@code fashion_mnist}
 * @param split the split's name; empty when the source has only one
 * @param record the fields of a source record; a dim that is a free name is bound on opening
 * @param expected sizes that the program relies on for the free dims of the record, checked on
 *     opening
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

  /** A field of a record or batch. */
  public record Field(String name, TensorType type) {}

  /**
   * The fields that come out at the end: those of the last map, else those of the source, with the
   * batch axis.
   */
  public List<Field> batch() {
    List<Field> fields = record;
    for (Operator step : steps) {
      if (step instanceof Operator.Map map) {
        fields = map.fields();
      } else if (step instanceof Operator.Batch batch) {
        fields =
            fields.stream()
                .map(
                    f ->
                        new Field(
                            f.name(),
                            new TensorType(
                                f.type().element(), f.type().shape().insert(0, batch.axis()))))
                .toList();
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
     */
    record Map(StepGraph graph, Optional<StepGraph> vectorized, List<Field> fields)
        implements Operator {}

    /** Shuffles within a window of {@code window} records, anew each epoch. */
    record Shuffle(long window) implements Operator {}

    /** {@code copies} adjacent copies of each record, each with draws of its own. */
    record Repeated(long copies) implements Operator {}

    /** The first {@code count} records. */
    record Take(long count) implements Operator {}

    /**
     * @param size records in a batch
     * @param last whether a smaller last batch is given out: in a train pass not, unless asked for
     */
    record Batch(long size, Last last, org.netwright.spi.type.Dim axis) implements Operator {}
  }

  /** What happens to a last batch that is not full. */
  public enum Last {
    DROP,
    KEEP,
    /** Drop in a training, keep elsewhere. */
    DEFAULT
  }
}
