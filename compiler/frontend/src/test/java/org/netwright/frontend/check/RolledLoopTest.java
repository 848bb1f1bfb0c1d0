package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.TestResult;

/** Loops that run while the step runs (definitions C20). */
class RolledLoopTest {
  private static final String LAYERS =
      """
      use std.nn.{Dropout, Linear}
      layer Rolled(n: int)(x: [B, C]) -> [B, C] {
          let f = Linear(C)
          return x |> rolled recur n { f(it) |> tanh }
      }
      layer Built(n: int)(x: [B, C]) -> [B, C] { x |> rolled recur n { Linear(C) |> tanh } }
      layer Written(n: int)(x: [B, C]) -> [B, C] { x |> recur n { Linear(C) |> tanh } }
      fn root(x: [B], of: float) -> [B] { x |> rolled recur 40 until all(abs(it ** 2 - of) < 1e-9) { it - (it ** 2 - of) / gradient(it ** 2 - of, of = it) } }
      """;

  private static CompiledFile checked(String text) {
    CompiledFile file = Checked.file(LAYERS + text);
    assertThat(Checked.messages(file)).isEmpty();
    return file;
  }

  private static List<String> failures(String checks) {
    return checked("test \"t\" {\n let x = range(5) * 1.0\n" + checks + "\n}\n")
        .runTests(Interpreted.RUNNER)
        .stream()
        .flatMap(r -> r.failures().stream())
        .map(TestResult.Failure::message)
        .toList();
  }

  @Test
  void itRunsAsOftenAsItsCountSaysAndKnowsItsNumber() {
    assertThat(
            failures(
                """
                check close(x |> rolled recur 4 as i { it + i }, x + 6, within = 1e-6)
                check close(x |> rolled recur 0 { it + 1 }, x, within = 1e-6)
                check close(x |> rolled recur cast(sum(x), i32) { it + 1 }, x + 10, within = 1e-6)
                check close(x |> rolled recur -cast(sum(x), i32) { it + 1 }, x, within = 1e-6)
                """))
        .isEmpty();
  }

  @Test
  void itStopsAfterTheIterationThatMakesTheConditionTrue() {
    assertThat(
            failures(
                """
                check close(x |> rolled recur 9 as i until i == 2 { it + 1 }, x + 3, within = 1e-6)
                check close(x |> rolled recur 9 until true { it + 1 }, x + 1, within = 1e-6)
                check close(x |> rolled recur 9 until amax(it) >= 6 { it + 1 }, x + 2, within = 1e-6)
                check close(root(x + 1, 2.0), 2 ** 0.5 + 0 * x, within = 1e-6)
                """))
        .isEmpty();
  }

  @Test
  void aTupleFlowsByNameAndNumbersBecomeScalars() {
    assertThat(
            failures(
                """
                let end = (a = x, n = 0, done = false) |> rolled recur 100 until it.done { (n = it.n + 1, done = it.n + 1 >= 5, a = it.a / 2) }
                check close(end.a * 32 + end.n, x + 5, within = 1e-5)
                """))
        .isEmpty();
  }

  @Test
  void loopsNestAndSeeWhatIsOutside() {
    assertThat(
            failures(
                """
                let k = sum(x)
                check close(x |> rolled recur 3 as i {
                    let outer = i + k
                    return it |> rolled recur 2 as j { it + outer * j }
                }, x + 33, within = 1e-4)
                """))
        .isEmpty();
  }

  @Test
  void parametersInsideAreSharedByTheIterations() {
    assertThat(
            failures(
                """
                check paths(Rolled(3), on = [2, 4]) == ["f.bias", "f.kernel"]
                check paths(Built(3), on = [2, 4]) == paths(Written(3), on = [2, 4])
                """))
        .isEmpty();
    ModelProgram rolled = model("model M()(x: [2, 3]) -> [2, 3] { x |> Built(4) }");
    ModelProgram written = model("model M()(x: [2, 3]) -> [2, 3] { x |> Written(4) }");
    assertThat(output(rolled)).isEqualTo(output(written));
  }

  private static ModelProgram model(String text) {
    ModelProgram model = checked(text).model("M", Map.of(), Optional.empty());
    assertThat(GraphVerifier.faults(model.forward())).isEmpty();
    return model;
  }

  private static List<Double> output(ModelProgram model) {
    Interpreted run = new Interpreted();
    run.run(model.initialize(), Map.of(), Map.of());
    double[] x = {0.1, 0.2, 0.3, -0.4, 0.5, 0.6};
    return Interpreted.list(
        run.run(model.forward(), Map.of("x", x), Map.of()).values().iterator().next());
  }

  @Test
  void iterationsDrawApart() {
    ModelProgram model =
        model(
            "model M()(x: [2]) -> [2] { ((last = x, same = 0.0) |> rolled recur 5 { let u = random_uniform([2])\n return (last = u, same = it.same + sum(cast(u == it.last, f32))) }).same + x }");
    Interpreted run = new Interpreted();
    double[] apart =
        run.run(model.forward(), Map.of("x", new double[2]), Map.of()).values().iterator().next();
    assertThat(apart).containsExactly(0, 0);
  }

  @Test
  void itsWorkCountsForEveryIteration() {
    assertThat(Costs.of(model("model M()(x: [B, 4]) -> [B, 4] { x |> Rolled(7) }")).work().macs())
        .hasToString("112");
  }

  @Test
  void itIsALayerNotYetAppliedAtTheHeadOfAPipe() {
    assertThat(
            failures(
                "let add = rolled recur 3 { it + 1 }\ncheck close(add(x), x + 3, within = 1e-6)"))
        .isEmpty();
  }
}
