package org.netwright.frontend.interpret;

import org.netwright.spi.graph.Op;

/**
 * Resizing with half-pixel centres: each axis by a small matrix of weights. The cubic kernel is
 * that of Keys 1981 with a = −1/2; weights outside the image are dropped and the rest rescaled.
 */
final class ResizeMeaning {
  private ResizeMeaning() {}

  static Numbers of(GraphInterpreter run, Op op) {
    Numbers x = run.x(op, 0);
    int[] to = run.shape(op);
    String method = op.attributes().text("method");
    boolean back = op.primitive() == org.netwright.spi.graph.Primitive.RESIZE_GRADIENT;
    double[][] rows =
        back ? weights(method, to[1], x.shape()[1]) : weights(method, x.shape()[1], to[1]);
    double[][] columns =
        back ? weights(method, to[2], x.shape()[2]) : weights(method, x.shape()[2], to[2]);
    return Numbers.of(
        to,
        at -> {
          double sum = 0;
          for (int h = 0; h < x.shape()[1]; h++) {
            for (int w = 0; w < x.shape()[2]; w++) {
              double row = back ? rows[h][at[1]] : rows[at[1]][h];
              double column = back ? columns[w][at[2]] : columns[at[2]][w];
              sum += row * column * x.at(at[0], h, w, at[3]);
            }
          }
          return sum;
        });
  }

  /** How much each of {@code from} old elements gives to each of {@code to} new ones. */
  private static double[][] weights(String method, int from, int to) {
    double[][] weights = new double[to][from];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * from / to - 0.5;
      double total = 0;
      for (int j = 0; j < from; j++) {
        weights[i][j] =
            switch (method) {
              case "nearest" ->
                  j == Math.min(from - 1, (int) Math.floor((i + 0.5) * from / to)) ? 1 : 0;
              case "bilinear" -> linear(Math.min(Math.max(centre, 0), from - 1.0) - j);
              default -> cubic(centre - j);
            };
        total += weights[i][j];
      }
      for (int j = 0; j < from; j++) {
        weights[i][j] /= total;
      }
    }
    return weights;
  }

  private static double linear(double distance) {
    return Math.max(0, 1 - Math.abs(distance));
  }

  private static double cubic(double distance) {
    double d = Math.abs(distance);
    if (d < 1) {
      return 1.5 * d * d * d - 2.5 * d * d + 1;
    }
    return d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }
}
