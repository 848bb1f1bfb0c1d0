package org.netwright.standard.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.testkit.GraphProbe;
import org.netwright.testkit.TestArguments;

class InitializersTest {
  private static double[] draw(
      InitializerDefinition initializer, TestArguments arguments, Shape shape) {
    GraphProbe probe = new GraphProbe(3);
    Value value = initializer.initial(probe.graph(), arguments, TensorType.f32(shape));
    assertThat(value.type()).isEqualTo(TensorType.f32(shape));
    return probe.numbers(value);
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double deviation(double[] numbers) {
    double mean = mean(numbers);
    return Math.sqrt(
        Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).max().orElseThrow();
  }

  @Test
  void normalHasItsDeviation() {
    double[] drawn = draw(new Normal(), TestArguments.of("deviation", 0.5), Shape.of(200, 200));
    assertThat(mean(drawn)).isCloseTo(0, within(0.01));
    assertThat(deviation(drawn)).isCloseTo(0.5, within(0.01));
    assertThat(largest(drawn)).isGreaterThan(1.5);
  }

  @Test
  void truncatedNormalStaysWithinTwoDeviations() {
    double[] drawn =
        draw(new TruncatedNormal(), TestArguments.of("deviation", 0.5), Shape.of(200, 200));
    assertThat(largest(drawn)).isLessThanOrEqualTo(1.0).isGreaterThan(0.95);
    assertThat(deviation(drawn)).isCloseTo(0.88 * 0.5, within(0.01));
  }

  @Test
  void uniformFillsItsInterval() {
    double[] drawn =
        draw(new Uniform(), TestArguments.of("low", -1.0, "high", 3.0), Shape.of(40_000));
    assertThat(mean(drawn)).isCloseTo(1, within(0.03));
    assertThat(Arrays.stream(drawn).min().orElseThrow()).isBetween(-1.0, -0.99);
    assertThat(Arrays.stream(drawn).max().orElseThrow()).isBetween(2.99, 3.0);
  }

  @Test
  void constantIsOneNumber() {
    assertThat(draw(new Constant(), TestArguments.of("value", 0.25), Shape.of(2, 2)))
        .containsExactly(0.25, 0.25, 0.25, 0.25);
    assertThat(draw(new Constant(), TestArguments.of("value", 3), Shape.SCALAR)).containsExactly(3);
  }

  @Test
  void fansComeFromTheLastTwoAxesAndTheWindow() {
    assertThat(Fans.of(Shape.of(30, 50))).isEqualTo(fans(30, 50));
    assertThat(Fans.of(Shape.of(3, 5, 4, 8))).isEqualTo(fans(60, 120));
    assertThat(Fans.of(Shape.of(7))).isEqualTo(fans(7, 7));
    assertThat(Fans.of(Shape.SCALAR)).isEqualTo(fans(1, 1));
  }

  private static Fans fans(long in, long out) {
    return new Fans(org.netwright.spi.type.Dim.of(in), org.netwright.spi.type.Dim.of(out));
  }

  @Test
  void fanScaledDrawsHaveTheVarianceOfTheirPapers() {
    Shape shape = Shape.of(3, 3, 40, 120);
    double in = 9 * 40;
    double out = 9 * 120;
    assertNormal(FanScaled.GLOROT_NORMAL, shape, Math.sqrt(2 / (in + out)));
    assertNormal(FanScaled.HE_NORMAL, shape, Math.sqrt(2 / in));
    assertNormal(FanScaled.LECUN_NORMAL, shape, Math.sqrt(1 / in));
    assertUniform(FanScaled.GLOROT_UNIFORM, shape, Math.sqrt(6 / (in + out)));
    assertUniform(FanScaled.HE_UNIFORM, shape, Math.sqrt(6 / in));
    assertUniform(FanScaled.LECUN_UNIFORM, shape, Math.sqrt(3 / in));
  }

  private static void assertNormal(InitializerDefinition initializer, Shape shape, double wanted) {
    double[] drawn = draw(initializer, TestArguments.of(), shape);
    assertThat(deviation(drawn)).isCloseTo(wanted, within(wanted * 0.02));
    assertThat(largest(drawn)).isGreaterThan(3 * wanted);
  }

  private static void assertUniform(InitializerDefinition initializer, Shape shape, double bound) {
    double[] drawn = draw(initializer, TestArguments.of(), shape);
    assertThat(largest(drawn)).isBetween(bound * 0.999, bound * 1.000001);
    assertThat(deviation(drawn)).isCloseTo(bound / Math.sqrt(3), within(bound * 0.02));
  }

  @Test
  void aParameterInDoubleIsDrawnInDouble() {
    GraphProbe probe = new GraphProbe();
    TensorType type = new TensorType(ElementType.F64, Shape.of(4));
    for (InitializerDefinition initializer : new InitializerDefinition[] {new Normal()}) {
      assertThat(
              initializer.initial(probe.graph(), TestArguments.of("deviation", 1.0), type).type())
          .isEqualTo(type);
    }
    assertThat(FanScaled.HE_NORMAL.initial(probe.graph(), TestArguments.of(), type).type())
        .isEqualTo(type);
  }
}
