package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.SizeRequirement;

class OpenSizesTest {
  private static List<String> sentences(String text) {
    CompiledFile file = Checked.file(text);
    assertThat(file.diagnostics()).isEmpty();
    return file.requirements().stream().map(SizeRequirement::sentence).toList();
  }

  private static final String HALVES =
      """
      layer Down()(x: [B, H, W, C]) -> [B, H // 2, W // 2, C] { x |> max_pool(2) }
      layer Up()(x: [B, H, W, C]) -> [B, 2 * H, 2 * W, C] {
          resize(x, [2 * H, 2 * W], "nearest")
      }
      """;

  @Test
  void downAndUpAgainFitsMultiplesOnly() {
    String net =
        HALVES
            + """
            model UNet(levels: int = 3)(x: [B, H, W, C]) { x |> Level(levels) }
            layer Level(n: int)(x: [B, H, W, C]) -> [B, H, W, K] {
                if n == 0 { return x }
                let inner = x |> Down() |> Level(n - 1) |> Up()
                return concat([x, inner], axis = 3)
            }
            """;
    assertThat(Checked.file(net).requirements())
        .filteredOn(r -> r.declaration().equals("UNet"))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.sentence()).isEqualTo("UNet holds for every H and W divisible by 8");
              assertThat(r.counterexample().orElseThrow().nearest().get("H")).containsExactly(8L);
            });
  }

  @Test
  void aConditionThatIsWrittenProvesWhatItImplies() {
    assertThat(
            sentences(
                HALVES
                    + """
                    layer Skip()(x: [B, H, W, C]) -> [B, H, W, C]
                        where H % 4 == 0 and W % 2 == 0 { x + (x |> Down() |> Up()) }
                    """))
        .contains("Skip holds for every H divisible by 4 and every even W");
  }

  @Test
  void whatALayerAsksIsAskedOfItsCallers() {
    assertThat(
            sentences(
                """
                layer Heads(heads: int)(x: [B, N, C]) -> [B, N, C]
                    where C % heads == 0: "{C} channels do not divide into {heads} heads" {
                    x |> reshape([B, N, heads, C // heads]) |> reshape([B, N, C])
                }
                layer Four()(x: [B, N, C]) { x |> Heads(4) |> Heads(6) }
                """))
        .containsExactly(
            "Heads holds for all sizes where C % heads == 0",
            "Four holds for every C divisible by 12");
  }

  @Test
  void windowsAreCutWithExactQuotients() {
    assertThat(
            sentences(
                """
                layer Cut()(x: [B, H, W, C]) {
                    x |> reshape([B, H / 7, 7, W / 7, 7, C]) |> transpose([0, 1, 3, 2, 4, 5])
                      |> reshape([B * (H / 7) * (W / 7), 49, C])
                }
                """))
        .containsExactly("Cut holds for every H and W divisible by 7");
  }

  @Test
  void whatFitsForNoSizeIsAMistake() {
    assertThat(
            Checked.codes(
                Checked.file(
                    HALVES
                        + "layer Odd()(x: [B, H, W, C]) { concat([x, x |> Down()], axis = 3) }")))
        .contains("NW345");
  }

  @Test
  void whatIsLeftOutIsNotSaidToHold() {
    assertThat(
            Checked.file(
                    HALVES
                        + """
                        layer Some(n: int)(x: [B, H, W, C]) {
                            let y = x |> repeat n { Down() }
                            return x + (x |> Down() |> Up())
                        }
                        """)
                .requirements())
        .filteredOn(r -> r.declaration().equals("Some"))
        .singleElement()
        .satisfies(r -> assertThat(r.proven()).isFalse());
  }

  @Test
  void aBranchIsCheckedUnderItsCondition() {
    assertThat(
            sentences(
                HALVES
                    + """
                    layer Even()(x: [B, H, W, C]) -> [B, H, W, C] {
                        if H % 2 == 0 and W % 2 == 0 { x + (x |> Down() |> Up()) } else { x }
                    }
                    """))
        .noneMatch(s -> s.startsWith("Even"));
  }
}
