package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/** Functions that pick by index, and resizing. */
final class IndexIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL =
      Map.of(
          "gather", IndexIntrinsics::gather,
          "scatter_add", IndexIntrinsics::scatterAdd,
          "one_hot", IndexIntrinsics::oneHot,
          "resize", IndexIntrinsics::resize);

  private IndexIntrinsics() {}

  private static Denotation gather(Operands o) {
    Value x = o.tensor("x");
    int axis = o.axis("axis", x.type().shape().rank());
    return Operands.tensor(o.graph().gather(x, o.tensor("index"), axis, (int) o.integer("batch")));
  }

  private static Denotation scatterAdd(Operands o) {
    Shape shape = o.shape("shape");
    Attributes attributes =
        Attributes.of("axis", (long) o.axis("axis", shape.rank()), "batch", 0L, "shape", shape);
    return Operands.tensor(
        o.one(Primitive.SCATTER_ADD, attributes, o.tensor("updates"), o.tensor("index")));
  }

  private static Denotation oneHot(Operands o) {
    return Operands.tensor(o.graph().oneHot(o.tensor("index"), o.dim("depth"), o.element("type")));
  }

  /** Images with any leading axes; whole numbers are rounded back to their type. */
  private static Denotation resize(Operands o) {
    Value x = o.tensor("x");
    Shape shape = x.type().shape();
    ElementType element = x.type().element();
    List<Dim> size = o.dims("size");
    if (size.size() != 2) {
      throw o.wrong("size", "a height and a width");
    }
    int lead = shape.rank() - 3;
    String method = o.text("method").equals("cubic") ? "bicubic" : o.text("method");
    Dim images = new Shape(shape.dims().subList(0, lead)).elements();
    Shape flat = Shape.of(images, shape.dim(lead), shape.dim(lead + 1), shape.dim(lead + 2));
    Value resized =
        o.one(
            Primitive.RESIZE,
            Attributes.of("size", size, "method", method),
            o.graph().reshape(x, flat));
    if (resized.type().element() != element) {
      resized = o.graph().cast(rounded(o, resized, element), element);
    }
    return Operands.tensor(
        o.graph().reshape(resized, shape.with(lead, size.get(0)).with(lead + 1, size.get(1))));
  }

  private static Value rounded(Operands o, Value x, ElementType element) {
    Value whole = o.one(Primitive.ROUND, Attributes.NONE, x);
    if (element != ElementType.U8) {
      return whole;
    }
    Value low = o.graph().maximum(whole, o.graph().constant(0));
    return o.graph().minimum(low, o.graph().constant(255));
  }
}
