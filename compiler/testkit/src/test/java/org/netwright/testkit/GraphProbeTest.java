package org.netwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

class GraphProbeTest {
  @Test
  void aGraphRunsOnTheNumbersOfTheTest() {
    GraphProbe probe = new GraphProbe();
    Dim batch = probe.free("B", 2);
    Value x = probe.f32(Shape.of(batch, Dim.of(2)), 1, 2, 3, 4);
    Value square = probe.graph().square(x);
    assertThat(probe.numbers(square)).containsExactly(1, 4, 9, 16);
    assertThat(probe.numbers(probe.gradient(square, x))).containsExactly(2, 4, 6, 8);
    assertThat(probe.number(probe.graph().sum(square))).isEqualTo(30);
  }

  @Test
  void theSeedDecidesTheDraws() {
    double[] one = draws(1);
    assertThat(draws(1)).isEqualTo(one);
    assertThat(draws(2)).isNotEqualTo(one);
  }

  private static double[] draws(long seed) {
    GraphProbe probe = new GraphProbe(seed);
    List<double[]> two =
        probe.run(
            List.of(
                probe.graph().randomNormal(Shape.of(4)), probe.graph().randomNormal(Shape.of(4))));
    assertThat(two.get(0)).isNotEqualTo(two.get(1));
    return two.get(0);
  }
}
