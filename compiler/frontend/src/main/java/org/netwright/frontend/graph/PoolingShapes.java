package org.netwright.frontend.graph;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of pooling and its gradients. */
final class PoolingShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.MAX_POOL, PoolingShapes::pool,
          Primitive.MAX_POOL_GRADIENT, PoolingShapes::maxGradient,
          Primitive.AVG_POOL, PoolingShapes::pool,
          Primitive.AVG_POOL_GRADIENT, PoolingShapes::averageGradient);

  private PoolingShapes() {}

  private static Shape pooled(Attributes attributes, Shape images, ShapeMessages say) {
    Axes.rank("the image", images, 4, "[batch, height, width, channels] is needed", say);
    long[] window = Windows.positive(attributes, "window", say);
    return Windows.of(attributes, say).slide(images, Dim.of(window[0]), Dim.of(window[1]), say);
  }

  private static List<TensorType> pool(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType x = operands.get(0);
    ContractionShapes.floats(operands, say);
    return List.of(new TensorType(x.element(), pooled(attributes, x.shape(), say)));
  }

  private static List<TensorType> maxGradient(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    ContractionShapes.floats(operands, say);
    Shape wanted = pooled(attributes, operands.get(0).shape(), say);
    for (TensorType operand : operands.subList(1, 3)) {
      if (!operand.shape().equals(wanted)) {
        throw say.mustBe("an operand", operand.shape(), wanted);
      }
    }
    return List.of(operands.get(0));
  }

  private static List<TensorType> averageGradient(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    ContractionShapes.floats(operands, say);
    Shape images = attributes.shape("shape");
    Shape wanted = pooled(attributes, images, say);
    if (!operands.get(0).shape().equals(wanted)) {
      throw say.mustBe("the gradient", operands.get(0).shape(), wanted);
    }
    return List.of(new TensorType(operands.get(0).element(), images));
  }
}
