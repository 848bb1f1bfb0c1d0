package org.netwright.frontend.differentiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.graph.EinsumEquation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** Derivatives of matrix products and sums of products: products of the gradient with the other. */
final class ContractionDerivatives {
  static final Map<Primitive, DerivativeRule> RULES =
      Map.of(
          Primitive.MATMUL, DerivativeRule.to(ContractionDerivatives::matmul),
          Primitive.EINSUM, DerivativeRule.to(ContractionDerivatives::einsum));

  private ContractionDerivatives() {}

  private static void matmul(Adjoint at) {
    StepBuilder graph = at.graph();
    boolean transposeA = at.attributes().flag("transpose_a");
    boolean transposeB = at.attributes().flag("transpose_b");
    Value a = at.x(0);
    Value b = at.x(1);
    Value g = at.gradient();
    at.give(
        0,
        () ->
            transposeA
                ? graph.matmul(b, g, transposeB, true)
                : graph.matmul(g, b, false, !transposeB));
    at.give(
        1,
        () -> {
          boolean stacked = !transposeA && b.type().shape().rank() == 2;
          Value rows = stacked ? matrix(graph, a) : a;
          Value gradient = stacked ? matrix(graph, g) : g;
          return transposeB
              ? graph.matmul(gradient, rows, true, transposeA)
              : graph.matmul(rows, gradient, !transposeA, false);
        });
  }

  /**
   * A stack of matrices as one matrix of all their rows: the gradient of a shared factor is then
   * one product, not a stack of products to be summed.
   */
  private static Value matrix(StepBuilder graph, Value stack) {
    Shape shape = stack.type().shape();
    Dim rows = new Shape(shape.dims().subList(0, shape.rank() - 1)).elements();
    return graph.reshape(stack, Shape.of(rows, shape.dim(-1)));
  }

  /** The operand and the result change places; indices that only the operand has are copied. */
  private static void einsum(Adjoint at) {
    EinsumEquation equation = EinsumEquation.of(at.attributes().text("equation"));
    for (int i = 0; i < at.op().operands().size(); i++) {
      int operand = i;
      at.give(i, () -> swapped(at, equation, operand));
    }
  }

  private static Value swapped(Adjoint at, EinsumEquation equation, int operand) {
    List<String> letters = new ArrayList<>(List.of(equation.result()));
    List<Value> operands = new ArrayList<>(List.of(at.gradient()));
    for (int i = 0; i < at.op().operands().size(); i++) {
      if (i != operand) {
        letters.add(equation.operands().get(i));
        operands.add(at.x(i));
      }
    }
    String available = String.join("", letters);
    Shape shape = at.x(operand).type().shape();
    StringBuilder kept = new StringBuilder();
    String wanted = equation.operands().get(operand);
    for (int axis = 0; axis < wanted.length(); axis++) {
      if (available.indexOf(wanted.charAt(axis)) >= 0) {
        kept.append(wanted.charAt(axis));
      } else {
        shape = shape.with(axis, Dim.of(1));
      }
    }
    String swapped = new EinsumEquation(letters, kept.toString()).toString();
    Value gradient =
        at.graph().apply(Primitive.EINSUM, Attributes.of("equation", swapped), operands).get(0);
    return at.graph().reshape(gradient, shape);
  }
}
