package org.netwright.frontend.graph;

import java.util.List;
import java.util.stream.Collectors;
import org.netwright.frontend.prove.Condition;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The sentences about operands that do not fit, for one primitive. Codes NW340 to NW359. */
final class ShapeMessages {
  private final String operation;
  private final SizeConditions sizes;

  ShapeMessages(Primitive primitive) {
    this(primitive, SizeConditions.STRICT);
  }

  /**
   * @param sizes decides what symbolic sizes leave open
   */
  ShapeMessages(Primitive primitive, SizeConditions sizes) {
    this.operation = primitive.toString();
    this.sizes = sizes;
  }

  // ---- questions about symbolic sizes

  /** Whether two sizes are equal, or may be taken to be. */
  boolean equal(Dim a, Dim b) {
    return a.equals(b) || isSymbolic(a, b) && sizes.accept(Condition.equal(a, b));
  }

  boolean equal(Shape a, Shape b) {
    if (a.rank() != b.rank()) {
      return false;
    }
    for (int axis = 0; axis < a.rank(); axis++) {
      if (!equal(a.dim(axis), b.dim(axis))) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code a <= b}; where nobody answers for symbolic sizes it may be. */
  boolean atMost(Dim a, Dim b) {
    return isSymbolic(a, b)
        ? sizes == SizeConditions.STRICT || sizes.accept(Condition.atMost(a, b))
        : a.minus(b).known() <= 0;
  }

  /** Whether {@code of} is a multiple of {@code by}, or may be taken to be. */
  boolean divides(Dim by, Dim of) {
    return of.dividedBy(by).isPresent()
        || !(of.isKnown() && by.isKnown()) && sizes.accept(Condition.divides(by, of));
  }

  private static boolean isSymbolic(Dim a, Dim b) {
    return !a.minus(b).isKnown();
  }

  private ShapeMisfit misfit(String code, String sentence) {
    return misfit(code, sentence, "");
  }

  private ShapeMisfit misfit(String code, String sentence, String hint) {
    return new ShapeMisfit(code, operation + ": " + sentence, hint);
  }

  // ---- elementwise

  ShapeMisfit noBroadcast(Shape a, Shape b, Dim left, Dim right, int axisFromEnd) {
    String hint =
        left.isKnown() && right.isKnown()
            ? "sizes must be equal, or one of them 1"
            : "sizes must be equal for every value of their names, or one of them 1";
    return misfit(
        "NW340",
        "shapes "
            + a
            + " and "
            + b
            + " do not fit: "
            + left
            + " meets "
            + right
            + " in "
            + fromEnd(axisFromEnd),
        hint);
  }

  private static String fromEnd(int axis) {
    return axis == 1 ? "the last axis" : "axis -" + axis;
  }

  ShapeMisfit notLarger(Shape from, Shape to) {
    return misfit("NW340", "shape " + from + " does not broadcast to " + to);
  }

  // ---- element types

  ShapeMisfit boolMeetsNumber(ElementType a, ElementType b) {
    return misfit(
        "NW341",
        "operands are " + a + " and " + b + ", which have no common type",
        "cast the bool to " + (a == ElementType.BOOL ? b : a));
  }

  ShapeMisfit typesDiffer(ElementType a, ElementType b) {
    return misfit("NW341", "operands are " + a + " and " + b + "; they must have one type");
  }

  ShapeMisfit wrongType(String what, TensorType type, String wanted) {
    return misfit("NW341", what + " is " + type + "; " + wanted + " is needed");
  }

  // ---- axes and ranks

  ShapeMisfit noAxis(long axis, Shape shape) {
    return misfit(
        "NW342",
        "axis " + axis + " does not exist in shape " + shape,
        shape.rank() == 0 ? "a scalar has no axes" : "axes run from 0 to " + (shape.rank() - 1));
  }

  ShapeMisfit axisTwice(long axis) {
    return misfit("NW342", "axis " + axis + " is given twice");
  }

  ShapeMisfit wrongRank(String what, Shape shape, String wanted) {
    return misfit(
        "NW342", what + " has shape " + shape + " of rank " + shape.rank() + "; " + wanted);
  }

  ShapeMisfit notAPermutation(long[] permutation, Shape shape) {
    return misfit(
        "NW342",
        java.util.Arrays.toString(permutation) + " is no order of the axes of shape " + shape);
  }

  // ---- contractions

  ShapeMisfit contractedSizes(Shape a, Shape b, Dim left, Dim right) {
    return misfit(
        "NW343",
        "shapes "
            + a
            + " and "
            + b
            + " do not multiply: "
            + left
            + " and "
            + right
            + " are summed over and must be equal",
        "a transposed operand may be meant");
  }

  ShapeMisfit equation(String equation, String why) {
    return misfit("NW350", "equation \"" + equation + "\" " + why);
  }

  ShapeMisfit letterSizes(String equation, char letter, Dim one, Dim other) {
    return misfit(
        "NW343",
        "in \"" + equation + "\" the index " + letter + " is " + one + " and " + other,
        "an index stands for one size");
  }

  // ---- layout

  ShapeMisfit elementCounts(Shape from, Shape to) {
    return misfit(
        "NW344",
        "shape "
            + from
            + " has "
            + from.elements()
            + " elements and shape "
            + to
            + " has "
            + to.elements());
  }

  ShapeMisfit partsDiffer(Shape first, Shape other, int axis, long along) {
    return misfit(
        "NW345",
        "shapes "
            + first
            + " and "
            + other
            + " differ in axis "
            + axis
            + ", where they must agree; they are joined along axis "
            + along);
  }

  ShapeMisfit sliceOutside(Dim begin, Dim size, int axis, Shape shape) {
    return misfit(
        "NW347",
        "elements "
            + begin
            + " to "
            + begin.plus(size)
            + " reach outside axis "
            + axis
            + " of "
            + shape);
  }

  ShapeMisfit negative(String what, Object value) {
    return misfit("NW348", what + " is " + value + "; it must not be negative");
  }

  ShapeMisfit notPositive(String what, long value) {
    return misfit("NW348", what + " is " + value + "; it must be at least 1");
  }

  ShapeMisfit wrongCount(String what, long have, long wanted) {
    return misfit("NW348", what + " has " + have + " numbers; " + wanted + " are needed");
  }

  ShapeMisfit unknownMethod(String method) {
    return misfit("NW348", "there is no method \"" + method + "\"", "nearest, bilinear or bicubic");
  }

  ShapeMisfit tooMany(Dim k, Dim have, Shape shape) {
    return misfit(
        "NW348", "asks for " + k + " of the " + have + " elements in the last axis of " + shape);
  }

  // ---- images

  ShapeMisfit windowTooLarge(String axis, Dim window, Dim image, Shape images) {
    boolean channelsFirst =
        images.dim(1).isKnown()
            && images.dim(2).isKnown()
            && images.dim(1).known() <= 4
            && images.dim(2).known() > 4 * images.dim(1).known();
    return misfit(
        "NW346",
        "a window of "
            + axis
            + " "
            + window
            + " does not fit into "
            + image
            + " (padding counted in)",
        channelsFirst
            ? "do channels stand first? images are [batch, height, width, channels], and this is "
                + images
            : "use a smaller kernel, more padding or a larger image");
  }

  ShapeMisfit groups(Shape images, Shape kernel) {
    return misfit(
        "NW346",
        images.dim(3)
            + " channels of "
            + images
            + " do not divide into groups of "
            + kernel.dim(2)
            + ", which kernel "
            + kernel
            + " reads");
  }

  ShapeMisfit groupOutputs(Dim outputs, Dim groups, Shape kernel) {
    return misfit(
        "NW346",
        outputs + " results of kernel " + kernel + " do not divide into " + groups + " groups");
  }

  ShapeMisfit channels(Shape images, Shape kernel) {
    return misfit(
        "NW346",
        "kernel "
            + kernel
            + " reads "
            + kernel.dim(2)
            + " channels and the images "
            + images
            + " have "
            + images.dim(3));
  }

  ShapeMisfit mustBe(String what, Shape have, Shape wanted) {
    return misfit("NW345", what + " has shape " + have + "; it must be " + wanted);
  }

  /** A list of shapes as a sentence shows it. */
  static String list(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(" and "));
  }
}
