package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.spi.diagnostic.Diagnostic;

/** What a wrong size or option is told, with the values, at the place in the user's text. */
class ConditionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Attention ; attention ; (x: [B, 5, 8]) { x |> Attention(3) }                        ; 8 channels do not divide into 3 heads
          Conv2d    ; nn        ; (x: [B, 5, 5, 8]) { x |> Conv2d(6, kernel = 3, groups = 3) } ; 8 input channels do not divide into 3 groups
          Conv2d    ; nn        ; (x: [B, 5, 5, 8]) { x |> Conv2d(6, kernel = 3, groups = 4) } ; 6 output channels do not divide into 4 groups
          GroupNorm ; nn        ; (x: [B, 5, 8]) { x |> GroupNorm(3) }                        ; 8 channels do not divide into 3 groups
          Dropout   ; nn        ; (x: [B, 5]) { x |> Dropout(1.0) }                           ; a rate is at least 0 and below 1, not 1.0
          BatchNorm ; nn        ; (x: [B, 5]) { x |> BatchNorm(momentum = 2.0) }              ; momentum is a share, not 2.0
          Linear    ; nn        ; (x: [B, 5]) { x |> Linear(0) }                              ; a layer has at least one output, not 0
          Linear    ; nn        ; (x: [B, 5]) { x |> Linear(5) |> random_crop(3) }            ; [S..., H, W, C]
          Linear    ; nn        ; (x: [B, 5, 4, 3]) { random_window(x, 6, 4) }                ; a window of 6 × 4 does not fit in 5 × 4
          Linear    ; nn        ; (x: [B, 6]) { unfold(x, [4, 2]) }                           ; 6 elements do not unfold into [4, 2]
          """)
  void aConditionThatFailsShowsItsValues(String name, String unit, String model, String sentence) {
    List<Diagnostic> found =
        StandardLibrary.compile("use std." + unit + ".{" + name + "}\nmodel M()" + model)
            .diagnostics();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).isError()).isTrue();
    assertThat(found.get(0).message()).contains(sentence);
    assertThat(found.get(0).span().file()).startsWith("text");
  }

  /** A layer that nothing applies yet leaves open what only an application can tell. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(size: int)(image: [B, H, W, 3]) { image |> Conv2d(8, kernel = size) }",
        "(step: int)(image: [B, H, W, 3]) { image |> Conv2d(8, kernel = 3, stride = step, pad = 1) }",
        "()(image: [B, H, W, 3]) { image |> Conv2d(8, kernel = 4, stride = 2) }",
        "(n: int)(image: [B, H, W, 3]) { image |> max_pool(n) }",
        "(groups: int)(x: [B, H, W, C]) { x |> Conv2d(C, kernel = 3, groups = groups) }",
      })
  void openSizesAreNoMistake(String layer) {
    StandardLibrary.compileWhole("use std.nn.{Conv2d}\nlayer Open" + layer);
  }
}
