package org.netwright.frontend.check;

import java.util.List;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The sentences about ranks, sizes, axes and counts (NW305 to NW309, NW338, NW342, NW387). */
final class SizeMessages {
  private SizeMessages() {}

  static Diagnostic wrongRank(
      Types.Fitting fitting,
      TypeExpression.Tensor type,
      String expected,
      Denotation given,
      Shape found) {
    Diagnostic message =
        KindMessages.declared(
            Diagnostic.error(
                "NW305",
                fitting.span(),
                "%s is %s, and not of rank %d: %s"
                    .formatted(fitting.what(), expected, found.rank(), Shown.value(given))),
            fitting.declared());
    if (type.dims().isEmpty() && KindMessages.isOfConstructor(fitting)) {
      return message.with(Hint.of(KindMessages.builtFirst(fitting)));
    }
    boolean spread = type.dims().stream().anyMatch(TypeExpression.DimExpression::spread);
    if (found.rank() > type.dims().size() && type.dims().size() == 2 && !spread) {
      return message.with(Hint.of("`|> flatten` joins all axes but the first"));
    } else if (found.rank() == 3 && type.dims().size() == 4 && !spread) {
      return message.with(
          Hint.of("a batch or a channel axis may be missing; `x[:, :, :, none]` adds one"));
    }
    return message;
  }

  static Diagnostic wrongSize(
      Types.Fitting fitting,
      String pattern,
      Dim expected,
      Dim found,
      int axis,
      String expectedShape,
      Shape shape) {
    String size = pattern.equals(expected.toString()) ? pattern : pattern + " = " + expected;
    Diagnostic message =
        KindMessages.declared(
            Diagnostic.error(
                "NW306",
                fitting.span(),
                "%s is %s, and not %s: axis %d is %s where %s is expected"
                    .formatted(fitting.what(), expectedShape, shape, axis, found, size)),
            fitting.declared());
    return channelsFirst(expectedShape, shape)
        ? message.with(
            Hint.of(
                "images are [batch, height, width, channels]; `transpose(x, [0, 2, 3, 1])` moves"
                    + " channels to the end"))
        : message;
  }

  /** Whether the sizes fit once the channels stand behind height and width. */
  private static boolean channelsFirst(String expected, Shape found) {
    if (found.rank() != 4) {
      return false;
    }
    String moved =
        new Shape(List.of(found.dim(0), found.dim(2), found.dim(3), found.dim(1))).toString();
    return expected.substring(expected.indexOf('[')).equals(moved)
        || expected.endsWith(", " + found.dim(1) + "]") && !found.dim(1).equals(found.dim(3));
  }

  static Diagnostic wrongSpread(Types.Fitting fitting, String name, Denotation bound, Shape found) {
    return KindMessages.declared(
        Diagnostic.error(
            "NW306",
            fitting.span(),
            "%s is %s, which does not fit `%s...` = %s"
                .formatted(fitting.what(), found, name, Shown.value(bound))),
        fitting.declared());
  }

  static Diagnostic spreadNeedsName(Span span) {
    return Diagnostic.error("NW307", span, "only a name stands before `...`");
  }

  static Diagnostic noSolution(Span span) {
    return Diagnostic.error(
            "NW308",
            span,
            "this size has more than one unknown name, or one that cannot be solved for")
        .with(Hint.of("bind the name by itself in another place of the signature"));
  }

  static Diagnostic noMultiple(Types.Fitting fitting, String expected, Dim of, Dim by) {
    return KindMessages.declared(
        Diagnostic.error(
            "NW309",
            fitting.span(),
            "%s is %s, and %s is no multiple of %s".formatted(fitting.what(), expected, of, by)),
        fitting.declared());
  }

  static Diagnostic wrongValueShape(Types.Fitting fitting, TensorType wanted, TensorType found) {
    return KindMessages.declared(
        Diagnostic.error(
            "NW306",
            fitting.span(),
            "%s is %s, and not %s".formatted(fitting.what(), wanted, found)),
        fitting.declared());
  }

  static Diagnostic unknownCount(Dim count, Span span) {
    return Diagnostic.error("NW338", span, "this must be known when compiling, and is " + count);
  }

  static Diagnostic negativeCount(Dim count, Span span) {
    return Diagnostic.error("NW338", span, "a loop cannot run " + count + " times");
  }

  static Diagnostic noAxis(String function, long axis, int rank, Span span) {
    return Diagnostic.error(
        "NW342",
        span,
        rank == 0
            ? "%s: axis %d does not exist in a scalar".formatted(function, axis)
            : "%s: axis %d does not exist; axes run from 0 to %d, or from -%d to -1"
                .formatted(function, axis, rank - 1, rank));
  }

  static Diagnostic noParts(Dim length, long parts, int axis, Span span) {
    return Diagnostic.error(
        "NW387",
        span,
        "axis %d of %s does not divide into %d parts".formatted(axis, length, parts));
  }

  static Diagnostic unknownArgumentSize(String what, Dim dim, Span span) {
    return Diagnostic.error(
        "NW338", span, "%s must be known when compiling, and is %s".formatted(what, dim));
  }

  static Diagnostic sizesWanted(Span span) {
    return Diagnostic.error("NW392", span, "the sizes of its input are wanted")
        .with(Hint.of("such as `on = [1, 28, 28, 1]`"));
  }
}
