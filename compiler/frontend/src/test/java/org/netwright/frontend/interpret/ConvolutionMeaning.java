package org.netwright.frontend.interpret;

import org.netwright.spi.graph.Op;

/**
 * What convolutions and their gradients compute: one loop over all products image · kernel ·
 * result, from which each of the three gathers its own.
 */
final class ConvolutionMeaning {
  /** Told of every product: positions in image, kernel and result. */
  private interface Product {
    void meet(int[] image, int[] kernel, int[] result);
  }

  private ConvolutionMeaning() {}

  static Numbers of(GraphInterpreter run, Op op) {
    Numbers a = run.x(op, 0);
    Numbers b = run.x(op, 1);
    Numbers sums = Numbers.zeros(run.shape(op));
    switch (op.primitive()) {
      case CONV2D, DEPTHWISE_CONV2D ->
          products(
              op, a.shape(), b.shape(), sums.shape(), (x, k, y) -> sums.add(a.at(x) * b.at(k), y));
      case CONV2D_INPUT_GRADIENT, DEPTHWISE_CONV2D_INPUT_GRADIENT ->
          products(
              op, sums.shape(), a.shape(), b.shape(), (x, k, y) -> sums.add(a.at(k) * b.at(y), x));
      case CONV2D_KERNEL_GRADIENT, DEPTHWISE_CONV2D_KERNEL_GRADIENT ->
          products(
              op, a.shape(), sums.shape(), b.shape(), (x, k, y) -> sums.add(a.at(x) * b.at(y), k));
      default -> throw new IllegalStateException(op.toString());
    }
    return sums;
  }

  private static boolean isDepthwise(Op op) {
    return switch (op.primitive()) {
      case DEPTHWISE_CONV2D, DEPTHWISE_CONV2D_INPUT_GRADIENT, DEPTHWISE_CONV2D_KERNEL_GRADIENT ->
          true;
      default -> false;
    };
  }

  private static void products(Op op, int[] images, int[] kernel, int[] results, Product told) {
    long[] strides = op.attributes().integers("strides");
    long[] dilations = op.attributes().integers("dilations");
    long[] pads = op.attributes().integers("pads");
    int[] y = new int[4];
    for (int i = 0; i < Numbers.count(results); i++) {
      int[] k = new int[4];
      for (int j = 0; j < Numbers.count(kernel); j++) {
        int h = (int) (y[1] * strides[0] - pads[0] + k[0] * dilations[0]);
        int w = (int) (y[2] * strides[1] - pads[2] + k[1] * dilations[1]);
        int channel = channel(isDepthwise(op), images, kernel, k, y[3]);
        if (h >= 0 && h < images[1] && w >= 0 && w < images[2] && channel >= 0) {
          told.meet(new int[] {y[0], h, w, channel}, k, y);
        }
        Numbers.step(k, kernel);
      }
      Numbers.step(y, results);
    }
  }

  /** The channel of the image that this kernel element reads for this result; −1 for none. */
  private static int channel(boolean depthwise, int[] images, int[] kernel, int[] k, int result) {
    if (depthwise) {
      return result == k[2] * kernel[3] + k[3] ? k[2] : -1;
    }
    int groups = images[3] / kernel[2];
    int group = result / (kernel[3] / groups);
    return result == k[3] ? group * kernel[2] + k[2] : -1;
  }
}
