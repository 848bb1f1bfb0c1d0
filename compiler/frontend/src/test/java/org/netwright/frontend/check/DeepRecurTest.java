package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.TestResult;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;

/** Many alike iterations are one loop of the graph, and mean what the written-out form means. */
class DeepRecurTest {
  private static final String LAYERS =
      """
      use std.nn.{BatchNorm, Dropout, LayerNorm, Linear}
      layer Block()(x: [B, C]) -> [B, C] { x + (x |> LayerNorm() |> Linear(2 * C) |> tanh |> Linear(C)) * 0.1 }
      layer Shared(n: int)(x: [B, C]) -> [B, C] { x |> recur n { Block() } }
      layer Written(n: int)(x: [B, C]) -> [B, C] {
          let block = Block()
          return x |> repeat n { block }
      }
      layer Own(n: int)(x: [B, C]) -> [B, C] {
          x |> recur n as i {
              let block = Block()
              let after = fresh Linear(C)
              return it |> block |> after |> { it * (1.0 / (1 + i)) }
          }
      }
      layer WrittenOwn(n: int)(x: [B, C]) -> [B, C] {
          let block = Block()
          return x |> repeat n as i {
              let after = Linear(C)
              return it |> block |> after |> { it * (1.0 / (1 + i)) }
          }
      }
      layer Looking(n: int)(x: [B, C]) -> [B, C] { ((y = x, sum = 0 * x) |> recur n { (y = tanh(it.y + x), sum = it.sum + it.y) }).sum }
      layer WrittenLooking(n: int)(x: [B, C]) -> [B, C] { ((y = x, sum = 0 * x) |> repeat n { (y = tanh(it.y + x), sum = it.sum + it.y) }).sum }
      layer Nested(n: int)(x: [B, C]) -> [B, C] { x |> recur n { remat { it |> recur n { Block() } |> fresh Linear(C) } } }
      layer WrittenNested(n: int)(x: [B, C]) -> [B, C] {
          let block = Block()
          return x |> repeat n { it |> repeat n { block } |> Linear(C) }
      }
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

  private static ModelProgram model(String body, String width) {
    ModelProgram model =
        checked("model M()(x: [B, " + width + "]) -> [B, " + width + "] { x |> " + body + " }")
            .model("M", Map.of(), Optional.empty());
    assertThat(GraphVerifier.faults(model.forward())).isEmpty();
    return model;
  }

  private static List<Primitive> ops(String body) {
    return model(body, "4").forward().graph().ops().stream().map(Op::primitive).toList();
  }

  // ---- the same meaning

  @Test
  void sharedIterationsAreWorthWhatIsWrittenOut() {
    assertThat(
            failures(
                "check equal(Shared(20), Written(20), on = [3, 4]); check paths(Shared(20), on = [3, 4]) == paths(Shared(2), on = [3, 4])"))
        .isEmpty();
  }

  @Test
  void whatEachIterationOwnsIsStackedInsideAndKeepsItsPathOutside() {
    assertThat(failures("check equal(Own(18), WrittenOwn(18), on = [3, 4])")).isEmpty();
    assertThat(ops("Own(18)")).contains(Primitive.SCAN);
  }

  @Test
  void whatIsOutsideAndTuplesFlowAlike() {
    assertThat(failures("check equal(Looking(17), WrittenLooking(17), on = [3, 4])")).isEmpty();
    assertThat(ops("Looking(17)")).contains(Primitive.SCAN);
  }

  @Test
  void loopsNestAndHoldRecomputedRegions() {
    assertThat(failures("check equal(Nested(16), WrittenNested(16), on = [2, 2])")).isEmpty();
    assertThat(ops("Nested(16)")).containsOnlyOnce(Primitive.SCAN).doesNotContain(Primitive.TANH);
  }

  // ---- what becomes a loop

  @Test
  void theGraphDoesNotGrowWithTheNumberOfIterations() {
    assertThat(ops("Shared(500)")).hasSameSizeAs(ops("Shared(20)")).hasSizeLessThan(20);
  }

  @Test
  void fewOrUnlikeIterationsAreWrittenOut() {
    assertThat(ops("Shared(8)")).doesNotContain(Primitive.SCAN);
    assertThat(ops("recur 20 as i { if i % 2 == 0 { tanh(it) } else { it * 2 } }"))
        .doesNotContain(Primitive.SCAN);
    assertThat(ops("recur 20 { it + random_uniform([4]) }")).doesNotContain(Primitive.SCAN);
  }

  // ---- cost

  @Test
  void theWorkOfEveryIterationCountsAndASharedParameterOnce() {
    ModelCost deep = Costs.of(model("Shared(40)", "4"));
    ModelCost flat = Costs.of(model("Shared(4)", "4"));
    assertThat(deep.work().macs()).isEqualTo(flat.work().macs().times(10));
    assertThat(deep.parameters()).isEqualTo(flat.parameters());
    long boundaries = 40 * 4 * 4 + 4 * 4; // what flows into each iteration, and the result
    assertThat(deep.work().activationBytes().known()).isEqualTo(boundaries);
  }
}
