package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.EINSUM;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class ContractionNumbersTest {
  @Test
  void aProductOfMatricesWithAndWithoutTransposition() {
    double[] a = {1, 2, 3, 4, 5, 6};
    double[] b = {7, 8, 9, 10, 11, 12};
    assertThat(product(Trial.f32(2, 3), a, Trial.f32(3, 2), b, false, false))
        .containsExactly(58, 64, 139, 154);
    assertThat(product(Trial.f32(2, 3), a, Trial.f32(2, 3), b, false, true))
        .containsExactly(50, 68, 122, 167);
    assertThat(product(Trial.f32(3, 2), a, Trial.f32(3, 2), b, true, false))
        .containsExactly(89, 98, 116, 128);
    assertThat(
            product(
                Trial.type(ElementType.F64, 3, 2),
                a,
                Trial.type(ElementType.F64, 2, 3),
                b,
                true,
                true))
        .containsExactly(76, 103, 100, 136);
  }

  private static double[] product(
      TensorType typeA,
      double[] a,
      TensorType typeB,
      double[] b,
      boolean transposeA,
      boolean transposeB) {
    Trial trial = new Trial();
    Value x = trial.in(typeA, a);
    return trial.run(trial.graph.matmul(x, trial.in(typeB, b), transposeA, transposeB));
  }

  @Test
  void leadingAxesBroadcastAsIfEachProductStoodAlone() {
    check(Trial.f32(2, 3, 4), Trial.f32(4, 5), false, false);
    check(Trial.f32(2, 3, 4), Trial.f32(5, 4), false, true);
    check(Trial.f32(2, 4, 3), Trial.f32(4, 5), true, false);
    check(Trial.f32(3, 4), Trial.f32(2, 4, 5), false, false);
    check(Trial.f32(2, 1, 3, 4), Trial.f32(6, 4, 5), false, false);
    check(Trial.f32(2, 6, 3, 4), Trial.f32(2, 6, 5, 4), false, true);
  }

  private static void check(TensorType a, TensorType b, boolean transposeA, boolean transposeB) {
    Trial trial = new Trial();
    double[] xs = Trial.noise(1, a);
    double[] ys = Trial.noise(2, b);
    Value x = trial.in(a, xs);
    HostTensor result =
        trial.result(trial.graph.matmul(x, trial.in(b, ys), transposeA, transposeB));
    long[] shape = result.type().shape().known();
    int rank = shape.length;
    int inner = Math.toIntExact(a.shape().dim(transposeA ? -2 : -1).known());
    for (int i = 0; i < result.elements(); i++) {
      long[] place = new long[rank];
      int rest = i;
      for (int axis = rank - 1; axis >= 0; axis--) {
        place[axis] = rest % shape[axis];
        rest /= (int) shape[axis];
      }
      double sum = 0;
      for (int k = 0; k < inner; k++) {
        sum +=
            at(a, xs, place, transposeA ? k : place[rank - 2], transposeA ? place[rank - 2] : k)
                * at(
                    b,
                    ys,
                    place,
                    transposeB ? place[rank - 1] : k,
                    transposeB ? k : place[rank - 1]);
      }
      assertThat(result.number(i)).isCloseTo(sum, within(1e-5));
    }
  }

  private static double at(TensorType type, double[] numbers, long[] place, long row, long column) {
    long[] shape = type.shape().known();
    long offset = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      long wanted =
          axis == shape.length - 2
              ? row
              : axis == shape.length - 1 ? column : place[place.length - shape.length + axis];
      offset = offset * shape[axis] + (shape[axis] == 1 ? 0 : wanted);
    }
    return numbers[(int) offset];
  }

  @Test
  void theGradientOfASharedWeightIsTheSumOverTheBatch() {
    Trial trial = new Trial();
    Dim batch = trial.free("B", 4);
    double[] xs = Trial.noise(1, Trial.f32(4, 3, 5));
    double[] gs = Trial.noise(2, Trial.f32(4, 3, 2));
    Value x = trial.in(TensorType.f32(Shape.of(batch, Dim.of(3), Dim.of(5))), xs);
    Value g = trial.in(TensorType.f32(Shape.of(batch, Dim.of(3), Dim.of(2))), gs);
    Value sum = trial.graph.sum(trial.graph.matmul(x, g, true, false), false, 0);
    double[] expected = new double[10];
    for (int row = 0; row < 12; row++) {
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 2; j++) {
          expected[i * 2 + j] += xs[row * 5 + i] * gs[row * 2 + j];
        }
      }
    }
    assertThat(trial.run(sum)).containsExactly(expected, within(1e-5));
  }

  @Test
  void einsumOfOneTwoAndThreeOperands() {
    assertThat(einsum("ij->ji", List.of(Trial.f32(2, 3)))).hasSize(6);
    Trial trial = new Trial();
    Value a = trial.in(Trial.f32(2, 2), 1, 2, 3, 4);
    Value b = trial.vector(10, 100);
    Value c = trial.in(Trial.f32(2, 2), 1, 0, 1, 1);
    Value y =
        trial
            .graph
            .apply(EINSUM, Attributes.of("equation", "ij,j,jk->ik"), List.of(a, b, c))
            .get(0);
    assertThat(trial.run(y)).containsExactly(210, 200, 430, 400);
  }

  private static double[] einsum(String equation, List<TensorType> types) {
    Trial trial = new Trial();
    List<Value> operands = types.stream().map(type -> trial.noisy(1, type)).toList();
    return trial.run(
        trial.graph.apply(EINSUM, Attributes.of("equation", equation), operands).get(0));
  }
}
