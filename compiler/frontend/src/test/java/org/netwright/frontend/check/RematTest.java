package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.TestResult;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Recomputation on the way back: the same values, draws and states (definitions C23). */
class RematTest {
  private static final String LAYERS =
      """
      use std.nn.{BatchNorm, DropPath, Dropout, Linear}
      layer Square()(x: [B, C]) -> [B, C] { x |> Linear(C) |> relu }
      layer Kept(n: int)(x: [B, C]) -> [B, C] { x |> recur n { remat { Square() |> DropPath(0.5) } } }
      layer Plain(n: int)(x: [B, C]) -> [B, C] { x |> recur n { Square() |> DropPath(0.5) } }
      layer Nested()(x: [B, C]) -> [B, C] {
          x |> remat { Linear(C) |> tanh |> remat { BatchNorm() |> Dropout(0.3) |> tanh |> remat { Linear(C) } } |> tanh } |> Linear(C)
      }
      layer Flat()(x: [B, C]) -> [B, C] { x |> Linear(C) |> tanh |> BatchNorm() |> Dropout(0.3) |> tanh |> Linear(C) |> tanh |> Linear(C) }
      layer Slopes()(x: [B, C]) -> [B, C] {
          let f = Linear(C)
          let slope = gradient(f(x) |> remat { tanh(it * it) }, of = x)
          return slope |> remat { gradient(it * it * it, of = it) }
      }
      layer WrittenSlopes()(x: [B, C]) -> [B, C] {
          let f = Linear(C)
          let slope = gradient(tanh(f(x) * f(x)), of = x)
          return 3 * slope * slope
      }
      layer Deep(n: int)(x: [B, C]) -> [B, C] { x |> repeat n { remat { Linear(64) |> tanh |> Linear(64) |> tanh |> Linear(C) } } }
      layer Wide(n: int)(x: [B, C]) -> [B, C] { x |> repeat n { Linear(64) |> tanh |> Linear(64) |> tanh |> Linear(C) } }
      model DeepModel()(x: [B, 8]) -> [B, 8] { x |> Deep(6) }
      model WideModel()(x: [B, 8]) -> [B, 8] { x |> Wide(6) }
      """;

  private static CompiledFile checked(String text) {
    CompiledFile file = Checked.file(LAYERS + text);
    assertThat(Checked.messages(file)).isEmpty();
    return file;
  }

  private static List<String> failures(String checks) {
    return checked("test \"t\" {\n" + checks + "\n}\n").runTests(Interpreted.RUNNER).stream()
        .flatMap(r -> r.failures().stream())
        .map(TestResult.Failure::message)
        .toList();
  }

  /** Pinning test 14. */
  @Test
  void rematChangesNoValueDrawOrGradient() {
    assertThat(
            failures(
                "check equal(Kept(4), Plain(4), on = [2, 8]); check trains(Kept(4), on = [2, 8])"))
        .isEmpty();
  }

  @Test
  void itNestsAndMovesStatesOnce() {
    assertThat(failures("check equal(Nested(), Flat(), on = [5, 3])")).isEmpty();
  }

  @Test
  void gradientsPassItTwiceAndStandInside() {
    assertThat(failures("check equal(Slopes(), WrittenSlopes(), on = [4, 3])")).isEmpty();
  }

  @Test
  void whatIsMadeAgainCountsAsNoActivationMemory() {
    CompiledFile file = checked("");
    long kept =
        Costs.of(file.model("WideModel", java.util.Map.of(), java.util.Optional.empty()))
            .work()
            .activationBytes()
            .known();
    long again =
        Costs.of(file.model("DeepModel", java.util.Map.of(), java.util.Optional.empty()))
            .work()
            .activationBytes()
            .known();
    assertThat(again).isEqualTo(6 * 8 * 4); // what flows out of each block
    assertThat(kept).isGreaterThan(4 * again);
  }

  @Test
  void theSecondTimeAwaitsTheGradient() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", TensorType.f32(Shape.of(3)));
    Region region = new Region(graph.region());
    Value y =
        graph.inRegion(java.util.Optional.of(region), () -> graph.exp(graph.tanh(graph.exp(x))));
    int forward = graph.nextId();
    Value slope = Differentiation.gradients(graph, y, List.of(x)).get(0).orElseThrow();
    graph.output("slope", slope);
    assertThat(GraphVerifier.faults(graph.build("step"))).isEmpty();
    List<Op> back = graph.ops().subList(forward, graph.nextId());
    assertThat(back.stream().flatMap(op -> op.operands().stream()))
        .noneMatch(v -> v.op().region().isPresent());
    assertThat(back)
        .filteredOn(op -> op.operands().contains(x))
        .hasSize(1)
        .first()
        .satisfies(op -> assertThat(op.primitive()).isEqualTo(Primitive.AWAIT));
  }
}
