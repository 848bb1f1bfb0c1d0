package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.program.ModelProgram;

/** Paths come from the text (definitions C1). */
class PathsTest {
  private static final String USE =
      "use std.nn.{BatchNorm, Conv2d, DropPath, Dropout, LayerNorm, Linear}\n";

  private static List<String> pathsOf(String body) {
    return Checked.paths(
        Checked.model(USE + "model M()(x: [B, 4]) -> [B, 4] {\n" + body + "\n}\n", "M"));
  }

  @Test
  void aSiteIsNamedByItsLetElseByItsConstructorInTextOrder() {
    assertThat(
            pathsOf(
                "let head = Linear(4, bias = false)\n"
                    + "return x |> Linear(4, bias = false) |> head |> Linear(4, bias = false)"))
        .containsExactly("linear.kernel", "head.kernel", "linear_2.kernel");
  }

  @Test
  void anArgumentIsNamedByTheParameterOfItsReceiver() {
    String text =
        USE
            + "layer Residual(body: layer)(x: [B, C]) -> [B, C] { x + body(x) }\n"
            + "model M()(x: [B, 4]) -> [B, 4] {\n"
            + "    x |> Residual { Linear(4, bias = false) |> Linear(4, bias = false) }\n"
            + "      |> Residual(Linear(4, bias = false))\n"
            + "}\n";
    assertThat(Checked.paths(Checked.model(text, "M")))
        .containsExactly(
            "residual.body.linear.kernel",
            "residual.body.linear_2.kernel",
            "residual_2.body.kernel");
  }

  @Test
  void aBuilderParameterNamesWhateverIsPassed() {
    String text =
        USE
            + "layer Block(Norm: layer = LayerNorm)(x: [B, C]) -> [B, C] { x |> Norm() |> Norm() }\n"
            + "model M()(x: [B, 4]) -> [B, 4] { x |> Block() |> Block(BatchNorm(eps = 1e-3)) }\n";
    assertThat(Checked.paths(Checked.model(text, "M")))
        .startsWith("block.norm.gain", "block.norm.bias", "block.norm_2.gain")
        .contains("block_2.norm.mean", "block_2.norm_2.variance");
  }

  @Test
  void repeatAppendsItsCounterAndABoundRepeatIsASegment() {
    assertThat(
            pathsOf(
                "let stages = repeat 2 { repeat 2 { Linear(4, bias = false) } }\n"
                    + "return x |> repeat 2 { Linear(4, bias = false) } |> stages"))
        .containsExactly(
            "linear[0].kernel",
            "linear[1].kernel",
            "stages[0].linear[0].kernel",
            "stages[0].linear[1].kernel",
            "stages[1].linear[0].kernel",
            "stages[1].linear[1].kernel");
  }

  @Test
  void recurAddsNothingAndFreshItsIndex() {
    assertThat(
            pathsOf(
                "return x |> recur 2 { Linear(4, bias = false) |> fresh Linear(4, bias = false) }"))
        .containsExactly("linear.kernel", "linear_2[0].kernel", "linear_2[1].kernel");
  }

  @Test
  void aComprehensionAppendsItsCounter() {
    assertThat(pathsOf("return sum([x |> Linear(4, bias = false) for i in 0..3])"))
        .containsExactly("linear[0].kernel", "linear[1].kernel", "linear[2].kernel");
  }

  @Test
  void aBlockGivenToAFunctionAddsNoSegment() {
    String text =
        USE
            + "fn through(x: [B, C], body: layer) -> [B, C] { x |> body }\n"
            + "model M()(x: [B, 4]) -> [B, 4] { x |> through { Linear(4, bias = false) } }\n";
    assertThat(Checked.paths(Checked.model(text, "M"))).containsExactly("linear.kernel");
  }

  /** Pinning test 1: all branches are counted, so flipping a static `if` renames nothing. */
  @Test
  void flippingAStaticIfRenamesNoPath() {
    String text =
        USE
            + "model M(wide: bool = true, n: int = 2)(x: [B, 4]) -> [B, 4] {\n"
            + "    let y = if wide { x |> Linear(8) |> Linear(4) } else { x |> Linear(4) }\n"
            + "    return y |> repeat n { Linear(4, bias = false) }\n"
            + "}\n";
    assertThat(Checked.paths(Checked.model(text, "M")))
        .containsExactly(
            "linear.kernel",
            "linear.bias",
            "linear_2.kernel",
            "linear_2.bias",
            "linear_4[0].kernel",
            "linear_4[1].kernel");
    ModelProgram narrow =
        Checked.file(text).model("M", Map.of("wide", "false", "n", "1"), Optional.empty());
    assertThat(Checked.paths(narrow))
        .containsExactly("linear_3.kernel", "linear_3.bias", "linear_4[0].kernel");
  }

  @Test
  void oneLetNameInTwoBranchesIsOnePath() {
    String text =
        USE
            + "model M(deep: bool = true)(x: [B, 4]) -> [B, 4] {\n"
            + "    if deep {\n"
            + "        let head = Linear(4, bias = false)\n"
            + "        return x |> head |> head\n"
            + "    } else {\n"
            + "        let head = Linear(4, bias = false)\n"
            + "        return head(x)\n"
            + "    }\n"
            + "}\n";
    assertThat(Checked.paths(Checked.model(text, "M"))).containsExactly("head.kernel");
  }

  @Test
  void presetsAddNoSegment() {
    String text =
        USE
            + "layer Body(n: int = 1)(x: [B, C]) -> [B, C] { x |> repeat n { Linear(C, bias = false) } }\n"
            + "layer Deep = Body(n = 2)\n"
            + "layer Deeper = Deep(n = 3)\n"
            + "model M()(x: [B, 4]) -> [B, 4] { x |> Deep() |> Deeper(n = 1) }\n";
    assertThat(Checked.paths(Checked.model(text, "M")))
        .containsExactly(
            "deep.linear[0].kernel", "deep.linear[1].kernel", "deeper.linear[0].kernel");
  }

  /** Pinning test 3, and the paths of the sliced recursive transformer as a whole. */
  @Test
  void bothLoopOrdersGiveTheBlocksTheSamePaths() throws IOException {
    String text = SmallCatalog.text("/check/sret.net");
    List<String> internal = Checked.paths(Checked.model(text, "SReT"));
    List<String> external =
        Checked.paths(
            Checked.file(text).model("SReT", Map.of("order", "\"external\""), Optional.empty()));
    assertThat(external.stream().filter(p -> p.contains(".block[")).sorted())
        .containsExactlyElementsOf(
            internal.stream().filter(p -> p.contains(".block[")).sorted().toList());
    String found = internal.stream().collect(Collectors.joining("\n", "", "\n"));
    Path golden = Path.of("src/test/resources/check/sret.paths");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, found);
    }
    assertThat(found).isEqualTo(Files.readString(golden));
  }
}
