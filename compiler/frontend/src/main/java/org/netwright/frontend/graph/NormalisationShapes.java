package org.netwright.frontend.graph;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of softmax and batch normalisation. */
final class NormalisationShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.SOFTMAX, NormalisationShapes::lastAxis,
          Primitive.LOG_SOFTMAX, NormalisationShapes::lastAxis,
          Primitive.BATCH_NORM, NormalisationShapes::batchNorm,
          Primitive.BATCH_NORM_GRADIENT, NormalisationShapes::batchNormGradient);

  private NormalisationShapes() {}

  private static List<TensorType> lastAxis(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    ContractionShapes.floats(operands, say);
    if (operands.get(0).shape().rank() == 0) {
      throw say.noAxis(0, operands.get(0).shape());
    }
    return List.of(operands.get(0));
  }

  /** Images in bf16 are normalised with numbers per channel in f32; else all are of one type. */
  private static TensorType perChannel(
      List<TensorType> operands, int first, int last, ShapeMessages say) {
    TensorType x = operands.get(0);
    boolean mixed = x.element() == ElementType.BF16;
    ContractionShapes.floats(mixed ? operands.subList(first, last) : operands, say);
    if (x.shape().rank() < 2) {
      throw say.wrongRank("the operand", x.shape(), "[batch, …, channels] is needed");
    }
    Shape channels = Shape.of(x.shape().dim(-1));
    for (TensorType operand : operands.subList(first, last)) {
      if (!say.equal(operand.shape(), channels)) {
        throw say.mustBe("a number per channel", operand.shape(), channels);
      }
    }
    return new TensorType(operands.get(first).element(), channels);
  }

  private static List<TensorType> batchNorm(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType channel = perChannel(operands, 1, 3, say);
    return List.of(operands.get(0), channel, channel);
  }

  private static List<TensorType> batchNormGradient(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType channel = perChannel(operands, 1, 4, say);
    Shape wanted = operands.get(0).shape();
    ElementwiseShapes.one(operands.get(0), operands.get(4), say);
    if (!operands.get(4).shape().equals(wanted)) {
      throw say.mustBe("the gradient", operands.get(4).shape(), wanted);
    }
    return List.of(operands.get(0), channel, channel);
  }
}
