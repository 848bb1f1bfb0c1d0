package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.spi.diagnostic.DiagnosticException;

/** Several files, the library, limits, and what commands ask of a compiled file. */
class ProjectsTest {
  private static final String BLOCKS =
      "use std.nn.{Linear}\nconst WIDTH = 3\nlayer Block(out: int = WIDTH)(x: [B, C]) -> [B, out] { x |> Linear(out) }\n";

  @Test
  void aFileUsesAnotherAndItsDefaultsSeeTheirOwnFile() {
    CompiledFile file =
        Checked.files(
            Map.of(
                "main.net",
                "use blocks.{Block as B1, WIDTH}\nconst OTHER = 2 * WIDTH\n"
                    + "model M()(x: [B, 4]) -> [B, OTHER] { x |> B1() |> B1(OTHER) }\n",
                "blocks.net",
                BLOCKS));
    assertThat(file.diagnostics()).isEmpty();
    assertThat(Checked.types(file.model("M", Map.of(), Optional.empty())))
        .containsEntry("b1.linear.kernel", "[4, 3]")
        .containsEntry("b1_2.linear.kernel", "[3, 6]");
    assertThat(file.texts()).containsKeys("main.net", "blocks.net", "std/nn.net", "tiny.net");
  }

  @Test
  void aMistakeInAnotherFileIsShownThereWhenItIsReached() {
    CompiledFile file =
        Checked.files(
            Map.of(
                "main.net",
                "use blocks.{Block}\nmodel M()(x: [B, 4]) -> [B, 3] { x |> Block() }\n",
                "blocks.net",
                "use std.nn.{Linear}\nlayer Block()(x: [B, C]) -> [B, 3] { x |> Linear(5) }\n"));
    assertThat(file.diagnostics()).hasSize(1);
    assertThat(file.diagnostics().get(0).span().file()).isEqualTo("blocks.net");
    assertThat(file.diagnostics().get(0).related())
        .anyMatch(r -> r.span().file().equals("main.net"));
  }

  @Test
  void filesThatUseOneAnotherInACircleAreNamed() {
    CompiledFile file =
        Checked.files(
            Map.of(
                "main.net", "use blocks.{A}\nconst C = 1\n",
                "blocks.net", "use main.{C}\nconst A = 2\n"));
    assertThat(Checked.codes(file)).containsExactly("NW206");
    assertThat(Checked.messages(file).get(0)).contains("main.net → blocks.net → main.net");
  }

  /** NW207 and NW502: what several headers declare, and what no plugin defines. */
  @Test
  void aNameOfTwoHeadersMustBeSettled() {
    Catalog catalog =
        new SmallCatalog("other", "external fn squared_error(a: any, b: any) -> any\n");
    String body = "model M()(x: [B, 4]) -> [B] { squared_error(x, x) }\n";
    assertThat(Checked.codes(Checked.file(body, catalog))).containsExactly("NW207");
    assertThat(Checked.codes(Checked.file("use plugin.tiny.{squared_error}\n" + body, catalog)))
        .isEmpty();
    assertThat(Checked.codes(Checked.file("use plugin.other.{squared_error}\n" + body, catalog)))
        .containsExactly("NW502");
  }

  @Test
  void aMissingFileIsSaid() {
    assertThatThrownBy(() -> Checked.files(Map.of("other.net", "")))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("there is no file `main.net`");
  }

  @Test
  void mistakesOfSeveralDeclarationsAreAllFoundInTheOrderOfTheText() {
    CompiledFile file =
        Checked.file(
            "use std.nn.{Linear}\n"
                + "model A()(x: [B, 4]) -> [B, 2] { x |> Linear(3) }\n"
                + "layer C()(x: [B, K]) -> [B, K] { x |> Linear(\"a\") }\n"
                + "fn f(x: [K]) -> [K] { x + \"b\" }\n"
                + "test \"t\" { check A() -> [B, 3] }\n"
                + "const D = 1 / 0\n");
    assertThat(file.diagnostics().stream().map(d -> d.span().line())).containsExactly(2, 3, 4, 6);
  }

  @Test
  void aLayerThatNothingReachesIsCheckedWithSymbolicSizes() {
    assertThat(
            Checked.codes(
                Checked.file(
                    "use std.nn.{Linear}\n"
                        + "layer Odd(n: int, body: layer, wide: bool, rates: list[float])(x: [B, N, C]) -> [B, N, 2 * C]\n"
                        + "    where N % n == 0 {\n"
                        + "    let y = if wide { x |> Linear(2 * C) } else { concat([x, x]) }\n"
                        + "    let z = y |> body |> repeat n as i { it * rates[i] }\n"
                        + "    return z |> reshape([B, N, 2, C]) |> transpose([0, 1, 3, 2]) |> reshape([B, N, 2 * C])\n"
                        + "}\n")))
        .isEmpty();
    assertThat(
            Checked.codes(
                Checked.file("layer L()(x: [B, C]) -> [B, C] { transpose(x, [0, 2, 1]) }\n")))
        .containsExactly("NW342");
  }

  @Test
  void modelsRecipesAndTestsAreListed() {
    CompiledFile file =
        Checked.file(
            "use std.nn.{Linear}\nlayer L()(x: [B, C]) -> [B, C] { x }\n"
                + "model A(n: int = 2)(x: [B, 4]) -> [B, n] { x |> Linear(n) }\nmodel C = A(n = 3)\n"
                + "test \"one\" { check 1 == 1 }\n");
    assertThat(file.models()).containsExactly("A", "C");
    assertThat(file.recipes()).isEmpty();
    assertThat(file.tests()).containsExactly("one");
    assertThat(Checked.types(file.model("C", Map.of(), Optional.empty())))
        .containsEntry("linear.kernel", "[4, 3]");
    assertThat(Checked.types(file.model("C", Map.of("n", "2 * 4"), Optional.empty())))
        .containsEntry("linear.kernel", "[4, 8]");
  }

  @Test
  void anUnknownModelOrOverrideIsSaid() {
    CompiledFile file =
        Checked.file(
            "use std.nn.{Linear}\nmodel A(n: int = 2)(x: [B, 4]) -> [B, n] { x |> Linear(n) }\n");
    assertThatThrownBy(() -> file.model("a", Map.of(), Optional.empty()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("declares no `a`");
    assertThatThrownBy(() -> file.model("A", Map.of("m", "3"), Optional.empty()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("A takes no argument `m`");
    assertThatThrownBy(() -> file.model("A", Map.of("n", "3 +"), Optional.empty()))
        .isInstanceOf(DiagnosticException.class);
    assertThatThrownBy(() -> file.recipe("R", RecipeOptions.NONE))
        .isInstanceOf(DiagnosticException.class);
  }

  @Test
  void openSizesOfAModelAreGivenByItsInput() {
    CompiledFile file =
        Checked.file(
            "use std.nn.{Conv2d}\nmodel A()(image: [B, H, W, 3]) { image |> Conv2d(4, kernel = 3, stride = 2) }\n");
    assertThat(file.diagnostics()).isEmpty();
    assertThat(
            file.model("A", Map.of(), Optional.of(List.of(1L, 9L, 8L, 3L)))
                .forward()
                .outputs()
                .get("output")
                .type())
        .hasToString("[1, 5, 4, 4]");
  }

  @Test
  void aReachedLimitNamesItself() {
    Limits few = new Limits(1 << 20, 50, 100, 1000, 1000, 40, 1000);
    assertThat(
            limited(
                "x |> repeat 200 { relu }", new Limits(1 << 20, 50, 100, 1000, 1000, 1000, 1000)))
        .contains("run more than 100 times");
    assertThat(limited("x |> Linear(4) |> Linear(4000) |> Linear(4)", few))
        .contains("more than 1000 elements");
    assertThat(limited("x |> repeat 60 { sigmoid }", few)).contains("40 operations");
  }

  private static String limited(String body, Limits limits) {
    return String.join(
        "\n",
        Checked.messages(
            Checked.files(
                Map.of(
                    "main.net",
                    "use std.nn.{Linear}\nmodel M()(x: [B, 4]) -> [B, 4] { " + body + " }\n"),
                limits)));
  }

  @Test
  void aConditionOnTheBatchIsDecidedByItsSizeInTraining() {
    String text =
        "use std.nn.{Linear}\n"
            + "fn halves(x: [B, C]) -> [B, C] where B % 4 == 0: \"a batch of {B} is no multiple of 4\" { x }\n"
            + "model N()(x: [B, 4]) -> [B, 1] { x |> Linear(1) }\n"
            + "recipe R() {\n    data d = rows() |> batch(SIZE)\n    net n = N()\n"
            + "    train 1 epochs on d as (x, y) { minimize squared_error(n(halves(x)), y) using Descent() }\n}\n";
    assertThat(Checked.codes(Checked.file(text.replace("SIZE", "8")))).isEmpty();
    assertThat(Checked.messages(Checked.file(text.replace("SIZE", "6"))))
        .containsExactly("a batch of 6 is no multiple of 4");
  }
}
