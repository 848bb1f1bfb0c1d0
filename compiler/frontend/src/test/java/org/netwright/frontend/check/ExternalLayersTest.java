package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.RecipeProgram;

/** Layers and quantizers of a plugin: the header is the signature, the plugin the body (C16). */
class ExternalLayersTest {
  private static final String USE =
      "use plugin.tiny.{Counted, Heavyside, Shifted, Unbound}\nuse std.nn.{Linear}\n";

  @Test
  void aPluginsLayerOwnsParametersUnderThePathOfItsInstance() {
    ModelProgram model =
        Checked.model(
            USE
                + "model M()(x: [B, 3]) -> [B, 3] { x |> Shifted() |> repeat 2 { Shifted(by = 2) } }",
            "M");
    assertThat(Checked.paths(model))
        .containsExactly("shifted.shift", "shifted_2[0].shift", "shifted_2[1].shift");
    Interpreted run = new Interpreted();
    run.run(model.initialize(), Map.of(), Map.of());
    double[] shift = run.variable("m.shifted.shift");
    double[] y =
        run.run(model.forward(), Map.of("x", new double[3]), Map.of("B", 1L)).get("output");
    assertThat(y)
        .containsExactly(new double[] {5 * shift[0], 5 * shift[1], 5 * shift[2]}, within(1e-12));
  }

  @Test
  void itsStatesMoveInTrainingOnlyAndResultsHaveTheNamesOfTheHeader() {
    CompiledFile file =
        Checked.file(
            USE
                + """
                model M()(x: [B, 4]) -> [B, 1] { let (y, seen) = x |> Counted(); return y + 0 * seen |> Linear(1) }
                recipe R() {
                    data d = rows() |> batch(2)
                    net n = M()
                    train 1 epochs on d as (x, y) { minimize squared_error(n(x), y) using Descent() }
                    evaluate on d as (x, y) { report error = squared_error(n(x), y) }
                }
                """);
    assertThat(file.diagnostics()).isEmpty();
    RecipeProgram recipe = file.recipe("R", RecipeOptions.NONE);
    assertThat(recipe.stages().get(0).train().pass().step().writes().keySet())
        .anyMatch(v -> v.path().equals("counted.seen"));
    assertThat(recipe.stages().get(0).evaluates().get(0).pass().step().writes().keySet())
        .noneMatch(v -> v.path().equals("counted.seen"));
  }

  @Test
  void aPluginsQuantizerMarksItsResultAndServesBinarize() {
    ModelProgram model =
        Checked.model(
            USE
                + "model M()(x: [B, 3]) { x |> binarize(weights = Heavyside, inputs = Heavyside) { Linear(5) } }",
            "M");
    assertThat(Costs.of(model).work().binaryOps().known()).isEqualTo(15);
    assertThat(Costs.of(model).parameters().latent()).isEqualTo(15);
  }

  @Test
  void whatTheHeaderDeclaresAndNobodyDefinesIsSaidWhereItIsUsed() {
    CompiledFile file = Checked.file(USE + "model M()(x: [B, 3]) -> [B, 3] { x |> Unbound() }");
    assertThat(Checked.messages(file))
        .containsExactly(
            "the header of plugin.tiny declares the layer `Unbound`, and nothing defines it");
  }

  @Test
  void aHeaderWithoutAPluginChecksAsAFileOfItsOwn() {
    CompiledFile file =
        Checked.file(
            """
            ## Three levels.
            external quantizer Ternary(share: float = 0.7)(w: [S...], contracted: list[int]) -> [S...] bits 2 where 0 < share < 1
            external layer Flash(heads: int)(q: [B, N, C], mask: bool[B, N]? = none) -> [B, N, C] where C % heads == 0
            """);
    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.models()).isEmpty();
  }

  @Test
  void aLayerThatNothingReachesMayUseOne() {
    assertThat(Checked.file(USE + "layer L()(x: [S..., C]) { x |> Shifted() }").diagnostics())
        .isEmpty();
  }

  @Test
  void conditionsOfTheHeaderHold() {
    CompiledFile file =
        Checked.file(USE + "model M()(x: [B, 3]) -> [B, 3] { x |> Shifted(by = 0) }");
    assertThat(Checked.messages(file)).containsExactly("a shift by 0.0 is none");
  }
}
