package org.netwright.frontend.interpret;

import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.graph.Op;

/** What pooling and its gradients compute; of equal largest elements the first one wins. */
final class PoolingMeaning {
  private PoolingMeaning() {}

  static Numbers of(GraphInterpreter run, Op op) {
    Numbers x = run.x(op, 0);
    int[] shape = run.shape(op);
    return switch (op.primitive()) {
      case MAX_POOL -> Numbers.of(shape, at -> x.at(best(op, x, at)));
      case MAX_POOL_GRADIENT -> maxBack(op, x, run.x(op, 2));
      case AVG_POOL -> Numbers.of(shape, at -> mean(x, seen(op, x.shape(), at)));
      case AVG_POOL_GRADIENT -> averageBack(op, x, shape);
      default -> throw new IllegalStateException(op.toString());
    };
  }

  /** The positions of the image that the window of a result covers. */
  private static List<int[]> seen(Op op, int[] images, int[] at) {
    long[] window = op.attributes().integers("window");
    long[] strides = op.attributes().integers("strides");
    long[] pads = op.attributes().integers("pads");
    List<int[]> seen = new ArrayList<>();
    for (int i = 0; i < window[0]; i++) {
      for (int j = 0; j < window[1]; j++) {
        int h = (int) (at[1] * strides[0] - pads[0] + i);
        int w = (int) (at[2] * strides[1] - pads[2] + j);
        if (h >= 0 && h < images[1] && w >= 0 && w < images[2]) {
          seen.add(new int[] {at[0], h, w, at[3]});
        }
      }
    }
    return seen;
  }

  private static int[] best(Op op, Numbers x, int[] at) {
    List<int[]> seen = seen(op, x.shape(), at);
    int[] best = seen.get(0);
    for (int[] other : seen) {
      best = x.at(other) > x.at(best) ? other : best;
    }
    return best;
  }

  private static double mean(Numbers x, List<int[]> seen) {
    return seen.stream().mapToDouble(x::at).average().orElseThrow();
  }

  private static Numbers maxBack(Op op, Numbers x, Numbers gradient) {
    Numbers sums = Numbers.zeros(x.shape());
    int[] at = new int[4];
    for (double g : gradient.values()) {
      sums.add(g, best(op, x, at));
      Numbers.step(at, gradient.shape());
    }
    return sums;
  }

  private static Numbers averageBack(Op op, Numbers gradient, int[] shape) {
    Numbers sums = Numbers.zeros(shape);
    int[] at = new int[4];
    for (double g : gradient.values()) {
      List<int[]> seen = seen(op, shape, at);
      seen.forEach(position -> sums.add(g / seen.size(), position));
      Numbers.step(at, gradient.shape());
    }
    return sums;
  }
}
