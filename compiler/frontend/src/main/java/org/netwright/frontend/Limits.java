package org.netwright.frontend;

import java.util.Locale;
import org.netwright.spi.diagnostic.Hint;

/**
 * Bounds that keep an unknown file from exhausting the machine. A reached bound names itself and
 * the key of the project's settings that raises it.
 *
 * @param fileBytes of one source file
 * @param nesting of brackets and blocks in the text, of layers in one another, and of static values
 *     in one another
 * @param iterations of all loops of one elaboration
 * @param applications of all layers, functions and blocks of one elaboration: functions that call
 *     each other twice make them without a loop
 * @param staticElements that the lists and tuples made in one elaboration hold, with the characters
 *     of its strings
 * @param ops of one graph
 * @param parameterElements of one net
 */
public record Limits(
    long fileBytes,
    int nesting,
    int iterations,
    int applications,
    int staticElements,
    int ops,
    long parameterElements) {
  public static final Limits DEFAULT =
      new Limits(4L << 20, 200, 100_000, 300_000, 1_000_000, 1_000_000, 4L << 30);

  /** A bound by its name in the settings of a project. */
  public enum Key {
    FILE_BYTES,
    NESTING,
    ITERATIONS,
    APPLICATIONS,
    STATIC_ELEMENTS,
    OPS,
    PARAMETER_ELEMENTS;

    /** As it stands within {@code limits}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As people speak of it: {@code limits.ops}. */
    public String setting() {
      return "limits." + key();
    }

    /** The way out of a reached bound. */
    public Hint hint() {
      return Hint.of("raise `" + setting() + "` in netwright.json where this is meant");
    }
  }

  /** The value of a bound. */
  public long value(Key key) {
    return switch (key) {
      case FILE_BYTES -> fileBytes;
      case NESTING -> nesting;
      case ITERATIONS -> iterations;
      case APPLICATIONS -> applications;
      case STATIC_ELEMENTS -> staticElements;
      case OPS -> ops;
      case PARAMETER_ELEMENTS -> parameterElements;
    };
  }

  /** These with another value of one bound; those that count in 32 bits take the nearest. */
  public Limits with(Key key, long value) {
    return new Limits(
        key == Key.FILE_BYTES ? value : fileBytes,
        key == Key.NESTING ? small(value) : nesting,
        key == Key.ITERATIONS ? small(value) : iterations,
        key == Key.APPLICATIONS ? small(value) : applications,
        key == Key.STATIC_ELEMENTS ? small(value) : staticElements,
        key == Key.OPS ? small(value) : ops,
        key == Key.PARAMETER_ELEMENTS ? value : parameterElements);
  }

  private static int small(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }
}
