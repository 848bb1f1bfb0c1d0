package org.netwright.engine.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  public static Diagnostic otherFields(
      Span place, String split, List<String> declared, List<String> found) {
    return Diagnostic.error(
            "NW703",
            place,
            split
                + " has the fields ("
                + String.join(", ", found)
                + "), and the recipe relies on ("
                + String.join(", ", declared)
                + ")")
        .with(Hint.of("state the record that the source has"));
  }

  public static Diagnostic otherType(
      Span place,
      String split,
      String field,
      TensorType declared,
      TensorType found,
      Map<String, Long> sizes) {
    String where =
        sizes.isEmpty()
            ? ""
            : " with "
                + sizes.entrySet().stream()
                    .map(e -> e.getKey() + " = " + e.getValue())
                    .collect(Collectors.joining(", "));
    return Diagnostic.error(
            "NW704",
            place,
            "the field "
                + field
                + " of "
                + split
                + " is "
                + found
                + ", and the recipe relies on "
                + declared
                + where)
        .with(Hint.of("check that the source reads the data you mean"));
  }

  public static Diagnostic otherSize(
      Span place, String split, String dim, long expected, long found) {
    return Diagnostic.error(
            "NW705",
            place,
            "the dim "
                + dim
                + " of "
                + split
                + " is "
                + found
                + ", and the recipe was checked with "
                + expected)
        .with(Hint.of("check that the source reads the data you mean"));
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

  static String told(IOException cause) {
    String message = cause.getMessage();
    return cause.getClass() == IOException.class && message != null
        ? message
        : cause.getClass().getSimpleName() + (message == null ? "" : ", " + message);
  }
}
