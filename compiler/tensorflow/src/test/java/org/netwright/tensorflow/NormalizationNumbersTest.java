package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.BATCH_NORM;
import static org.netwright.spi.graph.Primitive.BATCH_NORM_GRADIENT;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

class NormalizationNumbersTest {
  private static final double EPS = 1e-3;

  record Case(ElementType element, List<Long> shape, boolean free) {
    TensorType type() {
      return Trial.type(element, shape.stream().mapToLong(n -> n).toArray());
    }
  }

  static Stream<Case> cases() {
    return Stream.of(ElementType.F32, ElementType.F64)
        .flatMap(
            element ->
                Stream.of(List.of(5L, 3L), List.of(4L, 3L, 2L), List.of(2L, 3L, 4L, 5L))
                    .flatMap(
                        shape ->
                            Stream.of(
                                new Case(element, shape, true), new Case(element, shape, false))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void batchNormalisationAndItsGradientHaveTheirNumbers(Case c) {
    int channels = Math.toIntExact(c.type().shape().dim(-1).known());
    Trial trial = new Trial();
    double[] xs = Trial.noise(1, c.type());
    double[] gains = Trial.noise(2, Trial.f32(channels));
    double[] shifts = Trial.noise(3, Trial.f32(channels));
    double[] gs = Trial.noise(4, c.type());
    TensorType type =
        c.free
            ? new TensorType(
                c.element,
                c.type().shape().with(0, trial.free("B", c.type().shape().dim(0).known())))
            : c.type();
    Value x = trial.in(type, xs);
    Value gain = trial.in(Trial.type(c.element, channels), gains);
    Value shift = trial.in(Trial.type(c.element, channels), shifts);
    Value g = trial.in(type, gs);
    Attributes eps = Attributes.of("eps", EPS);
    List<Value> norm = trial.graph.apply(BATCH_NORM, eps, List.of(x, gain, shift));
    List<Value> gradient =
        trial.graph.apply(BATCH_NORM_GRADIENT, eps, List.of(x, gain, norm.get(1), norm.get(2), g));
    trial.graph.output("y", norm.get(0));
    trial.graph.output("mean", norm.get(1));
    trial.graph.output("variance", norm.get(2));
    trial.graph.output("gx", gradient.get(0));
    trial.graph.output("gain", gradient.get(1));
    trial.graph.output("shift", gradient.get(2));
    Map<String, HostTensor> results = trial.runAll();

    Reference expected = new Reference(xs, gains, shifts, gs, channels);
    double tolerance = c.element == ElementType.F32 ? 2e-5 : 1e-11;
    assertThat(results.get("y").numbers()).containsExactly(expected.y, within(tolerance));
    assertThat(results.get("mean").numbers()).containsExactly(expected.mean, within(tolerance));
    assertThat(results.get("variance").numbers())
        .containsExactly(expected.variance, within(tolerance));
    assertThat(results.get("gx").numbers()).containsExactly(expected.gx, within(10 * tolerance));
    assertThat(results.get("gain").numbers())
        .containsExactly(expected.ggain, within(10 * tolerance));
    assertThat(results.get("shift").numbers())
        .containsExactly(expected.gshift, within(10 * tolerance));
  }

  /** Ioffe and Szegedy (2015), algorithm 1 and the derivatives below it, in loops. */
  private static final class Reference {
    final double[] y;
    final double[] mean;
    final double[] variance;
    final double[] gx;
    final double[] ggain;
    final double[] gshift;

    Reference(double[] x, double[] gain, double[] shift, double[] g, int channels) {
      int rows = x.length / channels;
      y = new double[x.length];
      gx = new double[x.length];
      mean = new double[channels];
      variance = new double[channels];
      ggain = new double[channels];
      gshift = new double[channels];
      for (int i = 0; i < x.length; i++) {
        mean[i % channels] += x[i] / rows;
      }
      for (int i = 0; i < x.length; i++) {
        variance[i % channels] += Math.pow(x[i] - mean[i % channels], 2) / rows;
      }
      double[] normal = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int c = i % channels;
        normal[i] = (x[i] - mean[c]) / Math.sqrt(variance[c] + EPS);
        y[i] = normal[i] * gain[c] + shift[c];
        ggain[c] += g[i] * normal[i];
        gshift[c] += g[i];
      }
      for (int i = 0; i < x.length; i++) {
        int c = i % channels;
        double inner = g[i] - gshift[c] / rows - normal[i] * ggain[c] / rows;
        gx[i] = gain[c] / Math.sqrt(variance[c] + EPS) * inner;
      }
    }
  }

  @Test
  void aBatchOfOneRowHasNoVariance() {
    Trial trial = new Trial();
    Value x = trial.in(Trial.f32(1, 2), 3, -4);
    List<Value> norm =
        trial.graph.apply(
            BATCH_NORM,
            Attributes.of("eps", EPS),
            List.of(x, trial.vector(1, 1), trial.vector(5, 6)));
    trial.graph.output("y", norm.get(0));
    trial.graph.output("variance", norm.get(2));
    Map<String, HostTensor> results = trial.runAll();
    assertThat(results.get("y").numbers()).containsExactly(5, 6);
    assertThat(results.get("variance").numbers()).containsExactly(0, 0);
  }

  @Test
  void softmaxSumsToOneAndDoesNotOverflow() {
    Trial trial = new Trial();
    Value x = trial.in(Trial.f32(2, 1, 3), 1000, 1000, 1000, 0, Math.log(2), Math.log(5));
    assertThat(trial.run(trial.graph.softmax(x)))
        .containsExactly(
            new double[] {1 / 3d, 1 / 3d, 1 / 3d, 1 / 8d, 2 / 8d, 5 / 8d}, within(1e-6));
    Trial log = new Trial();
    Value y = log.in(Trial.type(ElementType.F64, 2, 2), 0, 0, 2000, 0);
    assertThat(log.run(log.graph.logSoftmax(y)))
        .containsExactly(new double[] {-Math.log(2), -Math.log(2), 0, -2000}, within(1e-12));
  }
}
