package org.netwright.tensorflow.emit;

import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.node.Node;
import org.tensorflow.Output;

/**
 * TensorFlow's kernels for one convolution and its two gradients, without dilation in the
 * gradients: those kernels disagree about it (some drop it, some refuse it, some end the process).
 *
 * <p>A convolution in which every group is one channel is a depthwise one, and runs as such.
 */
final class ConvolutionKernels {
  private final Emission op;
  private final Shape kernel;
  private final Shape turned;
  private final boolean depthwise;
  private final int groups;

  private ConvolutionKernels(
      Emission op, Shape kernel, Shape turned, boolean depthwise, int groups) {
    this.op = op;
    this.kernel = kernel;
    this.turned = turned;
    this.depthwise = depthwise;
    this.groups = groups;
  }

  static ConvolutionKernels of(Emission op, Shape images, Shape kernel, boolean depthwise) {
    long channels = images.dim(3).known();
    long groups = depthwise ? channels : channels / kernel.dim(2).known();
    if (!depthwise && groups > 1 && groups == channels) {
      long multiplier = kernel.dim(3).known() / channels;
      Shape turned = kernel.with(2, Dim.of(channels)).with(3, Dim.of(multiplier));
      return new ConvolutionKernels(op, kernel, turned, true, 1);
    }
    return new ConvolutionKernels(op, kernel, kernel, depthwise, depthwise ? 1 : (int) groups);
  }

  boolean isDepthwise() {
    return depthwise;
  }

  boolean isGrouped() {
    return groups > 1;
  }

  /** The size of the kernel along height (0) or width (1). */
  long window(int axis) {
    return kernel.dim(axis).known();
  }

  private Output<?> turn(Output<?> weights) {
    return turned.equals(kernel) ? weights : op.reshape(weights, turned);
  }

  Output<?> forward(Output<?> images, Output<?> weights, Steps steps) {
    return steps
        .on(op.node(depthwise ? "DepthwiseConv2dNative" : "Conv2D", images, turn(weights)))
        .output();
  }

  Output<?> inputGradient(Shape images, Output<?> weights, Output<?> gradient, Steps steps) {
    return inputGradient(op.sizes().vector(images), images, weights, gradient, steps);
  }

  /**
   * @param sizes of the images, as a vector
   * @param images their shape; the number of channels counts
   */
  Output<?> inputGradient(
      Output<?> sizes, Shape images, Output<?> weights, Output<?> gradient, Steps steps) {
    if (!isSplit()) {
      String type = depthwise ? "DepthwiseConv2dNativeBackpropInput" : "Conv2DBackpropInput";
      return steps.on(op.node(type, sizes, turn(weights), gradient)).output();
    }
    Output<?> channels = op.nodes().integer(images.dim(3).known() / groups);
    Output<?> leading = op.make("Slice", sizes, op.integers(0), op.integers(3));
    Output<?> partSizes =
        op.node("ConcatV2")
            .list(List.of(leading, op.make("Reshape", channels, op.integers(1))))
            .and(op.nodes().integer(0))
            .output();
    List<Output<?>> weightParts = split(weights);
    List<Output<?>> gradientParts = split(gradient);
    List<Output<?>> parts = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      parts.add(
          steps
              .on(
                  op.node(
                      "Conv2DBackpropInput",
                      partSizes,
                      weightParts.get(group),
                      gradientParts.get(group)))
              .output());
    }
    return join(parts);
  }

  Output<?> kernelGradient(Output<?> images, Output<?> gradient, Steps steps) {
    if (!isSplit()) {
      String type = depthwise ? "DepthwiseConv2dNativeBackpropFilter" : "Conv2DBackpropFilter";
      Output<?> sizes = op.sizes().vector(turned);
      Output<?> made = steps.on(op.node(type, images, sizes, gradient)).output();
      return turned.equals(kernel) ? made : op.reshape(made, kernel);
    }
    Output<?> partSizes = op.sizes().vector(kernel.with(3, Dim.of(kernel.dim(3).known() / groups)));
    List<Output<?>> imageParts = split(images);
    List<Output<?>> gradientParts = split(gradient);
    List<Output<?>> parts = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      parts.add(
          steps
              .on(
                  op.node(
                      "Conv2DBackpropFilter",
                      imageParts.get(group),
                      partSizes,
                      gradientParts.get(group)))
              .output());
    }
    return join(parts);
  }

  /**
   * Whether the gradients are computed group by group: on a CPU only oneDNN's kernels know groups,
   * and TensorFlow decides by shape and processor whether it takes those.
   */
  private boolean isSplit() {
    return groups > 1 && op.target() == Target.CPU;
  }

  private List<Output<?>> split(Output<?> x) {
    return op.node("Split", op.nodes().integer(3), x)
        .with("num_split", (long) groups)
        .outputs(groups);
  }

  private Output<?> join(List<Output<?>> parts) {
    return op.node("ConcatV2").list(parts).and(op.nodes().integer(3)).output();
  }

  /** How a kernel walks: its strides, dilations and TensorFlow's word for the border. */
  static final class Steps {
    static final Steps SINGLE = new Steps(new long[] {1, 1}, new long[] {1, 1}, "VALID");

    private final long[] strides;
    private final long[] dilations;
    private final String padding;

    Steps(long[] strides, long[] dilations, String padding) {
      this.strides = strides;
      this.dilations = dilations;
      this.padding = padding;
    }

    private Node on(Node node) {
      return node.with("strides", new long[] {1, strides[0], strides[1], 1})
          .with("dilations", new long[] {1, dilations[0], dilations[1], 1})
          .with("padding", padding);
    }
  }
}
