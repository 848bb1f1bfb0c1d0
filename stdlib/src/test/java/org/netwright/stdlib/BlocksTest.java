package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.stdlib.Workbench.assertClose;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The blocks of {@code std.blocks}: what they own, under which paths, and what they compute. */
class BlocksTest {
  private static final String USE =
      "use std.blocks.{Basic, Bottleneck, ClassToken, PositionMap, Positions, Residual, ScaledResidual, TransformerBlock}";

  @Test
  void aResidualSumAddsItsInput() {
    Array x = Array.random(1, 2, 3);
    try (Workbench bench = Workbench.with(USE, "(x: [2, 3]) { x |> Residual { it * it } }")) {
      assertClose(bench.run(x), Array.computed(i -> x.at(i) + x.at(i) * x.at(i), 2, 3), 1e-6);
    }
    try (Workbench bench = Workbench.with(USE, "(x: [2, 3]) { x |> residual { it * it } }")) {
      assertClose(bench.run(x), Array.computed(i -> x.at(i) + x.at(i) * x.at(i), 2, 3), 1e-6);
    }
  }

  @Test
  void theFunctionOwnsNothingAndTheLayerHasAPath() {
    String use = USE + "\nuse std.nn.{Linear}";
    try (Workbench bench =
        Workbench.with(use, "(x: [2, 3]) { x |> residual { Linear(3, bias = false) } }")) {
      assertThat(bench.paths()).containsExactly("linear.kernel");
    }
    try (Workbench bench =
        Workbench.with(use, "(x: [2, 3]) { x |> Residual { Linear(3, bias = false) } }")) {
      assertThat(bench.paths()).containsExactly("residual.body.linear.kernel");
    }
  }

  @Test
  void aScaledResidualWeighsBothArms() {
    try (Workbench bench = Workbench.with(USE, "(x: [2, 3]) { x |> ScaledResidual { it * it } }")) {
      Array x = Array.random(1, 2, 3);
      bench.assign("scaled_residual.keep", Array.of(new int[] {}, 0.5));
      bench.assign("scaled_residual.add", Array.of(new int[] {}, 3));
      assertClose(
          bench.run(x), Array.computed(i -> 0.5 * x.at(i) + 3 * x.at(i) * x.at(i), 2, 3), 1e-5);
    }
  }

  @Test
  void positionsAreAddedAndATokenStandsInFront() {
    try (Workbench bench =
        Workbench.with(USE, "(x: [2, 3, 4]) -> [2, 4, 4] { x |> ClassToken() |> Positions() }")) {
      Array x = Array.random(1, 2, 3, 4);
      Array token = bench.randomize("class_token.token", 2);
      Array table = bench.randomize("positions.table", 3);
      assertClose(
          bench.run(x),
          Array.computed(
              i ->
                  table.at(i[1], i[2])
                      + (i[1] == 0 ? token.at(0, 0, i[2]) : x.at(i[0], i[1] - 1, i[2])),
              2,
              4,
              4),
          1e-6);
    }
    try (Workbench bench = Workbench.with(USE, "(x: [2, 3, 3, 4]) { x |> PositionMap(3) }")) {
      Array x = Array.random(1, 2, 3, 3, 4);
      Array table = bench.randomize("position_map.table", 3);
      assertClose(
          bench.run(x),
          Array.computed(i -> x.at(i) + table.at(i[1], i[2], i[3]), 2, 3, 3, 4),
          1e-6);
    }
  }

  @Test
  void aBasicBlockHalvesTheImageAndConvolvesItsShortcut() {
    try (Workbench bench =
        Workbench.with(USE, "(x: [2, 7, 8, 4]) -> [2, 4, 4, 8] { x |> Basic(8, stride = 2) }")) {
      assertThat(bench.parameters()).isEqualTo(9 * 4 * 8 + 9 * 8 * 8 + 4 * 8 + 3 * 2 * 8);
      assertThat(bench.paths()).contains("basic.shortcut.conv2d.kernel", "basic.conv2d_2.kernel");
      assertThat(Arrays.stream(bench.run(Array.random(1, 2, 7, 8, 4)).numbers()).min()).hasValue(0);
    }
  }

  @Test
  void aFreshBottleneckPassesItsInputOn() {
    try (Workbench bench =
        Workbench.with(USE, "(x: [2, 4, 4, 8]) -> [2, 4, 4, 8] { x |> Bottleneck(2) }")) {
      Array x = Array.random(1, 2, 4, 4, 8);
      assertClose(bench.run(x), Array.computed(i -> Math.max(x.at(i), 0), 2, 4, 4, 8), 1e-6);
    }
  }

  @Test
  void aTransformerBlockOwnsTwoNormsAttentionAndAPerceptron() {
    try (Workbench bench =
        Workbench.with(USE, "(x: [2, 5, 12]) -> [2, 5, 12] { x |> TransformerBlock(3, 48) }")) {
      assertThat(bench.parameters())
          .isEqualTo(2 * 24 + 12 * 36 + 36 + 12 * 12 + 12 + 12 * 48 + 48 + 48 * 12 + 12);
      assertThat(bench.paths())
          .contains(
              "transformer_block.residual.body.attention.qkv.kernel",
              "transformer_block.residual_2.body.mlp.linear_2.bias");
      bench.assign("transformer_block.residual.body.attention.proj.kernel", Array.zeros(12, 12));
      bench.assign("transformer_block.residual.body.attention.proj.bias", Array.zeros(12));
      bench.assign("transformer_block.residual_2.body.mlp.linear_2.kernel", Array.zeros(48, 12));
      bench.assign("transformer_block.residual_2.body.mlp.linear_2.bias", Array.zeros(12));
      Array x = Array.random(1, 2, 5, 12);
      assertClose(bench.run(x), x, 1e-6);
    }
  }
}
