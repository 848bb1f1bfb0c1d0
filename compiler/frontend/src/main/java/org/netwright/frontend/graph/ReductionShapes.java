package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of reductions and of what orders the elements of an axis. */
final class ReductionShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.SUM, over(ElementType::isNumber, "a number"),
          Primitive.MAX, over(ElementType::isNumber, "a number"),
          Primitive.MIN, over(ElementType::isNumber, "a number"),
          Primitive.PRODUCT, over(ElementType::isNumber, "a number"),
          Primitive.ALL, over(e -> e == ElementType.BOOL, "a bool"),
          Primitive.ANY, over(e -> e == ElementType.BOOL, "a bool"),
          Primitive.ARG_MAX, ReductionShapes::argMax,
          Primitive.CUMULATIVE_SUM, ReductionShapes::cumulativeSum,
          Primitive.TOP_K, ReductionShapes::topK);

  private ReductionShapes() {}

  private static void demandNumber(TensorType x, ShapeMessages say) {
    if (!x.element().isNumber()) {
      throw say.wrongType("the operand", x, "a number");
    }
  }

  private static ShapeRule over(Predicate<ElementType> accepted, String wanted) {
    return (attributes, operands, say) -> {
      TensorType x = operands.get(0);
      if (!accepted.test(x.element())) {
        throw say.wrongType("the operand", x, wanted);
      }
      boolean[] gone = Axes.marked(attributes.integers("axes"), x.shape(), say);
      boolean keep = attributes.flag("keep");
      List<Dim> dims = new ArrayList<>();
      for (int axis = 0; axis < gone.length; axis++) {
        if (!gone[axis]) {
          dims.add(x.shape().dim(axis));
        } else if (keep) {
          dims.add(Dim.of(1));
        }
      }
      return List.of(new TensorType(x.element(), new Shape(dims)));
    };
  }

  private static List<TensorType> argMax(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    demandNumber(x, say);
    int axis = Axes.checked(attributes.integer("axis"), x.shape(), say);
    return List.of(new TensorType(ElementType.I64, x.shape().without(axis)));
  }

  private static List<TensorType> cumulativeSum(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    demandNumber(operands.get(0), say);
    Axes.checked(attributes.integer("axis"), operands.get(0).shape(), say);
    return List.of(operands.get(0));
  }

  private static List<TensorType> topK(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    demandNumber(x, say);
    if (x.shape().rank() == 0) {
      throw say.noAxis(0, x.shape());
    }
    Dim k = attributes.dim("k");
    if (k.isKnown() && k.known() < 1) {
      throw say.notPositive("k", k.known());
    }
    if (!say.atMost(k, x.shape().dim(-1))) {
      throw say.tooMany(k, x.shape().dim(-1), x.shape());
    }
    Shape best = x.shape().with(-1, k);
    return List.of(new TensorType(x.element(), best), new TensorType(ElementType.I32, best));
  }
}
