package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.TestResult;

/** Picking one of several branches by an index (definitions C14). */
class SwitchTest {
  private static List<String> failures(String checks) {
    CompiledFile file =
        Checked.file(
            """
            layer Mixed()(x: [B, C], pick: i32[B]) -> [B, C] { switch(pick, [x, 2 * x, x * x]) }
            test "t" {
                let x = range(3) * 1.0 + 1
                let rows = reshape(range(6), [3, 2])
                %s
            }
            """
                .formatted(checks));
    assertThat(Checked.messages(file)).isEmpty();
    return file.runTests(Interpreted.RUNNER).stream()
        .flatMap(r -> r.failures().stream())
        .map(TestResult.Failure::message)
        .toList();
  }

  @Test
  void aNumberPicksWhenCompiling() {
    assertThat(
            failures(
                """
                check switch(1, [3, 4]) == 4
                check close(switch(0, [x, "no tensor"]), x)
                """))
        .isEmpty();
  }

  @Test
  void aScalarPicksOneForAll() {
    assertThat(
            failures(
                """
                check close(switch(cast(x[1], i32), [x, 2 * x, x * x]), x * x)
                check close(sum(x) |> cast(i32) |> switch([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]), 6.5)
                check close(switch(rows[1, 0], [x, 0, 7.5]), 7.5 + 0 * x)
                """))
        .isEmpty();
  }

  @Test
  void anIndexForEachElementPicksAlongTheFirstAxes() {
    assertThat(
            failures(
                """
                check close(switch(range(3), [rows, 10 * rows, -rows]), rows * stack([1, 10, -1])[:, none])
                check close(switch(rows % 2, [rows, 0]), rows * (1 - rows % 2))
                """))
        .isEmpty();
  }

  @Test
  void tuplesArePickedFieldByField() {
    assertThat(
            failures(
                """
                let (a, b) = switch(cast(x[0], i32), [(a = x, b = 1), (b = 2, a = 3 * x)])
                check close(a * b, 6 * x)
                let both = switch(cast(x[0], i32), [[x, rows], [x + 1, rows + 1]])
                check close(both[1], rows + 1)
                """))
        .isEmpty();
  }

  @Test
  void theGradientReachesTheBranchThatIsPicked() {
    assertThat(
            failures(
                "check close(gradient(switch(range(3), [x, x ** 2, 3 * x]), of = x), stack([1.0, 4.0, 3.0]))"))
        .isEmpty();
  }
}
