package org.netwright.frontend.interpret;

import java.util.List;
import org.netwright.spi.graph.Op;

/** What softmax and batch normalisation compute. */
final class NormalisationMeaning {
  private NormalisationMeaning() {}

  static List<Numbers> of(GraphInterpreter run, Op op) {
    Numbers x = run.x(op, 0);
    return switch (op.primitive()) {
      case SOFTMAX -> List.of(logSoftmax(x).map(Math::exp));
      case LOG_SOFTMAX -> List.of(logSoftmax(x));
      case BATCH_NORM -> batchNorm(run, op, x);
      case BATCH_NORM_GRADIENT -> gradient(run, op, x);
      default -> throw new IllegalStateException(op.toString());
    };
  }

  private static Numbers logSoftmax(Numbers x) {
    int width = x.shape()[x.rank() - 1];
    double[] result = new double[x.values().length];
    for (int row = 0; row < result.length; row += width) {
      double sum = 0;
      for (int i = row; i < row + width; i++) {
        sum += Math.exp(x.values()[i]);
      }
      for (int i = row; i < row + width; i++) {
        result[i] = x.values()[i] - Math.log(sum);
      }
    }
    return new Numbers(x.shape(), result);
  }

  /** Per channel, the mean of a value that is a function of the element's index. */
  private static Numbers mean(Numbers x, java.util.function.IntToDoubleFunction value) {
    int channels = x.shape()[x.rank() - 1];
    Numbers mean = Numbers.zeros(new int[] {channels});
    int count = x.values().length / channels;
    for (int i = 0; i < x.values().length; i++) {
      mean.values()[i % channels] += value.applyAsDouble(i) / count;
    }
    return mean;
  }

  private static List<Numbers> batchNorm(GraphInterpreter run, Op op, Numbers x) {
    int channels = x.shape()[x.rank() - 1];
    double eps = op.attributes().number("eps");
    Numbers mean = mean(x, i -> x.values()[i]);
    Numbers variance = mean(x, i -> Math.pow(x.values()[i] - mean.values()[i % channels], 2));
    double[] y = new double[x.values().length];
    for (int i = 0; i < y.length; i++) {
      int c = i % channels;
      y[i] =
          (x.values()[i] - mean.values()[c])
                  / Math.sqrt(variance.values()[c] + eps)
                  * run.x(op, 1).values()[c]
              + run.x(op, 2).values()[c];
    }
    return List.of(new Numbers(x.shape(), y), mean, variance);
  }

  private static List<Numbers> gradient(GraphInterpreter run, Op op, Numbers x) {
    int channels = x.shape()[x.rank() - 1];
    double eps = op.attributes().number("eps");
    double[] g = run.x(op, 4).values();
    double[] normal = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      int c = i % channels;
      normal[i] =
          (x.values()[i] - run.x(op, 2).values()[c]) / Math.sqrt(run.x(op, 3).values()[c] + eps);
    }
    Numbers meanG = mean(x, i -> g[i]);
    Numbers meanGn = mean(x, i -> g[i] * normal[i]);
    double[] byX = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      int c = i % channels;
      byX[i] =
          run.x(op, 1).values()[c]
              / Math.sqrt(run.x(op, 3).values()[c] + eps)
              * (g[i] - meanG.values()[c] - normal[i] * meanGn.values()[c]);
    }
    double count = (double) g.length / channels;
    return List.of(
        new Numbers(x.shape(), byX), meanGn.map(v -> v * count), meanG.map(v -> v * count));
  }
}
