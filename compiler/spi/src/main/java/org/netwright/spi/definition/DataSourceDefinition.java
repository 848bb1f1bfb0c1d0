package org.netwright.spi.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.TensorType;

/**
 * {@code external data}: records by number. The header gives the record type and the names of the
 * splits.
 */
public interface DataSourceDefinition {
  /** Facts that need no file, such as {@code classes}; {@code d.classes} in the language. */
  default Map<String, Long> facts(Arguments arguments) {
    return Map.of();
  }

  /**
   * The names of the facts that only opening tells ({@link Opened#facts}), such as the number of
   * classes of a folder of images. They may be used in the language like the others.
   */
  default Set<String> factsOnOpening(Arguments arguments) {
    return Set.of();
  }

  /**
   * Opens the files and checks them whole: sizes, magic numbers, ranges of labels.
   *
   * @throws DiagnosticException when a file is missing, cut or wrong; the place is the source's
   *     call in the text
   */
  Opened open(Arguments arguments, Place place) throws IOException;

  /** Where relative paths are looked for, and how an error names the place in the text. */
  interface Place {
    /**
     * A relative path beside the file that names it, else under {@code NETWRIGHT_DATA}; checked to
     * exist.
     */
    Path find(String path);

    /** The error to throw: one sentence, and a way out. */
    DiagnosticException error(String message, String hint);

    /** Says what was read, for the user and the run's record: {@code "the embedded subset"}. */
    void note(String message);
  }

  /** What was opened: one split without a name ({@code ""}), or several named ones. */
  interface Opened extends AutoCloseable {
    Map<String, Split> splits();

    /** The facts that {@link DataSourceDefinition#factsOnOpening} names. */
    default Map<String, Long> facts() {
      return Map.of();
    }

    @Override
    default void close() throws IOException {}
  }

  /** Records by number. Reading must be safe from one other thread at a time. */
  interface Split {
    long size();

    /**
     * The fields of a record in the header's order. A dim that is a name of the header differs from
     * record to record; equal names are equal sizes within one record.
     */
    List<Field> fields();

    /**
     * What fills up a field whose records are of different sizes when they make one batch; empty
     * when such a batch is a mistake.
     */
    default OptionalLong padding(int field) {
      return OptionalLong.empty();
    }

    /** Writes record {@code index} (from 0, below {@link #size}). */
    void read(long index, RecordWriter writer) throws IOException;
  }

  /** A field of a record; its type may have free names ({@link Split#fields}). */
  record Field(String name, TensorType type) {}

  /** Takes the fields of one record; each is written whole, once, in its own element type. */
  interface RecordWriter {
    /** Whether anybody reads a field; one that nobody reads need be neither decoded nor written. */
    default boolean wants(int field) {
      return true;
    }

    /** The sizes of a field that differ from record to record, said before it is written. */
    void shape(int field, long... sizes);

    void bytes(int field, byte[] values, int offset, int length);

    void floats(int field, float[] values);

    void longs(int field, long[] values);
  }
}
