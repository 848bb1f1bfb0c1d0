package org.netwright.engine.fault;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The sentences about data that is not what a recipe relies on: NW703 to NW705, NW716 to NW718. */
public final class RelianceMessages {
  private static final Hint OTHER_DATA = Hint.of("check that the source reads the data you mean");

  private static final Hint ONE_SIZE =
      Hint.of("bring all records to one size in a block, such as by `resize_short`");

  private RelianceMessages() {}

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
        .with(OTHER_DATA);
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
        .with(OTHER_DATA);
  }

  public static Diagnostic otherFact(
      Span place, String source, String fact, long expected, long found) {
    return Diagnostic.error(
            "NW716",
            place,
            fact + " of " + source + " is " + found + ", and the recipe relies on " + expected)
        .with(OTHER_DATA);
  }

  public static Diagnostic otherRecord(
      Span place, String split, long record, String field, TensorType found, TensorType relied) {
    return Diagnostic.error(
            "NW717",
            place,
            "record "
                + record
                + " of "
                + split
                + " has "
                + field
                + ": "
                + found
                + ", and the recipe relies on "
                + relied)
        .with(ONE_SIZE);
  }

  public static Diagnostic otherSizes(
      Span place, String split, String field, Shape found, TensorType relied) {
    return Diagnostic.error(
            "NW717",
            place,
            "the blocks of "
                + split
                + " meet "
                + field
                + " of "
                + found
                + ", and the recipe relies on "
                + relied)
        .with(ONE_SIZE);
  }

  public static Diagnostic unequal(Span place, String split, String field, Shape one, Shape other) {
    return Diagnostic.error(
            "NW718",
            place,
            "a batch of "
                + split
                + " holds "
                + field
                + " of "
                + one
                + " and of "
                + other
                + "; a batch has one size")
        .with(
            Hint.of(
                "before `batch`, bring images to one size (`resize_short(256) |> center_crop(224)`);"
                    + " fill sequences up with `batch_by_tokens(n)`"));
  }
}
