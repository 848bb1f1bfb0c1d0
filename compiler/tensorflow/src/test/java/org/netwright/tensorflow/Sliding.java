package org.netwright.tensorflow;

/**
 * Windows that slide over images, written out as loops in double: what the kernels are compared
 * with. Images are [batch, height, width, channels].
 */
final class Sliding {
  final int batch;
  final int height;
  final int width;
  final int channels;
  final long[] strides;
  final long[] dilations;
  final long[] pads;

  Sliding(
      int batch,
      int height,
      int width,
      int channels,
      long[] strides,
      long[] dilations,
      long[] pads) {
    this.batch = batch;
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.strides = strides;
    this.dilations = dilations;
    this.pads = pads;
  }

  int outHeight(int window) {
    return out(height + pads[0] + pads[1], window, 0);
  }

  int outWidth(int window) {
    return out(width + pads[2] + pads[3], window, 1);
  }

  private int out(long size, int window, int axis) {
    return (int) ((size - (window - 1) * dilations[axis] - 1) / strides[axis]) + 1;
  }

  /** Sees every pair of a place in the result and a place in the window that lies on the images. */
  interface Visitor {
    void visit(int n, int oy, int ox, int ky, int kx, int y, int x);
  }

  void walk(int windowHeight, int windowWidth, Visitor visitor) {
    for (int n = 0; n < batch; n++) {
      for (int oy = 0; oy < outHeight(windowHeight); oy++) {
        for (int ox = 0; ox < outWidth(windowWidth); ox++) {
          for (int ky = 0; ky < windowHeight; ky++) {
            for (int kx = 0; kx < windowWidth; kx++) {
              int y = (int) (oy * strides[0] + ky * dilations[0] - pads[0]);
              int x = (int) (ox * strides[1] + kx * dilations[1] - pads[2]);
              if (y >= 0 && y < height && x >= 0 && x < width) {
                visitor.visit(n, oy, ox, ky, kx, y, x);
              }
            }
          }
        }
      }
    }
  }

  int at(int n, int y, int x, int c) {
    return ((n * height + y) * width + x) * channels + c;
  }

  /** A convolution with a kernel [kh, kw, channels / groups, out]. */
  double[] convolve(double[] images, double[] kernel, int kh, int kw, int in, int out) {
    int groups = channels / in;
    int oh = outHeight(kh);
    int ow = outWidth(kw);
    double[] y = new double[batch * oh * ow * out];
    walk(
        kh,
        kw,
        (n, oy, ox, ky, kx, iy, ix) -> {
          for (int o = 0; o < out; o++) {
            int group = o / (out / groups);
            for (int i = 0; i < in; i++) {
              y[((n * oh + oy) * ow + ox) * out + o] +=
                  images[at(n, iy, ix, group * in + i)]
                      * kernel[((ky * kw + kx) * in + i) * out + o];
            }
          }
        });
    return y;
  }

  /** A depthwise convolution with a kernel [kh, kw, channels, multiplier]. */
  double[] depthwise(double[] images, double[] kernel, int kh, int kw, int multiplier) {
    int out = channels * multiplier;
    int oh = outHeight(kh);
    int ow = outWidth(kw);
    double[] y = new double[batch * oh * ow * out];
    walk(
        kh,
        kw,
        (n, oy, ox, ky, kx, iy, ix) -> {
          for (int o = 0; o < out; o++) {
            y[((n * oh + oy) * ow + ox) * out + o] +=
                images[at(n, iy, ix, o / multiplier)] * kernel[(ky * kw + kx) * out + o];
          }
        });
    return y;
  }

  double[] pool(double[] images, int wh, int ww, boolean largest) {
    int oh = outHeight(wh);
    int ow = outWidth(ww);
    double[] y = new double[batch * oh * ow * channels];
    int[] count = new int[y.length];
    if (largest) {
      java.util.Arrays.fill(y, Double.NEGATIVE_INFINITY);
    }
    walk(
        wh,
        ww,
        (n, oy, ox, ky, kx, iy, ix) -> {
          for (int c = 0; c < channels; c++) {
            int place = ((n * oh + oy) * ow + ox) * channels + c;
            double x = images[at(n, iy, ix, c)];
            y[place] = largest ? Math.max(y[place], x) : y[place] + x;
            count[place]++;
          }
        });
    if (!largest) {
      for (int i = 0; i < y.length; i++) {
        y[i] /= count[i];
      }
    }
    return y;
  }
}
