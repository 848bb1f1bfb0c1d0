package org.netwright.frontend.graph;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of convolutions and their two gradients. */
final class ConvolutionShapes {
  private static final String IMAGES = "[batch, height, width, channels] is needed";

  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.CONV2D, convolution(ConvolutionShapes::dense),
          Primitive.CONV2D_INPUT_GRADIENT, inputGradient(ConvolutionShapes::dense),
          Primitive.CONV2D_KERNEL_GRADIENT, kernelGradient(ConvolutionShapes::dense),
          Primitive.DEPTHWISE_CONV2D, convolution(ConvolutionShapes::depthwise),
          Primitive.DEPTHWISE_CONV2D_INPUT_GRADIENT, inputGradient(ConvolutionShapes::depthwise),
          Primitive.DEPTHWISE_CONV2D_KERNEL_GRADIENT, kernelGradient(ConvolutionShapes::depthwise));

  private ConvolutionShapes() {}

  /** The shape of the result of a convolution. */
  private interface Forward {
    Shape shape(Attributes attributes, Shape images, Shape kernel, ShapeMessages say);
  }

  private static Shape dense(Attributes attributes, Shape images, Shape kernel, ShapeMessages say) {
    Axes.rank("the image", images, 4, IMAGES, say);
    Axes.rank("the kernel", kernel, 4, "[height, width, inputs, outputs] is needed", say);
    if (!say.divides(kernel.dim(2), images.dim(3)) || images.dim(3).is(0)) {
      throw say.groups(images, kernel);
    }
    Dim groups = images.dim(3).over(kernel.dim(2));
    if (!say.divides(groups, kernel.dim(3))) {
      throw say.groupOutputs(kernel.dim(3), groups, kernel);
    }
    return Windows.of(attributes, say)
        .slide(images, kernel.dim(0), kernel.dim(1), say)
        .with(3, kernel.dim(3));
  }

  private static Shape depthwise(
      Attributes attributes, Shape images, Shape kernel, ShapeMessages say) {
    Axes.rank("the image", images, 4, IMAGES, say);
    Axes.rank("the kernel", kernel, 4, "[height, width, channels, multiplier] is needed", say);
    if (!say.equal(images.dim(3), kernel.dim(2))) {
      throw say.channels(images, kernel);
    }
    return Windows.of(attributes, say)
        .slide(images, kernel.dim(0), kernel.dim(1), say)
        .with(3, kernel.dim(2).times(kernel.dim(3)));
  }

  private static ShapeRule convolution(Forward forward) {
    return (attributes, operands, say) -> {
      ElementType element = ContractionShapes.floats(operands, say);
      Shape result =
          forward.shape(attributes, operands.get(0).shape(), operands.get(1).shape(), say);
      return List.of(new TensorType(element, result));
    };
  }

  private static ShapeRule inputGradient(Forward forward) {
    return (attributes, operands, say) -> {
      Shape images = attributes.shape("shape");
      Shape kernel = operands.get(0).shape();
      return gradient(attributes, operands, forward, images, kernel, images, say);
    };
  }

  private static ShapeRule kernelGradient(Forward forward) {
    return (attributes, operands, say) -> {
      Shape images = operands.get(0).shape();
      Shape kernel = attributes.shape("shape");
      return gradient(attributes, operands, forward, images, kernel, kernel, say);
    };
  }

  private static List<TensorType> gradient(
      Attributes attributes,
      List<TensorType> operands,
      Forward forward,
      Shape images,
      Shape kernel,
      Shape result,
      ShapeMessages say) {
    ElementType element = ContractionShapes.floats(operands, say);
    Shape wanted = forward.shape(attributes, images, kernel, say);
    if (!operands.get(1).shape().equals(wanted)) {
      throw say.mustBe("the gradient", operands.get(1).shape(), wanted);
    }
    return List.of(new TensorType(element, result));
  }
}
