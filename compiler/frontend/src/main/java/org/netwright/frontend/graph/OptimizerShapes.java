package org.netwright.frontend.graph;

import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of the optimizer steps that are one primitive. */
final class OptimizerShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(Primitive.ADAM_UPDATE, update(4), Primitive.MOMENTUM_UPDATE, update(3));

  private OptimizerShapes() {}

  /**
   * The first operands have the value's shape, the others are scalars; the gradient is the last.
   */
  private static ShapeRule update(int alike) {
    return (attributes, operands, say) -> {
      ContractionShapes.floats(operands, say);
      TensorType value = operands.get(0);
      for (int i = 1; i < operands.size(); i++) {
        Shape wanted = i < alike ? value.shape() : Shape.SCALAR;
        if (!operands.get(i).shape().equals(wanted)) {
          throw say.mustBe("operand " + (i + 1), operands.get(i).shape(), wanted);
        }
      }
      return java.util.Collections.nCopies(alike - 1, value);
    };
  }
}
