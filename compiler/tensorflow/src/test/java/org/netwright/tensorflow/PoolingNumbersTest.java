package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.AVG_POOL;
import static org.netwright.spi.graph.Primitive.AVG_POOL_GRADIENT;
import static org.netwright.spi.graph.Primitive.MAX_POOL;
import static org.netwright.spi.graph.Primitive.MAX_POOL_GRADIENT;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class PoolingNumbersTest {
  record Case(ElementType element, int window, long stride, List<Long> pads, boolean free) {
    long[] padding() {
      return pads.stream().mapToLong(n -> n).toArray();
    }

    Attributes attributes() {
      return Attributes.of(
          "window",
          new long[] {window, window},
          "strides",
          new long[] {stride, stride},
          "pads",
          padding());
    }
  }

  static Stream<Case> cases() {
    return Stream.of(ElementType.F32, ElementType.F64)
        .flatMap(
            element ->
                Stream.of(
                    new Case(element, 2, 2, List.of(0L, 0L, 0L, 0L), true),
                    new Case(element, 3, 1, List.of(1L, 1L, 1L, 1L), false),
                    new Case(element, 3, 2, List.of(1L, 1L, 1L, 1L), true),
                    new Case(element, 3, 2, List.of(0L, 1L, 0L, 1L), false),
                    new Case(element, 4, 3, List.of(2L, 0L, 1L, 3L), true)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void poolingAndItsGradientsHaveTheirNumbers(Case c) {
    int height = 6;
    int width = 8;
    Trial trial = new Trial();
    Dim batch = c.free ? trial.free("B", 2) : Dim.of(2);
    TensorType known = Trial.type(c.element, 2, height, width, 3);
    double[] xs = Trial.noise(1, known);
    for (int i = 0; i < xs.length; i++) {
      xs[i] -= 5; // all negative: a padding of zeros would win
    }
    Shape images = known.shape().with(0, batch);
    Value x = trial.in(new TensorType(c.element, images), xs);
    Value largest = trial.op(MAX_POOL, c.attributes(), x);
    Value mean = trial.op(AVG_POOL, c.attributes(), x);
    double[] gs = Trial.noise(2, largest.type().substitute(Map.of("B", Dim.of(2))));
    Value g = trial.in(largest.type(), gs);
    trial.graph.output("largest", largest);
    trial.graph.output("mean", mean);
    trial.graph.output("gl", trial.op(MAX_POOL_GRADIENT, c.attributes(), x, largest, g));
    trial.graph.output("gm", trial.op(AVG_POOL_GRADIENT, c.attributes().with("shape", images), g));
    Map<String, HostTensor> results = trial.runAll();

    Sliding sliding =
        new Sliding(
            2, height, width, 3, new long[] {c.stride, c.stride}, new long[] {1, 1}, c.padding());
    double tolerance = c.element == ElementType.F32 ? 1e-5 : 1e-13;
    assertThat(results.get("largest").numbers())
        .containsExactly(sliding.pool(xs, c.window, c.window, true), within(tolerance));
    assertThat(results.get("mean").numbers())
        .containsExactly(sliding.pool(xs, c.window, c.window, false), within(tolerance));
    assertThat(results.get("gl").numbers())
        .containsExactly(slopes(sliding, c.window, xs, gs, true), within(10 * tolerance));
    assertThat(results.get("gm").numbers())
        .containsExactly(slopes(sliding, c.window, xs, gs, false), within(10 * tolerance));
  }

  /** The gradient by loops: to the largest element, or in equal shares. */
  private static double[] slopes(
      Sliding sliding, int window, double[] xs, double[] gs, boolean largest) {
    double[] y = sliding.pool(xs, window, window, true);
    int oh = sliding.outHeight(window);
    int ow = sliding.outWidth(window);
    int[] counts = new int[oh * ow];
    sliding.walk(window, window, (n, oy, ox, ky, kx, iy, ix) -> counts[oy * ow + ox]++);
    double[] slopes = new double[xs.length];
    sliding.walk(
        window,
        window,
        (n, oy, ox, ky, kx, iy, ix) -> {
          for (int c = 0; c < sliding.channels; c++) {
            int place = ((n * oh + oy) * ow + ox) * sliding.channels + c;
            int at = sliding.at(n, iy, ix, c);
            double share = (double) sliding.batch / counts[oy * ow + ox];
            slopes[at] += gs[place] * (largest ? (xs[at] == y[place] ? 1 : 0) : share);
          }
        });
    return slopes;
  }

  @Test
  void anAverageOverAFreeHeightStillLeavesThePaddingOut() {
    Trial trial = new Trial();
    Dim height = trial.free("H", 3);
    Value x = trial.in(TensorType.f32(Shape.of(Dim.of(1), height, Dim.of(1), Dim.of(1))), 2, 4, 6);
    Attributes attributes =
        Attributes.of(
            "window",
            new long[] {3, 1},
            "strides",
            new long[] {2, 1},
            "pads",
            new long[] {1, 1, 0, 0});
    assertThat(trial.run(trial.op(AVG_POOL, attributes, x)))
        .containsExactly(new double[] {3, 5}, within(1e-6));
  }
}
