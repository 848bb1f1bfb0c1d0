package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class ConvolutionNumbersTest {
  /**
   * @param in input channels of one group, or 0 for a depthwise convolution
   * @param out output channels, or the multiplier of a depthwise one
   * @param free whether the batch is a free dim
   */
  record Case(
      ElementType element,
      int height,
      int width,
      int channels,
      int kh,
      int kw,
      int in,
      int out,
      List<Long> strides,
      List<Long> dilations,
      List<Long> pads,
      boolean free) {
    Sliding sliding() {
      return new Sliding(2, height, width, channels, of(strides), of(dilations), of(pads));
    }

    TensorType images() {
      return Trial.type(element, 2, height, width, channels);
    }

    TensorType kernel() {
      return in == 0
          ? Trial.type(element, kh, kw, channels, out)
          : Trial.type(element, kh, kw, in, out);
    }

    Attributes attributes() {
      return Attributes.of("strides", of(strides), "dilations", of(dilations), "pads", of(pads));
    }

    Primitive primitive(String suffix) {
      return Primitive.valueOf((in == 0 ? "DEPTHWISE_CONV2D" : "CONV2D") + suffix);
    }

    private static long[] of(List<Long> numbers) {
      return numbers.stream().mapToLong(n -> n).toArray();
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    List<List<Long>> pads =
        List.of(
            List.of(0L, 0L, 0L, 0L), // VALID
            List.of(1L, 1L, 1L, 1L), // SAME for stride 1 and window 3
            List.of(0L, 1L, 0L, 1L), // SAME for stride 2 on even sizes
            List.of(2L, 0L, 1L, 3L)); // neither
    int[][] channels = {{4, 4, 6}, {4, 2, 6}, {4, 1, 8}, {3, 0, 1}, {3, 0, 2}};
    for (ElementType element : List.of(ElementType.F32, ElementType.F64)) {
      for (int[] c : channels) {
        for (List<Long> pad : pads) {
          add(cases, element, c, List.of(1L, 1L), List.of(1L, 1L), pad);
          add(cases, element, c, List.of(2L, 2L), List.of(1L, 1L), pad);
        }
        add(cases, element, c, List.of(1L, 1L), List.of(2L, 2L), List.of(0L, 0L, 0L, 0L));
        add(cases, element, c, List.of(1L, 1L), List.of(2L, 2L), List.of(2L, 2L, 2L, 2L));
        add(cases, element, c, List.of(1L, 1L), List.of(3L, 2L), List.of(3L, 1L, 0L, 2L));
        add(cases, element, c, List.of(2L, 2L), List.of(2L, 3L), List.of(2L, 2L, 3L, 3L));
        add(cases, element, c, List.of(2L, 1L), List.of(1L, 1L), List.of(1L, 1L, 1L, 1L));
      }
    }
    return cases.stream();
  }

  private static void add(
      List<Case> cases,
      ElementType element,
      int[] c,
      List<Long> strides,
      List<Long> dilations,
      List<Long> pads) {
    boolean free = cases.size() % 2 == 1;
    cases.add(new Case(element, 10, 8, c[0], 3, 3, c[1], c[2], strides, dilations, pads, free));
  }

  /** Forward against loops; the gradients as transposes: ⟨conv(x, k), g⟩ = ⟨x, gx⟩ = ⟨k, gk⟩. */
  @ParameterizedTest
  @MethodSource("cases")
  void aConvolutionAndItsGradientsHaveTheirNumbers(Case c) {
    Trial trial = new Trial();
    Dim batch = c.free ? trial.free("B", 2) : Dim.of(2);
    Shape images = c.images().shape().with(0, batch);
    double[] xs = Trial.noise(1, c.images());
    double[] ks = Trial.noise(2, c.kernel());
    Value x = trial.in(new TensorType(c.element, images), xs);
    Value k = trial.in(c.kernel(), ks);
    Value y = trial.op(c.primitive(""), c.attributes(), x, k);
    TensorType result = y.type().substitute(Map.of("B", Dim.of(2)));
    double[] gs = Trial.noise(3, result);
    Value g = trial.in(y.type(), gs);
    Value gx = trial.op(c.primitive("_INPUT_GRADIENT"), c.attributes().with("shape", images), k, g);
    Value gk =
        trial.op(
            c.primitive("_KERNEL_GRADIENT"),
            c.attributes().with("shape", c.kernel().shape()),
            x,
            g);
    trial.graph.output("y", y);
    trial.graph.output("gx", gx);
    trial.graph.output("gk", gk);
    Map<String, HostTensor> results = trial.runAll();

    Sliding sliding = c.sliding();
    double[] expected =
        c.in == 0
            ? sliding.depthwise(xs, ks, c.kh, c.kw, c.out)
            : sliding.convolve(xs, ks, c.kh, c.kw, c.in, c.out);
    double tolerance = c.element == ElementType.F32 ? 2e-5 : 1e-12;
    assertThat(results.get("y").numbers()).containsExactly(expected, within(tolerance));
    double[] gxs = results.get("gx").numbers();
    double[] gks = results.get("gk").numbers();
    for (int i : List.of(0, 7, xs.length / 2, xs.length - 1)) {
      assertThat(gxs[i]).isCloseTo(slope(c, xs, ks, gs, xs, i), within(10 * tolerance));
    }
    for (int i : List.of(0, 5, ks.length / 2, ks.length - 1)) {
      assertThat(gks[i]).isCloseTo(slope(c, xs, ks, gs, ks, i), within(50 * tolerance));
    }
    assertThat(dot(gxs, xs)).isCloseTo(dot(expected, gs), within(500 * tolerance));
    assertThat(dot(gks, ks)).isCloseTo(dot(expected, gs), within(500 * tolerance));
  }

  /** The convolution is linear in each operand, so the difference of one step is the slope. */
  private static double slope(
      Case c, double[] xs, double[] ks, double[] gs, double[] changed, int i) {
    double before = changed[i];
    changed[i] = before + 1;
    double after = dot(loops(c, xs, ks), gs);
    changed[i] = before;
    return after - dot(loops(c, xs, ks), gs);
  }

  private static double[] loops(Case c, double[] xs, double[] ks) {
    return c.in == 0
        ? c.sliding().depthwise(xs, ks, c.kh, c.kw, c.out)
        : c.sliding().convolve(xs, ks, c.kh, c.kw, c.in, c.out);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
