package org.netwright.standard.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.GraphProbe;
import org.netwright.testkit.TestArguments;

class TransformsTest {
  private static List<double[]> run(
      TransformDefinition transform, TestArguments arguments, double[]... tensors) {
    GraphProbe probe = new GraphProbe();
    List<Value> values =
        java.util.Arrays.stream(tensors).map(t -> probe.f32(Shape.of(t.length), t)).toList();
    return probe.run(transform.apply(probe.graph(), arguments, values));
  }

  @Test
  void allGradientsAreScaledTogether() {
    // the norm of (3, 4 | 12) is 13
    List<double[]> clipped =
        run(new ClipNorm(), TestArguments.of("limit", 6.5), new double[] {3, 4}, new double[] {12});
    assertThat(clipped.get(0)).containsExactly(new double[] {1.5, 2}, within(1e-6));
    assertThat(clipped.get(1)).containsExactly(new double[] {6}, within(1e-6));
  }

  @Test
  void eachGradientIsScaledByItself() {
    List<double[]> clipped =
        run(new ClipEach(), TestArguments.of("limit", 2.5), new double[] {3, 4}, new double[] {2});
    assertThat(clipped.get(0)).containsExactly(new double[] {1.5, 2}, within(1e-6));
    assertThat(clipped.get(1)).containsExactly(2);
  }

  @Test
  void aNormBelowTheLimitStays() {
    List<double[]> clipped =
        run(new ClipNorm(), TestArguments.of("limit", 13.5), new double[] {3, 4, 12});
    assertThat(clipped.get(0)).containsExactly(3, 4, 12);
    assertThat(run(new ClipNorm(), TestArguments.of("limit", 1.0), new double[] {0, 0}).get(0))
        .containsExactly(0, 0);
  }

  @Test
  void whatIsNotFiniteStaysVisible() {
    List<double[]> clipped =
        run(
            new ClipNorm(),
            TestArguments.of("limit", 1.0),
            new double[] {Double.NaN},
            new double[] {1});
    assertThat(clipped.get(0)[0]).isNaN();
    assertThat(clipped.get(1)[0]).isNaN();
    clipped =
        run(
            new ClipNorm(),
            TestArguments.of("limit", 1.0),
            new double[] {Double.POSITIVE_INFINITY},
            new double[] {1});
    assertThat(clipped.get(0)[0]).isNaN();
  }

  @Test
  void elementsAreCut() {
    assertThat(
            run(new ClipValue(), TestArguments.of("limit", 2.0), new double[] {-3, 1.5, 2.5})
                .get(0))
        .containsExactly(-2, 1.5, 2);
    assertThat(
            run(new Clamp(), TestArguments.of("low", -1.0, "high", 0.5), new double[] {-3, 0.25, 7})
                .get(0))
        .containsExactly(-1, 0.25, 0.5);
    assertThat(
            run(new Clamp(), TestArguments.of("low", -1.0, "high", 1.0), new double[] {Double.NaN})
                .get(0)[0])
        .isNaN();
  }
}
