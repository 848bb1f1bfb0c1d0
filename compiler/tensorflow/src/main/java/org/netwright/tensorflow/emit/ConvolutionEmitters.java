package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.CONV2D;
import static org.netwright.spi.graph.Primitive.CONV2D_INPUT_GRADIENT;
import static org.netwright.spi.graph.Primitive.CONV2D_KERNEL_GRADIENT;
import static org.netwright.spi.graph.Primitive.DEPTHWISE_CONV2D;
import static org.netwright.spi.graph.Primitive.DEPTHWISE_CONV2D_INPUT_GRADIENT;
import static org.netwright.spi.graph.Primitive.DEPTHWISE_CONV2D_KERNEL_GRADIENT;

import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.Shape;
import org.tensorflow.Output;

/** Convolutions of images and their gradients. */
final class ConvolutionEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          CONV2D, Emitter.of(op -> forward(op, false)),
          CONV2D_INPUT_GRADIENT, Emitter.of(op -> inputGradient(op, false)),
          CONV2D_KERNEL_GRADIENT, Emitter.of(op -> kernelGradient(op, false)),
          DEPTHWISE_CONV2D, Emitter.of(op -> forward(op, true)),
          DEPTHWISE_CONV2D_INPUT_GRADIENT, Emitter.of(op -> inputGradient(op, true)),
          DEPTHWISE_CONV2D_KERNEL_GRADIENT, Emitter.of(op -> kernelGradient(op, true)));

  private ConvolutionEmitters() {}

  private static Output<?> forward(Emission op, boolean depthwise) {
    return convolution(op, op.shape(0), op.shape(1), depthwise).forward(op.in(0), op.in(1));
  }

  private static Output<?> inputGradient(Emission op, boolean depthwise) {
    return convolution(op, op.attributes().shape("shape"), op.shape(0), depthwise)
        .inputGradient(op.in(0), op.in(1));
  }

  private static Output<?> kernelGradient(Emission op, boolean depthwise) {
    return convolution(op, op.shape(0), op.attributes().shape("shape"), depthwise)
        .kernelGradient(op.in(0), op.in(1));
  }

  private static Convolution convolution(
      Emission op, Shape images, Shape kernel, boolean depthwise) {
    ConvolutionKernels kernels = ConvolutionKernels.of(op, images, kernel, depthwise);
    return new Convolution(op, images, kernels);
  }
}
