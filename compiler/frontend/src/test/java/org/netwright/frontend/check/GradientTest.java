package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.TestResult;

/** The gradient as a value (definitions C19). */
class GradientTest {
  private static final String HEAD =
      """
      use std.nn.{Linear}
      layer Cube()(x: [B]) -> [B] {
          let first = gradient(x ** 3, of = x)
          return gradient(first, of = x)
      }
      layer Slope()(x: [B, C]) -> [C, C] {
          let f = Linear(C)
          let y = tanh(f(x))
          let (kernel, bias) = gradient(y, of = [f.kernel, f.bias])
          return kernel + bias
      }
      layer ByHand()(x: [B, C]) -> [C, C] {
          let f = Linear(C)
          let y = tanh(f(x))
          let back = 1 - y * y
          return matmul(transpose(x), back) + sum(back, axis = 0)
      }
      """;

  private static CompiledFile file(String checks) {
    return Checked.file(HEAD + "test \"t\" {\n" + checks + "\n}\n");
  }

  private static List<String> failures(String checks) {
    assertThat(Checked.messages(file(checks))).isEmpty();
    return file(checks).runTests(Interpreted.RUNNER).stream()
        .flatMap(r -> r.failures().stream())
        .map(TestResult.Failure::message)
        .toList();
  }

  /** Pinning test 13. */
  @Test
  void theSecondDerivativeOfACubeIsSixTimesX() {
    assertThat(failures("let x = range(5) * 1.0\n check close(Cube()(x), 6 * x, within = 1e-5)"))
        .isEmpty();
  }

  @Test
  void aListOfParametersGivesAListOfGradientsThatTrain() {
    assertThat(failures("check equal(Slope(), ByHand(), on = [3, 2])")).isEmpty();
  }

  @Test
  void whatTheValueDoesNotDependOnHasAZeroGradient() {
    assertThat(
            failures(
                "let x = range(5) * 1.0\n let y = x + 1\n check close(gradient(x * x, of = y), 0 * x)"))
        .isEmpty();
  }

  @Test
  void aRuleThatHasNoDerivativeIsNamed() {
    String twice =
        "let x = reshape(range(16) * 1.0, [1, 4, 4, 1])\n"
            + "let first = gradient(max_pool(x * x, 2) ** 2, of = x)\n"
            + "check close(gradient(first ** 2, of = x), x)";
    assertThat(failures("check 1 == 1")).isEmpty();
    assertThat(file(twice).runTests(Interpreted.RUNNER).get(0).failures())
        .extracting(TestResult.Failure::message)
        .singleElement()
        .asString()
        .contains("max_pool_gradient")
        .contains("a second time");
  }
}
