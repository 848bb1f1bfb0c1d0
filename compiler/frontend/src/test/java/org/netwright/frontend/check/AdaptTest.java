package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.Variable;

/** Transforms of contractions: their scope is construction (definitions C7). */
class AdaptTest {
  private static final String HEAD =
      """
      use std.nn.{BatchNorm, Conv2d, Embedding, Linear}
      layer Low(rank: int)(w: [I, O]) -> [I, O] {
          param down: [I, rank] = ramp()
          param up: [rank, O] = zeros()
          return w + matmul(down, up)
      }
      layer Scale()(x: [S..., C]) -> [S..., C] { param scale: [C] = ones() as gain; return x * scale }
      quantizer Sign()(x: [S...]) -> [S...] bits 1 { surrogate(sign(x), of = x, slope = 1) }
      layer Two()(x: [B, C]) -> [B, C] { x |> Linear(C, bias = false) |> Linear(C, bias = false) }
      """;

  private static ModelProgram model(String declarations, String body) {
    return Checked.model(HEAD + declarations + "\nmodel M()(x: [B, 4]) {\n" + body + "\n}\n", "M");
  }

  private static List<String> paths(String body) {
    return Checked.paths(model("", body));
  }

  // ---- paths

  @Test
  void ownParametersLieUnderTheParameterAndNoOtherPathChanges() {
    assertThat(paths("x |> adapt(weights = Low(2), inputs = Scale) { Two() }"))
        .containsExactly(
            "two.linear.kernel",
            "two.linear.kernel.inputs.scale",
            "two.linear.kernel.weights.down",
            "two.linear.kernel.weights.up",
            "two.linear_2.kernel",
            "two.linear_2.kernel.inputs.scale",
            "two.linear_2.kernel.weights.down",
            "two.linear_2.kernel.weights.up");
    assertThat(paths("x |> Two()")).containsExactly("two.linear.kernel", "two.linear_2.kernel");
  }

  @Test
  void aConstructAroundOneConstructorIsThatInstance() {
    String head =
        """
        let f = adapt(weights = Low(1)) { Linear(4, bias = false) }
        return f(f(x))
        """;
    assertThat(paths(head))
        .containsExactly("f.kernel", "f.kernel.weights.down", "f.kernel.weights.up");
    assertThat(
            Checked.paths(
                model(
                    "layer Around(body: layer)(x: [B, C]) -> [B, C] { x + body(x) }",
                    "x |> Around(adapt(inputs = Scale) { Linear(4, bias = false) })")))
        .containsExactly("around.body.kernel", "around.body.kernel.inputs.scale");
    assertThat(
            Checked.paths(
                model(
                    "layer Around(body: layer)(x: [B, C]) -> [B, C] { x + body(x) }",
                    "x |> Around(adapt(inputs = Scale) { Linear(4, bias = false) |> relu })")))
        .containsExactly("around.body.linear.kernel", "around.body.linear.kernel.inputs.scale");
  }

  @Test
  void iterationsOfARecurShareTheTransformsAndThoseOfARepeatDoNot() {
    assertThat(paths("x |> recur 3 { adapt(inputs = Scale) { Linear(4, bias = false) } }"))
        .containsExactly("linear.kernel", "linear.kernel.inputs.scale");
    assertThat(paths("x |> adapt(inputs = Scale) { repeat 2 { Linear(4, bias = false) } }"))
        .containsExactly(
            "linear[0].kernel",
            "linear[0].kernel.inputs.scale",
            "linear[1].kernel",
            "linear[1].kernel.inputs.scale");
  }

  // ---- scope

  @Test
  void anInstanceBuiltOutsideIsUntouched() {
    assertThat(
            paths(
                """
                let outside = Linear(4, bias = false)
                return x |> adapt(inputs = Scale) { outside |> Linear(4, bias = false) |> outside }
                """))
        .containsExactly("outside.kernel", "linear.kernel", "linear.kernel.inputs.scale");
  }

  @Test
  void aBlockGivenToABuilderIsReachedAndOneGivenToAnInstanceIsNot() {
    String declarations =
        """
        layer Builds(Body: layer)(x: [B, C]) -> [B, C] { x |> adapt(inputs = Scale) { Body() |> Scale() } }
        layer Keeps(body: layer)(x: [B, C]) -> [B, C] { x |> adapt(inputs = Scale) { body |> Scale() } }
        """;
    assertThat(Checked.paths(model(declarations, "x |> Builds { Linear(4, bias = false) }")))
        .contains("builds.body.linear.kernel.inputs.scale");
    assertThat(Checked.paths(model(declarations, "x |> Keeps { Linear(4, bias = false) }")))
        .containsExactly("keeps.body.linear.kernel", "keeps.scale.scale");
  }

  @Test
  void theInnermostWinsForEachArgumentAndWhatIsOmittedIsInherited() {
    assertThat(
            paths(
                """
                x |> adapt(weights = Low(1), inputs = Scale) {
                    adapt(weights = Real) { Linear(4, bias = false) }
                      |> adapt(inputs = Real) { Linear(4, bias = false) }
                      |> adapt(weights = Low(3)) { Linear(4, bias = false) }
                }
                """))
        .containsExactly(
            "linear.kernel",
            "linear.kernel.inputs.scale",
            "linear_2.kernel",
            "linear_2.kernel.weights.down",
            "linear_2.kernel.weights.up",
            "linear_3.kernel",
            "linear_3.kernel.inputs.scale",
            "linear_3.kernel.weights.down",
            "linear_3.kernel.weights.up");
  }

  @ParameterizedTest
  @CsvSource({
    "two.linear_2, two.linear_2.kernel.inputs.scale",
    "**.linear, two.linear.kernel.inputs.scale",
    "two.(linear | linear_2).kernel, two.linear.kernel.inputs.scale two.linear_2.kernel.inputs.scale",
    "two, two.linear.kernel.inputs.scale two.linear_2.kernel.inputs.scale"
  })
  void onlyFiltersByThePathInTheBody(String pattern, String scaled) {
    assertThat(paths("x |> adapt(inputs = Scale, only = " + pattern + ") { Two() }"))
        .filteredOn(p -> p.endsWith(".scale"))
        .containsExactly(scaled.split(" "));
  }

  @Test
  void whatAnOnlyLeavesOutIsSubjectToTheConstructsAround() {
    assertThat(
            paths(
                """
                x |> adapt(inputs = Scale) {
                    adapt(inputs = Real, only = two.linear) { Two() }
                }
                """))
        .containsExactly(
            "two.linear.kernel", "two.linear_2.kernel", "two.linear_2.kernel.inputs.scale");
  }

  @Test
  void aNetMayBeAdaptedWhole() {
    CompiledFile file =
        Checked.file(
            HEAD
                + """
                model Row()(x: [B, 4]) -> [B, 1] { x |> Two() |> Linear(1, bias = false) }
                recipe R() {
                    data d = rows() |> batch(2)
                    net n = adapt(weights = Low(2), only = two.*) { Row() }
                    train 1 epochs on d as (x, y) {
                        minimize squared_error(n(x), y) over n.**.(down | up) using Descent()
                    }
                }
                """);
    assertThat(file.diagnostics()).isEmpty();
    RecipeProgram recipe = file.recipe("R", RecipeOptions.NONE);
    assertThat(recipe.nets().get(0).declaration()).isEqualTo("Row");
    assertThat(recipe.variables().stream().filter(v -> v.kind() == Variable.Kind.PARAMETER))
        .extracting(Variable::name)
        .containsExactly(
            "n.two.linear.kernel",
            "n.two.linear.kernel.weights.down",
            "n.two.linear.kernel.weights.up",
            "n.two.linear_2.kernel",
            "n.two.linear_2.kernel.weights.down",
            "n.two.linear_2.kernel.weights.up",
            "n.linear.kernel");
    assertThat(recipe.stages().get(0).train().pass().step().writes().keySet())
        .extracting(Variable::path)
        .contains("two.linear.kernel.weights.up")
        .doesNotContain("two.linear.kernel", "linear.kernel");
  }

  // ---- which contractions, and their axes

  /** A transform that accepts the contracted axes it is told to expect, and scales nothing else. */
  private static List<String> contracted(String axes, String parameter, String contraction) {
    String declarations =
        """
        layer Axes()(w: [S...], contracted: list[int]) -> [S...] {
            param seen: [contracted.length, 10] = zeros()
            require [a for a in contracted] == %s, "{contracted}"
            return w
        }
        layer L()(x: [B, H, W, C]) {
            param kernel: %s = ramp()
            return %s
        }
        model N()(x: [B, 6, 6, 4]) { x |> adapt(weights = Axes) { L() } }
        """
            .formatted(axes, parameter, contraction);
    CompiledFile file = Checked.file(HEAD + declarations);
    assertThat(Checked.messages(file)).isEmpty();
    return Checked.paths(file.model("N", Map.of(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0, 1, 2]    | [3, 3, 4, 5]  | conv2d(x, kernel)",
        "[0, 1]       | [3, 3, 4, 2]  | depthwise_conv2d(x, kernel, stride = 1, pad = 1)",
        "[0, 1, 3]    | [2, 2, 5, 4]  | conv2d_transpose(x, kernel, stride = 2, pad = 'same', output = [12, 12])",
        "[0]          | [4, 5]        | matmul(x, kernel)",
        "[1]          | [6, 6]        | matmul(kernel, x)",
        "[1]          | [5, 4]        | matmul(x, transpose(kernel))",
        "[0]          | [4, 10]       | matmul(x, kernel[:, 0..5])",
        "[0]          | [4, 3, 2]     | matmul(x, reshape(kernel, [4, 6]))",
        "[0, 1]       | [2, 2, 5]     | matmul(x, reshape(kernel, [4, 5]))",
        "[1, 2]       | [5, 2, 2]     | matmul(x, transpose(reshape(kernel, [5, 4])))",
        "[0, 1]       | [6, 4, 3]     | einsum('bhwc,wcd->bhd', [x, kernel])",
        "[1]          | [3, 4]        | einsum('dc,bhwc->bhwd', [kernel, x])",
        "[0]          | [4, 7]        | einsum('bhwc,bhwd,ce->bhde', [x, x, kernel])"
      })
  void theContractedAxesAreThoseOfTheParameter(String axes, String parameter, String contraction) {
    assertThat(contracted(axes, parameter, contraction.replace('\'', '"')))
        .containsExactly("l.kernel", "l.kernel.weights.seen");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matmul(x, 2 * kernel)",
        "x * kernel[0, :]",
        "matmul(kernel, transpose(kernel))",
        "matmul(x, transpose(x))",
        "gather(kernel, cast(x, i32))",
        "matmul(x, kernel + 0.5)"
      })
  void nothingElseIsAContraction(String expression) {
    String declarations =
        """
        layer L()(x: [B, C]) { param kernel: [4, 4] = ramp(); return %s }
        """
            .formatted(expression);
    assertThat(
            Checked.paths(
                model(declarations, "x |> adapt(weights = Low(1), inputs = Scale) { L() }")))
        .containsExactly("l.kernel");
  }

  @Test
  void aTransformIsAppliedToTheWholeParameterAndSeenAsTheParameterIs() {
    ModelProgram program =
        model(
            """
            layer L()(x: [B, C]) { param kernel: [2, 3, 4] = ramp(); return matmul(x, transpose(reshape(kernel, [6, 4])[1..4, :])) }
            layer Twice()(w: [2, 3, 4]) -> [2, 3, 4] { 2 * w }
            """,
            "let l = adapt(weights = Twice) { L() }\nreturn l(x)");
    Interpreted run = new Interpreted();
    run.run(program.initialize(), Map.of(), Map.of());
    double[] kernel = run.variable("m.l.kernel");
    double[] y =
        run.run(program.forward(), Map.of("x", new double[] {1, 0, 0, 0}), Map.of("B", 1L))
            .get("output");
    assertThat(y).containsExactly(2 * kernel[4], 2 * kernel[8], 2 * kernel[12]);
  }

  @Test
  void aFunctionOrABlockMayTransform() {
    assertThat(paths("x |> adapt(weights = relu) { Linear(4, bias = false) }"))
        .containsExactly("linear.kernel");
    assertThat(paths("x |> adapt(weights = { it + Scale()(it) }) { Linear(4, bias = false) }"))
        .containsExactly("linear.kernel", "linear.kernel.weights.scale.scale");
  }

  // ---- Real

  @Test
  void realIsAValueOfAQuantizerParameter() {
    String declarations =
        """
        quantizer Moved()(x: [S..., C]) -> [S..., C] bits 1 { param by: [C] = zeros() as threshold; return sign(x - by) }
        layer Block(Weights: quantizer = Sign, inputs: quantizer = Moved())(x: [B, C]) {
            x |> inputs |> binarize(weights = Weights) { Linear(3, bias = false) } |> Weights()
        }
        """;
    assertThat(Checked.paths(model(declarations, "x |> Block()")))
        .containsExactly("block.inputs.by", "block.linear.kernel");
    assertThat(Checked.paths(model(declarations, "x |> Block(Weights = Real, inputs = Real)")))
        .containsExactly("block.linear.kernel");
    CompiledFile file =
        Checked.file(
            HEAD
                + declarations
                + "model N(Weights: quantizer = Sign)(x: [B, 4]) { x |> Block(Weights) }");
    assertThat(storage(file.model("N", Map.of(), Optional.empty())))
        .containsEntry("block.linear.kernel", Variable.Storage.LATENT);
    assertThat(storage(file.model("N", Map.of("Weights", "Real"), Optional.empty())))
        .containsEntry("block.linear.kernel", Variable.Storage.REAL);
  }

  private static Map<String, Variable.Storage> storage(ModelProgram program) {
    Map<String, Variable.Storage> storage = new java.util.TreeMap<>();
    program.variables().forEach(v -> storage.put(v.path(), v.storage()));
    return storage;
  }
}
