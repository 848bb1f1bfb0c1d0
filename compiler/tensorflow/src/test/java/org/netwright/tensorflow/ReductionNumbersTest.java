package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.ALL;
import static org.netwright.spi.graph.Primitive.ANY;
import static org.netwright.spi.graph.Primitive.CUMULATIVE_SUM;
import static org.netwright.spi.graph.Primitive.MAX;
import static org.netwright.spi.graph.Primitive.MIN;
import static org.netwright.spi.graph.Primitive.PRODUCT;
import static org.netwright.spi.graph.Primitive.SUM;
import static org.netwright.spi.graph.Primitive.TOP_K;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class ReductionNumbersTest {
  private static double[] reduce(
      Primitive primitive, TensorType type, double[] numbers, boolean keep, long... axes) {
    Trial trial = new Trial();
    Attributes attributes = Attributes.of("axes", axes, "keep", keep);
    HostTensor result = trial.result(trial.op(primitive, attributes, trial.in(type, numbers)));
    long rank = type.shape().rank() - (keep ? 0 : axes.length);
    assertThat(result.type().shape().rank()).isEqualTo((int) rank);
    return result.numbers();
  }

  @Test
  void reductionsOverOneAxis() {
    double[] x = {1, 2, 3, 4, 5, -6};
    TensorType type = Trial.f32(2, 3);
    assertThat(reduce(SUM, type, x, false, 1)).containsExactly(6, 3);
    assertThat(reduce(SUM, type, x, true, 1)).containsExactly(6, 3);
    assertThat(reduce(SUM, type, x, false, 0)).containsExactly(5, 7, -3);
    assertThat(reduce(SUM, type, x, true, 0)).containsExactly(5, 7, -3);
    assertThat(reduce(MAX, type, x, false, 1)).containsExactly(3, 5);
    assertThat(reduce(MIN, type, x, false, 0)).containsExactly(1, 2, -6);
    assertThat(reduce(PRODUCT, type, x, false, 1)).containsExactly(6, -120);
  }

  @Test
  void aSumOverAllAxesButTheLastIsTheSameInEveryForm() {
    TensorType type = Trial.f32(3, 5, 2, 7);
    double[] x = Trial.noise(4, type);
    double[] expected = new double[7];
    for (int i = 0; i < x.length; i++) {
      expected[i % 7] += x[i];
    }
    double[] sums = reduce(SUM, type, x, false, 0, 1, 2);
    for (int c = 0; c < 7; c++) {
      assertThat(sums[c]).isCloseTo(expected[c], within(1e-5));
    }
    assertThat(reduce(SUM, Trial.type(ElementType.F64, 3, 5, 2, 7), x, false, 0, 1, 2))
        .containsExactly(expected, within(1e-12));
  }

  @Test
  void aSumToAScalar() {
    assertThat(reduce(SUM, Trial.f32(2, 2), new double[] {1, 2, 3, 4}, false, 0, 1))
        .containsExactly(10);
    assertThat(reduce(SUM, Trial.type(ElementType.I64, 3), new double[] {1L << 40, 1, 2}, false, 0))
        .containsExactly((1L << 40) + 3);
  }

  @Test
  void theMeanOfAFreeBatchDividesByItsSize() {
    Trial trial = new Trial();
    Dim batch = trial.free("B", 4);
    Value x = trial.in(TensorType.f32(Shape.of(batch, Dim.of(2))), 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(trial.run(trial.graph.mean(x, false, 0))).containsExactly(4, 5);
  }

  @Test
  void allAndAnyOfBools() {
    TensorType type = Trial.type(ElementType.BOOL, 2, 2);
    assertThat(reduce(ALL, type, new double[] {1, 1, 1, 0}, false, 1)).containsExactly(1, 0);
    assertThat(reduce(ANY, type, new double[] {0, 0, 1, 0}, false, 1)).containsExactly(0, 1);
  }

  @Test
  void theLargestOfEqualOnesIsTheFirst() {
    double[] x = new double[2000];
    x[700] = 3;
    x[1500] = 3;
    Trial trial = new Trial();
    HostTensor index = trial.result(trial.graph.argMax(trial.in(Trial.f32(2000), x), 0));
    assertThat(index.type()).isEqualTo(Trial.type(ElementType.I64));
    assertThat(index.number(0)).isEqualTo(700);
    Trial rows = new Trial();
    Value matrix = rows.in(Trial.f32(2, 3), 1, 5, 5, -1, -1, -1);
    assertThat(rows.run(rows.graph.argMax(matrix, 1))).containsExactly(1, 0);
  }

  @Test
  void runningSumsInBothDirections() {
    assertThat(cumulative(false, false)).containsExactly(1, 3, 6, 4, 9, 15);
    assertThat(cumulative(true, false)).containsExactly(0, 1, 3, 0, 4, 9);
    assertThat(cumulative(false, true)).containsExactly(6, 5, 3, 15, 11, 6);
    assertThat(cumulative(true, true)).containsExactly(5, 3, 0, 11, 6, 0);
  }

  private static double[] cumulative(boolean exclusive, boolean reverse) {
    Trial trial = new Trial();
    Attributes attributes = Attributes.of("axis", 1L, "exclusive", exclusive, "reverse", reverse);
    return trial.run(
        trial.op(CUMULATIVE_SUM, attributes, trial.in(Trial.f32(2, 3), 1, 2, 3, 4, 5, 6)));
  }

  @Test
  void theTopKComeInFallingOrderWithTheirPlaces() {
    Trial trial = new Trial();
    Value x = trial.in(Trial.f32(2, 4), 1, 9, 3, 9, 4, 3, 2, 1);
    List<Value> top = trial.graph.apply(TOP_K, Attributes.of("k", Dim.of(2)), List.of(x));
    trial.graph.output("values", top.get(0));
    trial.graph.output("indices", top.get(1));
    Map<String, HostTensor> results = trial.runAll();
    assertThat(results.get("values").numbers()).containsExactly(9, 9, 4, 3);
    assertThat(results.get("indices").numbers()).containsExactly(1, 3, 0, 1);
    assertThat(results.get("indices").type().element()).isEqualTo(ElementType.I32);
  }
}
