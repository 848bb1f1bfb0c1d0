package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Limits;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;

/** Mistakes that need bounds, several files, or arguments of a command. */
class BoundsTest {
  private static final String DEEP =
      "layer L(n: int)(x: [B, 4]) { x |> repeat n { abs(it) + 1 } }\n";

  private static List<Diagnostic> found(String text, Limits limits) {
    return Checked.files(Map.of("main.net", text), limits).diagnostics();
  }

  private static void says(List<Diagnostic> found, String code, String message) {
    assertThat(found)
        .anySatisfy(
            d -> {
              assertThat(d.code()).isEqualTo(code);
              assertThat(d.message()).contains(message);
            });
  }

  @Test
  void iterationsAreBounded() {
    says(
        found(
            DEEP + "model M()(x: [B, 4]) { x |> L(500) }",
            Limits.DEFAULT.with(Limits.Key.ITERATIONS, 99)),
        "NW337",
        "more than 99 times");
  }

  @Test
  void operationsAreBounded() {
    says(
        found(
            DEEP + "model M()(x: [B, 4]) { x |> L(500) }", Limits.DEFAULT.with(Limits.Key.OPS, 99)),
        "NW360",
        "beyond 99 operations");
  }

  @Test
  void parametersAreBounded() {
    says(
        found(
            "model M()(x: [B, 4]) { param w: [4, 99] = zeros()\n return matmul(x, w) }",
            Limits.DEFAULT.with(Limits.Key.PARAMETER_ELEMENTS, 100)),
        "NW375",
        "more than 100 elements");
  }

  @Test
  void sizesStayWithin64Bits() {
    says(
        found(
            "model M()(x: [B, 4]) { reshape(fill(1.0, [4000000000, 4000000000]), [7]) }",
            Limits.DEFAULT),
        "NW361",
        "overflow");
  }

  @Test
  void pathsAreBounded() {
    String name = "a".repeat(300);
    says(
        found(
            "model M()(x: [B, 4]) { param %s: [4, 4] = zeros()\n return matmul(x, %s) }"
                .formatted(name, name),
            Limits.DEFAULT),
        "NW374",
        "more than 255 characters");
  }

  @Test
  void veryManyMistakesAreCounted() {
    says(
        found("layer L()(x: [B]) { x && x }\n".repeat(200), Limits.DEFAULT),
        "NW199",
        "further mistakes");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> Checked.files(Map.of("other.net", "")))
        .isInstanceOfSatisfying(
            DiagnosticException.class, e -> says(e.diagnostics(), "NW200", "main.net"));
  }

  @Test
  void whatACommandNamesMustBeThere() {
    CompiledFile file = Checked.file("model Net()(x: [B, 4]) { x }");
    assertThatThrownBy(() -> file.model("Nett", Map.of(), Optional.empty()))
        .isInstanceOfSatisfying(
            DiagnosticException.class, e -> says(e.diagnostics(), "NW393", "Nett"));
  }

  @Test
  void aSweepThatACommandNamesIsSaidToBeOne() {
    CompiledFile file = Checked.file("recipe R(n: int) { }\nsweep S over n in [1, 2] { R(n = n) }");
    assertThatThrownBy(() -> file.recipe("S", CompiledFile.RecipeOptions.NONE))
        .isInstanceOfSatisfying(
            DiagnosticException.class, e -> says(e.diagnostics(), "NW398", "is a sweep"));
  }
}
