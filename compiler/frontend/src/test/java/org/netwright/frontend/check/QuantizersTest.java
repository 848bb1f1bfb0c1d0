package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.TestResult;
import org.netwright.frontend.program.Variable;

/** Quantizers, their marks, storage and stated gradients (definitions C8). */
class QuantizersTest {
  private static final String HEAD =
      """
      use std.nn.{BatchNorm, Conv2d, Linear}
      quantizer SteSign()(x: [S...]) -> [S...] bits 1 { surrogate(sign(x), of = x, slope = where(abs(x) <= 1, 1, 0)) }
      quantizer RSign()(x: [S..., C]) -> [S..., C] bits 1 {
          param threshold: [C] = zeros() as threshold
          let y = x - threshold
          return surrogate(sign(y), of = y, slope = max(0, 2 - 2 * abs(y)))
      }
      quantizer ScaledSign()(w: [S...], contracted: list[int]) -> [S...] bits 1 {
          let scale = mean(abs(w), axis = contracted, keep = true)
          return surrogate(scale * sign(w), of = w, slope = where(abs(w) <= 1, 1, 0))
      }
      quantizer Binary()(w: [S...]) -> [S...] bits 1 stores binary { w }
      quantizer Levels(depth: int = 2)(w: [S...]) -> [S...] bits depth { surrogate(round(3 * w) / 3, of = w, slope = 1) }
      """;

  private static ModelProgram model(String declarations, String name) {
    return Checked.model(HEAD + declarations, name);
  }

  private static ModelCost cost(String body) {
    return Costs.of(model("model M()(x: [B, 8]) { " + body + " }\n", "M"));
  }

  // ---- counts

  @Test
  void aMacIsABinaryOperationWhenBothOperandsCarryOneBit() {
    ModelCost both = cost("x |> binarize(weights = ScaledSign, inputs = SteSign) { Linear(5) }");
    assertThat(both.work().binaryOps().known()).isEqualTo(40);
    assertThat(both.work().flops().known()).isZero();
    assertThat(both.work().ops().known()).isEqualTo(1);
    assertThat(both.parameters().binary()).isEqualTo(40);
    assertThat(both.parameters().bits()).isEqualTo(40 + 5 * 32);
    ModelCost weights = cost("x |> binarize(weights = ScaledSign) { Linear(5) }");
    assertThat(weights.work().binaryOps().known()).isZero();
    assertThat(weights.parameters().latent()).isEqualTo(40);
    ModelCost twoBits = cost("x |> binarize(weights = Levels, inputs = SteSign) { Linear(5) }");
    assertThat(twoBits.work().binaryOps().known()).isZero();
    assertThat(twoBits.parameters().binary()).isZero();
    ModelCost oneBit =
        cost("x |> binarize(weights = Levels(depth = 1), inputs = SteSign) { Linear(5) }");
    assertThat(oneBit.work().binaryOps().known()).isEqualTo(40);
  }

  @Test
  void aSignByHandCountsAsInAConstruct() {
    assertThat(
            cost("x |> SteSign() |> binarize(weights = ScaledSign, inputs = Real) { Linear(64) }")
                .work()
                .binaryOps()
                .known())
        .isEqualTo(512);
    ModelCost byHand =
        Costs.of(
            model(
                """
                layer L()(x: [B, C]) { param kernel: [C, 5] = ramp(); return matmul(SteSign()(x), SteSign()(kernel)) }
                model M()(x: [B, 8]) { x |> L() }
                """,
                "M"));
    assertThat(byHand.work().binaryOps().known()).isEqualTo(40);
    assertThat(byHand.parameters().latent()).isEqualTo(40);
  }

  @Test
  void thePaddingOfAConvolutionLeavesTheMarkOfItsOperand() {
    ModelCost cost =
        Costs.of(
            model(
                """
                model M()(x: [B, 4, 4, 2]) {
                    x |> binarize(weights = ScaledSign, inputs = RSign) { Conv2d(3, kernel = 3, bias = false) }
                }
                """,
                "M"));
    assertThat(cost.work().binaryOps().known()).isEqualTo(16 * 18 * 3);
  }

  // ---- storage

  private static Map<String, Variable.Storage> storage(ModelProgram program) {
    Map<String, Variable.Storage> storage = new java.util.TreeMap<>();
    program.variables().forEach(v -> storage.put(v.path(), v.storage()));
    return storage;
  }

  @Test
  void aQuantizerMakesAParameterLatentAndStoresBinaryMakesItBinary() {
    ModelProgram program =
        model(
            """
            model M()(x: [B, 4]) {
                x |> binarize(weights = ScaledSign, inputs = RSign) { Linear(4) }
                  |> binarize(weights = Binary) { Linear(4) } |> Linear(4, bias = false)
            }
            """,
            "M");
    assertThat(storage(program))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "linear.kernel", Variable.Storage.LATENT,
                "linear.kernel.inputs.threshold", Variable.Storage.REAL,
                "linear.bias", Variable.Storage.REAL,
                "linear_2.kernel", Variable.Storage.BINARY,
                "linear_2.bias", Variable.Storage.REAL,
                "linear_3.kernel", Variable.Storage.REAL));
  }

  @Test
  void whatIsStoredBinaryStartsAsTheSignOfItsInitializer() {
    ModelProgram program =
        model(
            """
            layer L()(x: [B, C]) { param kernel: [C, 2] = stack([-0.5, 0.0, 0.25, -0.0, 2.0, -3.0]) |> reshape([3, 2]); return matmul(x, kernel) }
            model M()(x: [B, 3]) { x |> binarize(weights = Binary) { L() } }
            """,
            "M");
    Interpreted run = new Interpreted();
    run.run(program.initialize(), Map.of(), Map.of());
    assertThat(run.variable("m.l.kernel")).containsExactly(-1, 1, 1, 1, 1, -1);
  }

  @Test
  void storageWordsSelectParameters() {
    CompiledFile file =
        Checked.file(
            HEAD
                + """
                model M()(x: [B, 8]) {
                    x |> binarize(weights = ScaledSign) { Linear(4) } |> binarize(weights = Binary) { Linear(2) }
                }
                test "words" {
                    check params(M(), latent) == 32; check params(M(), binary) == 8; check params(M(), real) == 6
                    check params(M()) == params(M(), latent) + params(M(), binary) + params(M(), real)
                }
                """);
    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.runTests(Interpreted.RUNNER)).allMatch(TestResult::passed);
  }

  // ---- recipes

  private static final String TRAIN =
      """
      model Row()(x: [B, 4]) -> [B, 1] { x |> binarize(weights = Binary) { Linear(1, bias = false) } }
      recipe R() {
          data d = rows() |> batch(2)
          net n = Row()
          train 1 epochs on d as (x, y) {
              minimize squared_error(n(x), y) using %s
              report flips = flip_rate(n)
          }
      }
      """;

  @Test
  void flipsAreCountedAgainstTheStartOfTheStep() {
    CompiledFile file = Checked.file(HEAD + TRAIN.formatted("Flip()"));
    assertThat(file.diagnostics()).isEmpty();
    RecipeProgram recipe = file.recipe("R", RecipeOptions.NONE);
    var pass = recipe.stages().get(0).train().pass();
    Interpreted run = new Interpreted();
    run.run(recipe.initialize(), Map.of(), Map.of());
    assertThat(run.variable("n.linear.kernel")).containsExactly(1, 1, 1, -1);
    run.run(pass.reset(), Map.of(), Map.of());
    // both rows give 3 and want -1: three weights are too large, the last is not used
    run.run(
        pass.step(),
        Map.of("x", new double[] {1, 1, 1, 0, 1, 1, 1, 0}, "y", new double[] {-1, -1}),
        Map.of("B", 2L));
    assertThat(run.variable("n.linear.kernel")).containsExactly(-1, -1, -1, -1);
    assertThat(run.run(pass.result(), Map.of(), Map.of()).get("d.flips")).containsExactly(0.75);
  }

  @Test
  void aNetWithoutOneBitWeightsFlipsNothing() {
    CompiledFile file =
        Checked.file(
            HEAD + TRAIN.replace("weights = Binary", "weights = Real").formatted("Descent()"));
    assertThat(file.diagnostics()).isEmpty();
  }

  // ---- gradients, against the tables

  /** The derivative of a quantizer's result, summed, by its operand. */
  private static double[] slope(String quantizer, double... x) {
    ModelProgram program =
        model(
            "model G()(x: [1, %d]) { gradient(%s, of = x) }\n".formatted(x.length, quantizer), "G");
    Interpreted run = new Interpreted();
    run.run(program.initialize(), Map.of(), Map.of());
    return run.run(program.forward(), Map.of("x", x), Map.of()).get("output");
  }

  @Test
  void theStraightThroughGradientIsCutOutsideOne() {
    assertThat(slope("2 * SteSign()(x)", -1.0001, -1, -0.3, 0, 1, 1.0001))
        .containsExactly(0, 2, 2, 2, 2, 0);
  }

  @Test
  void theGradientOfAPiecewiseParabola() {
    assertThat(slope("RSign()(x)", -1.5, -1, -0.75, -0.5, 0, 0.25, 1, 2))
        .containsExactly(new double[] {0, 0, 0.5, 1, 2, 1.5, 0, 0}, within(1e-6));
  }

  @Test
  void theScaleOfWeightsIsNoPartOfTheirGradient() {
    assertThat(slope("ScaledSign()(x, contracted = [1])", 0.3, -0.1, 0, -0.8, 1.2, 0.05))
        .containsExactly(1, 1, 1, 1, 0, 1);
    ModelProgram program =
        model("model G()(x: [1, 6]) { ScaledSign()(x, contracted = [1]) }\n", "G");
    assertThat(
            new Interpreted()
                .run(
                    program.forward(),
                    Map.of("x", new double[] {0.3, -0.1, 0, -0.8, 1.2, 0.05}),
                    Map.of())
                .get("output"))
        .containsExactly(
            new double[] {0.4083333, -0.4083333, 0.4083333, -0.4083333, 0.4083333, 0.4083333},
            within(1e-6));
  }

  @Test
  void aLearnedThresholdGetsTheNegativeSumOfTheSlopes() {
    ModelProgram program =
        model(
            """
            quantizer At()(x: [S..., C]) -> [S..., C] bits 1 {
                param threshold: [C] = constant(0.2) as threshold
                let y = x - threshold
                return surrogate(sign(y), of = y, slope = max(0, 2 - 2 * abs(y)))
            }
            model G()(x: [3, 1]) {
                let q = At()
                let y = q(x)
                return gradient(y, of = [q.threshold])
            }
            """,
            "G");
    Interpreted run = new Interpreted();
    run.run(program.initialize(), Map.of(), Map.of());
    assertThat(
            run.run(program.forward(), Map.of("x", new double[] {0.1, 0.2, 0.3}), Map.of())
                .values()
                .iterator()
                .next())
        .containsExactly(new double[] {-5.6}, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "surrogate(sign(x), of = x, slope = 1)                      | 1 1",
        "surrogate(x * x, of = x, slope = x)                        | -2 3",
        "surrogate(5 * x, of = stop_gradient(x), slope = x) + 0 * x | 0 0",
        "stop_gradient(x) * x                                       | -2 3",
        "surrogate(x, of = x, slope = -0.5)                         | -0.5 -0.5"
      })
  void nothingButTheOperandOfASurrogateGetsAGradient(String value, String slopes) {
    double[] expected =
        java.util.Arrays.stream(slopes.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(slope(value, -2, 3)).containsExactly(expected);
  }

  @Test
  void theSignOfZeroIsPositive() {
    ModelProgram program = model("model G()(x: [4]) { SteSign()(x) }\n", "G");
    assertThat(
            new Interpreted()
                .run(program.forward(), Map.of("x", new double[] {-1e-9, 0, -0.0, 1e-9}), Map.of())
                .get("output"))
        .containsExactly(-1, 1, 1, 1);
  }

  @Test
  void thePublishedPathsOfATwinAreThoseOfTheNet() {
    String net =
        """
        layer Block(Weights: quantizer = ScaledSign)(x: [B, H, W, C]) {
            x |> binarize(weights = Weights, inputs = RSign) { Conv2d(C, kernel = 3, bias = false) } |> BatchNorm()
        }
        model N(Weights: quantizer = ScaledSign)(x: [B, 4, 4, 2]) { x |> repeat 2 { Block(Weights) } }
        """;
    CompiledFile file = Checked.file(HEAD + net);
    assertThat(file.diagnostics()).isEmpty();
    ModelProgram real = file.model("N", Map.of("Weights", "Real"), Optional.empty());
    ModelProgram binary = file.model("N", Map.of(), Optional.empty());
    assertThat(Checked.paths(real)).isEqualTo(Checked.paths(binary));
    assertThat(List.copyOf(storage(binary).values())).contains(Variable.Storage.LATENT);
    assertThat(storage(real).values()).containsOnly(Variable.Storage.REAL);
  }
}
