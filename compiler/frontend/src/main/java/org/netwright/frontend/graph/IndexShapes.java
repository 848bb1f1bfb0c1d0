package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of what reads and writes by index, and of resizing. */
final class IndexShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.GATHER, IndexShapes::gather,
          Primitive.SCATTER_ADD, IndexShapes::scatterAdd,
          Primitive.ONE_HOT, IndexShapes::oneHot,
          Primitive.RESIZE, IndexShapes::resize,
          Primitive.RESIZE_GRADIENT, IndexShapes::resizeGradient);

  private static final Set<String> METHODS = Set.of("nearest", "bilinear", "bicubic");

  private IndexShapes() {}

  /** Values before the axis, then the indices without their batch axes, then values behind it. */
  private static Shape gathered(
      Attributes attributes, Shape values, TensorType indices, ShapeMessages say) {
    if (indices.element() != ElementType.I32 && indices.element() != ElementType.I64) {
      throw say.wrongType("the index", indices, "i32 or i64");
    }
    int axis = Axes.checked(attributes.integer("axis"), values, say);
    int batch = (int) attributes.integer("batch");
    if (batch < 0) {
      throw say.negative("the number of batch axes", batch);
    }
    if (batch > axis || batch > indices.shape().rank()) {
      throw say.wrongRank(
          "the index", indices.shape(), batch + " batch axes must stand before axis " + axis);
    }
    for (int i = 0; i < batch; i++) {
      if (!say.equal(values.dim(i), indices.shape().dim(i))) {
        throw say.partsDiffer(values, indices.shape(), i, axis);
      }
    }
    List<Dim> dims = new ArrayList<>(values.dims().subList(0, axis));
    dims.addAll(indices.shape().dims().subList(batch, indices.shape().rank()));
    dims.addAll(values.dims().subList(axis + 1, values.rank()));
    return new Shape(dims);
  }

  private static List<TensorType> gather(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType values = operands.get(0);
    Shape shape = gathered(attributes, values.shape(), operands.get(1), say);
    return List.of(new TensorType(values.element(), shape));
  }

  private static List<TensorType> scatterAdd(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType updates = operands.get(0);
    if (!updates.element().isNumber()) {
      throw say.wrongType("what is added", updates, "a number");
    }
    Shape to = attributes.shape("shape");
    Shape wanted = gathered(attributes, to, operands.get(1), say);
    if (!say.equal(wanted, updates.shape())) {
      throw say.mustBe("what is added", updates.shape(), wanted);
    }
    return List.of(new TensorType(updates.element(), to));
  }

  private static List<TensorType> oneHot(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType index = operands.get(0);
    if (!index.element().isInteger()) {
      throw say.wrongType("the index", index, "a whole number");
    }
    Dim depth = Axes.notNegative(attributes.dim("depth"), "the depth", say);
    Shape shape = index.shape().insert(index.shape().rank(), depth);
    return List.of(new TensorType(attributes.element("type"), shape));
  }

  private static void demandMethod(Attributes attributes, TensorType x, ShapeMessages say) {
    String method = attributes.text("method");
    if (!METHODS.contains(method)) {
      throw say.unknownMethod(method);
    }
    if (!method.equals("nearest") && !x.element().isFloat()) {
      throw say.wrongType("the image", x, "a float");
    }
    Axes.rank("the image", x.shape(), 4, "[batch, height, width, channels] is needed", say);
  }

  private static List<TensorType> resize(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    demandMethod(attributes, x, say);
    List<Dim> size = attributes.dims("size");
    if (size.size() != 2) {
      throw say.wrongCount("the size", size.size(), 2);
    }
    for (Dim dim : size) {
      if (dim.isKnown() && dim.known() < 1) {
        throw say.notPositive("a size", dim.known());
      }
    }
    Shape shape = x.shape().with(1, size.get(0)).with(2, size.get(1));
    return List.of(new TensorType(x.element(), shape));
  }

  private static List<TensorType> resizeGradient(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType gradient = operands.get(0);
    demandMethod(attributes, gradient, say);
    Shape to = attributes.shape("shape");
    Axes.rank("the original", to, 4, "[batch, height, width, channels] is needed", say);
    Shape wanted = to.with(1, gradient.shape().dim(1)).with(2, gradient.shape().dim(2));
    if (!wanted.equals(gradient.shape())) {
      throw say.mustBe("the gradient", gradient.shape(), wanted);
    }
    return List.of(new TensorType(gradient.element(), to));
  }
}
