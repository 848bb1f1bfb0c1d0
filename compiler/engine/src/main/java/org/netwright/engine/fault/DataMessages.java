package org.netwright.engine.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** The sentences about data sources: NW701 to NW799. */
public final class DataMessages {
  private DataMessages() {}

  public static Diagnostic noSuchPath(
      Span place, String source, String path, List<Path> tried, Optional<Path> dataRoot) {
    String looked = tried.stream().map(Path::toString).collect(Collectors.joining(" and "));
    Hint hint =
        Hint.of(
            dataRoot.isPresent()
                ? "put the data there, or let NETWRIGHT_DATA name the folder that holds them"
                : "put the data there, or set NETWRIGHT_DATA to the folder that holds them");
    return Diagnostic.error(
            "NW701", place, source + " does not find \"" + path + "\"; looked for " + looked)
        .with(hint);
  }

  public static Diagnostic noPath(Span place, String source, String path, String reason) {
    return Diagnostic.error(
        "NW701", place, source + ": \"" + path + "\" is no path on this machine: " + reason);
  }

  /** A source's own sentence. */
  public static Diagnostic source(Span place, String source, String message, String hint) {
    Diagnostic found = Diagnostic.error("NW702", place, source + ": " + message);
    return hint.isEmpty() ? found : found.with(Hint.of(hint));
  }

  public static Diagnostic notOpened(Span place, String source, IOException cause) {
    return Diagnostic.error("NW702", place, source + " cannot be opened: " + told(cause));
  }

  public static Diagnostic noSuchSplit(
      Span place, String source, String split, Collection<String> splits) {
    String names =
        splits.stream()
            .map(s -> s.isEmpty() ? "one without a name" : s)
            .sorted()
            .collect(Collectors.joining(", "));
    return Diagnostic.error(
        "NW706",
        place,
        (split.isEmpty()
                ? source + " has several splits and none was chosen"
                : source + " has no split \"" + split + "\"")
            + "; it has "
            + names);
  }

  public static Diagnostic empty(Span place, String split) {
    return Diagnostic.error("NW707", place, split + " holds no records");
  }

  public static Diagnostic noBatch(Span place, String split, long records, long batch) {
    return Diagnostic.error(
            "NW708",
            place,
            records == 0
                ? "the pipe lets no record of " + split + " through"
                : "the "
                    + records
                    + (records == 1 ? " record" : " records")
                    + " of "
                    + split
                    + " do not fill one batch of "
                    + batch
                    + ", and a last batch that is not full is dropped")
        .with(
            Hint.of(
                records == 0
                    ? "take(n) with a larger n lets more through"
                    : "use batch("
                        + records
                        + ") or smaller, or batch("
                        + batch
                        + ", last = \"keep\")"));
  }

  public static Diagnostic tooMany(Span place, String split, long records) {
    return Diagnostic.error(
        "NW709",
        place,
        split
            + " holds "
            + records
            + " records, more than the "
            + Integer.MAX_VALUE
            + " of a pass");
  }

  public static Diagnostic tooManyCopies(Span place, String split, long records) {
    return Diagnostic.error(
        "NW709",
        place,
        "the copies of the "
            + records
            + " records of "
            + split
            + " are more than the "
            + Integer.MAX_VALUE
            + " of a pass");
  }

  public static Diagnostic notRead(Span place, String split, long record, IOException cause) {
    return Diagnostic.error(
        "NW710", place, "record " + record + " of " + split + " cannot be read: " + told(cause));
  }

  public static Diagnostic recordBroke(
      Span place, String split, long record, String plugin, String what) {
    return Diagnostic.error(
            "NW711",
            place,
            "the source of " + split + " fails at record " + record + ": it " + what)
        .with(Hint.of("this is a fault of the plugin " + plugin));
  }

  public static Diagnostic sourceBroke(
      Span place, String source, String plugin, RuntimeException cause) {
    return Diagnostic.error("NW711", place, source + " cannot be opened: it throws " + cause)
        .with(Hint.of("this is a fault of the plugin " + plugin));
  }

  public static Diagnostic memory(Span place, String split) {
    return Diagnostic.error(
            "NW713", place, "there is not enough memory to prepare a batch of " + split)
        .with(Hint.of("make the batch smaller"));
  }

  public static Diagnostic tooLong(
      Span place, String split, long record, long length, long tokens) {
    return Diagnostic.error(
            "NW719",
            place,
            "record "
                + record
                + " of "
                + split
                + " has "
                + length
                + " elements, more than the "
                + tokens
                + " of a batch")
        .with(Hint.of("use batch_by_tokens(" + length + ") or more"));
  }

  public static Diagnostic noSuchKey(Span place, String split, String by, long key) {
    return Diagnostic.error(
            "NW720", place, "join: no record of " + split + " has " + by + " " + key)
        .with(Hint.of("both sides must come from the same data"));
  }

  public static Diagnostic keyTwice(
      Span place, String split, String by, long key, long first, long second) {
    return Diagnostic.error(
        "NW721",
        place,
        "join: records "
            + first
            + " and "
            + second
            + " of "
            + split
            + " both have "
            + by
            + " "
            + key);
  }

  public static Diagnostic groupOfSeveral(
      Span place, long group, String by, long one, long other, String split) {
    return Diagnostic.error(
            "NW722",
            place,
            "a group of "
                + group
                + " holds "
                + by
                + " "
                + one
                + " and "
                + other
                + ", which are different records of "
                + split)
        .with(Hint.of("each record must have a multiple of " + group + " neighbours: repeated(n)"));
  }

  public static Diagnostic cacheOfSizes(Span place, String split, String field, TensorType type) {
    return Diagnostic.error(
            "NW723",
            place,
            "a cache keeps records of one size, and " + field + " of " + split + " is " + type)
        .with(Hint.of("bring all records to one size in a block before `cache`"));
  }

  public static Diagnostic noCache(Path file, IOException cause) {
    return Diagnostic.error(
            "NW724", Span.NONE, "the cache " + file + " cannot be used: " + told(cause))
        .with(Hint.of("check the disk, or remove the file: it is made again"));
  }

  static String told(IOException cause) {
    String message = cause.getMessage();
    return cause.getClass() == IOException.class && message != null
        ? message
        : cause.getClass().getSimpleName() + (message == null ? "" : ", " + message);
  }

  /**
   * A number that `weighted` has no weight for.
   *
   * @param weights how many there are; 0 when they come from the counts of the numbers
   */
  public static Diagnostic noWeight(
      Span place, String split, String by, long record, long number, int weights) {
    return Diagnostic.error(
            "NW725",
            place,
            "weighted: record "
                + record
                + " of "
                + split
                + " has "
                + by
                + " "
                + number
                + (weights > 0
                    ? ", and the weights are those of 0 … " + (weights - 1)
                    : ", which is no number of a class"))
        .with(Hint.of("give a weight for each number that occurs, from 0"));
  }

  public static Diagnostic nothingToDraw(Span place, String split, String by) {
    return Diagnostic.error(
            "NW725", place, "weighted: every " + by + " of " + split + " has the weight 0")
        .with(Hint.of("give one of those that occur a weight above 0"));
  }
}
