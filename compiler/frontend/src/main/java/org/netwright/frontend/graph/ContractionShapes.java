package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of matrix products and sums of products. */
final class ContractionShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.MATMUL, ContractionShapes::matmul,
          Primitive.EINSUM, ContractionShapes::einsum);

  private ContractionShapes() {}

  static ElementType floats(List<TensorType> operands, ShapeMessages say) {
    for (TensorType operand : operands) {
      ElementwiseShapes.one(operands.get(0), operand, say);
      if (!operand.element().isFloat()) {
        throw say.wrongType("an operand", operand, "a float");
      }
    }
    return operands.get(0).element();
  }

  private static List<TensorType> matmul(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    ElementType element = floats(operands, say);
    Shape a = operands.get(0).shape();
    Shape b = operands.get(1).shape();
    for (Shape shape : List.of(a, b)) {
      if (shape.rank() < 2) {
        throw say.wrongRank("an operand", shape, "a matrix or a stack of matrices is needed");
      }
    }
    boolean transposeA = attributes.flag("transpose_a");
    boolean transposeB = attributes.flag("transpose_b");
    Dim rows = a.dim(transposeA ? -1 : -2);
    Dim left = a.dim(transposeA ? -2 : -1);
    Dim right = b.dim(transposeB ? -1 : -2);
    Dim columns = b.dim(transposeB ? -2 : -1);
    if (!say.equal(left, right)) {
      throw say.contractedSizes(a, b, left, right);
    }
    Shape stacks = Broadcasting.join(leading(a), leading(b), say);
    List<Dim> dims = new ArrayList<>(stacks.dims());
    dims.add(rows);
    dims.add(columns);
    return List.of(new TensorType(element, new Shape(dims)));
  }

  private static Shape leading(Shape shape) {
    return new Shape(shape.dims().subList(0, shape.rank() - 2));
  }

  private static List<TensorType> einsum(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    ElementType element = floats(operands, say);
    String text = attributes.text("equation");
    EinsumEquation equation = EinsumEquation.parse(text, say);
    if (equation.operands().size() != operands.size()) {
      throw say.equation(
          text, "has " + equation.operands().size() + " operands and is given " + operands.size());
    }
    Map<Character, Dim> sizes = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      String letters = equation.operands().get(i);
      Shape shape = operands.get(i).shape();
      if (letters.length() != shape.rank()) {
        throw say.wrongRank("operand " + (i + 1), shape, "\"" + letters + "\" names its axes");
      }
      for (int axis = 0; axis < letters.length(); axis++) {
        Dim dim = shape.dim(axis);
        Dim before = sizes.putIfAbsent(letters.charAt(axis), dim);
        if (before != null && !say.equal(before, dim)) {
          throw say.letterSizes(text, letters.charAt(axis), before, dim);
        }
      }
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < equation.result().length(); i++) {
      dims.add(java.util.Objects.requireNonNull(sizes.get(equation.result().charAt(i))));
    }
    return List.of(new TensorType(element, new Shape(dims)));
  }
}
