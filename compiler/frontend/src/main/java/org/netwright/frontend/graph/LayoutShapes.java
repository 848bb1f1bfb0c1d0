package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of what moves elements and computes nothing. */
final class LayoutShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.RESHAPE, LayoutShapes::reshape,
          Primitive.TRANSPOSE, LayoutShapes::transpose,
          Primitive.BROADCAST, LayoutShapes::broadcast,
          Primitive.SLICE, LayoutShapes::slice,
          Primitive.CONCAT, LayoutShapes::concat,
          Primitive.PAD, LayoutShapes::pad,
          Primitive.REVERSE, LayoutShapes::reverse);

  private LayoutShapes() {}

  private static List<TensorType> like(TensorType x, Shape shape) {
    return List.of(new TensorType(x.element(), shape));
  }

  private static List<TensorType> reshape(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    Shape to = attributes.shape("shape");
    to.dims().forEach(dim -> Axes.notNegative(dim, "a size", say));
    if (!say.equal(x.shape().elements(), to.elements())) {
      throw say.elementCounts(x.shape(), to);
    }
    return like(x, to);
  }

  private static List<TensorType> transpose(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    long[] permutation = attributes.integers("permutation");
    if (permutation.length != x.shape().rank()) {
      throw say.notAPermutation(permutation, x.shape());
    }
    boolean[] seen = new boolean[permutation.length];
    List<Dim> dims = new ArrayList<>();
    for (long axis : permutation) {
      if (axis < 0 || axis >= seen.length || seen[(int) axis]) {
        throw say.notAPermutation(permutation, x.shape());
      }
      seen[(int) axis] = true;
      dims.add(x.shape().dim((int) axis));
    }
    return like(x, new Shape(dims));
  }

  private static List<TensorType> broadcast(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    Shape to = attributes.shape("shape");
    if (!Broadcasting.reaches(x.shape(), to, say::equal)) {
      throw say.notLarger(x.shape(), to);
    }
    return like(x, to);
  }

  private static List<TensorType> slice(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    List<Dim> begin = Axes.onePerAxis(attributes.dims("begin"), x.shape(), "begin", say);
    List<Dim> size = Axes.onePerAxis(attributes.dims("size"), x.shape(), "size", say);
    for (int axis = 0; axis < size.size(); axis++) {
      Axes.notNegative(size.get(axis), "a size", say);
      boolean before = begin.get(axis).isKnown() && begin.get(axis).known() < 0;
      Dim end = begin.get(axis).plus(size.get(axis));
      if (before || !say.atMost(end, x.shape().dim(axis))) {
        throw say.sliceOutside(begin.get(axis), size.get(axis), axis, x.shape());
      }
    }
    return like(x, new Shape(size));
  }

  private static List<TensorType> concat(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType first = operands.get(0);
    int along = Axes.checked(attributes.integer("axis"), first.shape(), say);
    Dim total = Dim.of(0);
    for (TensorType part : operands) {
      ElementwiseShapes.one(first, part, say);
      if (part.shape().rank() != first.shape().rank()) {
        throw say.wrongRank("a part", part.shape(), "the first has shape " + first.shape());
      }
      for (int axis = 0; axis < part.shape().rank(); axis++) {
        if (axis != along && !say.equal(part.shape().dim(axis), first.shape().dim(axis))) {
          throw say.partsDiffer(first.shape(), part.shape(), axis, along);
        }
      }
      total = total.plus(part.shape().dim(along));
    }
    return like(first, first.shape().with(along, total));
  }

  private static List<TensorType> pad(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    List<Dim> before = Axes.onePerAxis(attributes.dims("before"), x.shape(), "before", say);
    List<Dim> after = Axes.onePerAxis(attributes.dims("after"), x.shape(), "after", say);
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < before.size(); axis++) {
      Dim front = Axes.notNegative(before.get(axis), "a padding", say);
      Dim back = Axes.notNegative(after.get(axis), "a padding", say);
      dims.add(x.shape().dim(axis).plus(front).plus(back));
    }
    return like(x, new Shape(dims));
  }

  private static List<TensorType> reverse(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    Axes.marked(attributes.integers("axes"), operands.get(0).shape(), say);
    return List.of(operands.get(0));
  }
}
