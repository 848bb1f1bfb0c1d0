package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.RESIZE;
import static org.netwright.spi.graph.Primitive.REVERSE;
import static org.netwright.spi.graph.Primitive.SCATTER_ADD;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class ShapeNumbersTest {
  private static final double[] SIX = {1, 2, 3, 4, 5, 6};

  private static List<Dim> dims(long... sizes) {
    return Shape.of(sizes).dims();
  }

  @Test
  void reshapeKeepsTheOrderOfTheElements() {
    Trial trial = new Trial();
    HostTensor y =
        trial.result(trial.graph.reshape(trial.in(Trial.f32(2, 3), SIX), Shape.of(3, 2)));
    assertThat(y.type()).isEqualTo(Trial.f32(3, 2));
    assertThat(y.numbers()).containsExactly(SIX);
  }

  @Test
  void transposeTurnsTheAxes() {
    Trial trial = new Trial();
    assertThat(trial.run(trial.graph.transpose(trial.in(Trial.f32(2, 3), SIX), 1, 0)))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void broadcastRepeatsAlongNewAndUnitAxes() {
    Trial trial = new Trial();
    assertThat(trial.run(trial.graph.broadcast(trial.in(Trial.f32(2, 1), 1, 2), Shape.of(2, 2, 2))))
        .containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
  }

  @Test
  void sliceTakesAStretchOfEachAxis() {
    Trial trial = new Trial();
    assertThat(trial.run(trial.graph.slice(trial.in(Trial.f32(2, 3), SIX), dims(0, 1), dims(2, 2))))
        .containsExactly(2, 3, 5, 6);
  }

  @Test
  void concatJoinsAlongItsAxis() {
    Trial trial = new Trial();
    Value a = trial.in(Trial.f32(2, 1), 1, 2);
    Value b = trial.in(Trial.f32(2, 2), 3, 4, 5, 6);
    assertThat(trial.run(trial.graph.concat(List.of(a, b), 1))).containsExactly(1, 3, 4, 2, 5, 6);
  }

  @Test
  void padLaysItsValueAround() {
    Trial trial = new Trial();
    Value x = trial.in(Trial.f32(1, 2), 1, 2);
    assertThat(trial.run(trial.graph.pad(x, dims(1, 0), dims(0, 2), -5)))
        .containsExactly(-5, -5, -5, -5, 1, 2, -5, -5);
    Trial zero = new Trial();
    Value whole = zero.in(Trial.type(ElementType.I32, 2), 7, 8);
    assertThat(zero.run(zero.graph.pad(whole, dims(1), dims(1), 0))).containsExactly(0, 7, 8, 0);
  }

  @Test
  void reverseTurnsAxesRound() {
    Trial trial = new Trial();
    Value x = trial.in(Trial.f32(2, 3), SIX);
    assertThat(trial.run(trial.op(REVERSE, Attributes.of("axes", new long[] {1}), x)))
        .containsExactly(3, 2, 1, 6, 5, 4);
  }

  @Test
  void gatherTakesRowsOrColumnsOrOneOfEachRow() {
    assertThat(gathered(0, 0, Trial.type(ElementType.I32, 2), 1, 1))
        .containsExactly(4, 5, 6, 4, 5, 6);
    assertThat(gathered(1, 0, Trial.type(ElementType.I64, 2), 2, 0)).containsExactly(3, 1, 6, 4);
    assertThat(gathered(1, 1, Trial.type(ElementType.I32, 2), 2, 0)).containsExactly(3, 4);
  }

  private static double[] gathered(int axis, int batch, TensorType type, double... indices) {
    Trial trial = new Trial();
    Value x = trial.in(Trial.f32(2, 3), SIX);
    return trial.run(trial.graph.gather(x, trial.in(type, indices), axis, batch));
  }

  @Test
  void anIndexOutsideNamesTheOpAndTheIndex() {
    assertThatThrownBy(() -> gathered(0, 0, Trial.type(ElementType.I32, 1), 7))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("gather on [2, 3], i32[1]")
        .hasMessageContaining("7 is not in [0, 2)");
  }

  @Test
  void scatterIsTheTransposeOfGatherForEveryAxisAndBatch() {
    TensorType values = Trial.f32(2, 3, 4, 2);
    check(values, Trial.type(ElementType.I32, 5), 0, 0, 2);
    check(values, Trial.type(ElementType.I32, 5), 1, 0, 3);
    check(values, Trial.type(ElementType.I64, 2, 3), 2, 0, 4);
    check(values, Trial.type(ElementType.I32, 2, 5), 1, 1, 3);
    check(values, Trial.type(ElementType.I64, 2, 5), 2, 1, 4);
    check(values, Trial.type(ElementType.I32, 2, 3, 2), 2, 2, 4);
    check(values, Trial.type(ElementType.I32, 2, 3), 2, 2, 4);
    check(values, Trial.type(ElementType.I32), 3, 0, 2);
  }

  /** ⟨gather(x), u⟩ = ⟨x, scatter(u)⟩ for all x and u. */
  private static void check(TensorType values, TensorType index, int axis, int batch, int below) {
    Trial trial = new Trial();
    double[] places = new double[Math.toIntExact(index.shape().elements().known())];
    for (int i = 0; i < places.length; i++) {
      places[i] = (i * 7 + 1) % below;
    }
    Value x = trial.noisy(1, values);
    Value indices = trial.in(index, places);
    Value taken = trial.graph.gather(x, indices, axis, batch);
    Value updates = trial.noisy(2, taken.type());
    Attributes attributes =
        Attributes.of("axis", (long) axis, "batch", (long) batch, "shape", values.shape());
    Value scattered = trial.op(SCATTER_ADD, attributes, updates, indices);
    trial.graph.output("gathered", trial.graph.sum(trial.graph.multiply(taken, updates)));
    double there = trial.result(trial.graph.sum(trial.graph.multiply(x, scattered))).number(0);
    Trial again = new Trial();
    Value y = again.noisy(1, values);
    Value taken2 = again.graph.gather(y, again.in(index, places), axis, batch);
    Value updates2 = again.noisy(2, taken.type());
    double back = again.run(again.graph.sum(again.graph.multiply(taken2, updates2)))[0];
    assertThat(there).as("axis %d batch %d", axis, batch).isCloseTo(back, within(1e-4));
    assertThat(Math.abs(back)).isGreaterThan(1e-3);
  }

  @Test
  void scatterAddsRowsOfOneIndexTogether() {
    Trial trial = new Trial();
    Value updates = trial.in(Trial.f32(3, 2), SIX);
    Value indices = trial.in(Trial.type(ElementType.I32, 3), 2, 0, 2);
    Attributes attributes = Attributes.of("axis", 0L, "batch", 0L, "shape", Shape.of(4, 2));
    assertThat(trial.run(trial.op(SCATTER_ADD, attributes, updates, indices)))
        .containsExactly(3, 4, 0, 0, 6, 8, 0, 0);
  }

  @Test
  void scatterWorksInAFreeBatch() {
    Trial trial = new Trial();
    Dim batch = trial.free("B", 2);
    Value updates = trial.in(TensorType.f32(Shape.of(batch, Dim.of(3))), SIX);
    Value indices =
        trial.in(new TensorType(ElementType.I32, Shape.of(batch, Dim.of(3))), 0, 0, 1, 1, 1, 1);
    Attributes attributes =
        Attributes.of("axis", 1L, "batch", 1L, "shape", Shape.of(batch, Dim.of(2)));
    assertThat(trial.run(trial.op(SCATTER_ADD, attributes, updates, indices)))
        .containsExactly(3, 3, 0, 15);
  }

  @Test
  void oneHotIsZeroOutsideItsDepth() {
    Trial trial = new Trial();
    Value index = trial.in(Trial.type(ElementType.I64, 3), 1, 5, -1);
    assertThat(trial.run(trial.graph.oneHot(index, Dim.of(2), ElementType.F32)))
        .containsExactly(0, 1, 0, 0, 0, 0);
    Trial bytes = new Trial();
    Value label = bytes.in(Trial.type(ElementType.U8, 1), 2);
    assertThat(bytes.run(bytes.graph.oneHot(label, Dim.of(3), ElementType.BOOL)))
        .containsExactly(0, 0, 1);
  }

  private static double[] resized(String method, TensorType type, double[] images, long... size) {
    Trial trial = new Trial();
    Attributes attributes = Attributes.of("size", dims(size), "method", method);
    return trial.run(trial.op(RESIZE, attributes, trial.in(type, images)));
  }

  @Test
  void bilinearResizeHasHalfPixelCentres() {
    assertThat(resized("bilinear", Trial.f32(1, 1, 2, 1), new double[] {0, 4}, 1, 4))
        .containsExactly(0, 1, 3, 4);
    assertThat(resized("bilinear", Trial.f32(1, 1, 4, 1), new double[] {0, 2, 4, 6}, 1, 2))
        .containsExactly(1, 5);
  }

  @Test
  void nearestResizeTakesThePixelAtTheCentre() {
    assertThat(resized("nearest", Trial.f32(1, 1, 2, 1), new double[] {3, 7}, 1, 4))
        .containsExactly(3, 3, 7, 7);
    assertThat(
            resized(
                "nearest", Trial.type(ElementType.U8, 1, 1, 3, 1), new double[] {1, 2, 3}, 1, 1))
        .containsExactly(2);
  }

  /**
   * The kernel of Keys (1981) with a = −1/2 at distances 1.25, 0.25, 0.75, 1.75, border repeated.
   */
  @Test
  void bicubicResizeUsesTheKernelOfKeys() {
    double[] x = {1, 5, 2, 8};
    double[] y = resized("bicubic", Trial.f32(1, 1, 4, 1), x, 1, 8);
    double[] near = {keys(1.25), keys(0.25), keys(0.75), keys(1.75)};
    double at = near[0] * x[0] + near[1] * x[1] + near[2] * x[2] + near[3] * x[3];
    assertThat(y[3]).isCloseTo(at, within(1e-5));
    assertThat(y).hasSize(8);
  }

  private static double keys(double t) {
    return t <= 1 ? 1.5 * t * t * t - 2.5 * t * t + 1 : -0.5 * t * t * t + 2.5 * t * t - 4 * t + 2;
  }

  @Test
  void aFreeDimIsComputedFromTheShapesOfTheInputs() {
    Trial trial = new Trial();
    Dim batch = trial.free("B", 3);
    Dim width = trial.free("W", 5);
    Value x = trial.in(TensorType.f32(Shape.of(batch, width)), Trial.noise(1, Trial.f32(3, 5)));
    trial.graph.output("merged", trial.graph.reshape(x, Shape.of(batch.times(width))));
    trial.graph.output("range", trial.graph.range(width.plus(1).floorDiv(Dim.of(2)).times(batch)));
    trial.graph.output("rest", trial.graph.size(width.mod(Dim.of(3)).plus(batch.times(batch))));
    trial.graph.output("wide", trial.graph.broadcast(x, Shape.of(Dim.of(2), batch, width)));
    trial.graph.output("tail", trial.graph.slice(x, 1, width.minus(2), Dim.of(2)));
    trial.graph.output("most", trial.graph.slice(x, 1, Dim.of(1), width.minus(1)));
    var results = trial.runAll();
    assertThat(results.get("merged").type()).isEqualTo(Trial.f32(15));
    assertThat(results.get("range").numbers()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(results.get("rest").number(0)).isEqualTo(11);
    assertThat(results.get("wide").type()).isEqualTo(Trial.f32(2, 3, 5));
    assertThat(results.get("tail").number(0)).isEqualTo(results.get("merged").number(3));
    assertThat(results.get("most").type()).isEqualTo(Trial.f32(3, 4));
  }

  @Test
  void anEmptyBatchGoesThrough() {
    Trial trial = new Trial();
    Dim batch = trial.free("B", 0);
    Value x = trial.in(TensorType.f32(Shape.of(batch, Dim.of(2), Dim.of(3))));
    HostTensor y = trial.result(trial.graph.reshape(x, Shape.of(batch, Dim.of(6))));
    assertThat(y.type()).isEqualTo(Trial.f32(0, 6));
  }
}
