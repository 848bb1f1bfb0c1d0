package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.TestResult;
import org.netwright.frontend.program.Variable;

/** Published counts of binary networks, from the programs as they are written. */
class BinaryNetsTest {
  private static final Path PROGRAMS = Path.of("../grammar/src/test/resources/accept");

  private static String program(String name) throws IOException {
    return Files.readString(PROGRAMS.resolve(name));
  }

  private static List<String> paths(ModelProgram model) {
    return model.variables().stream().map(Variable::path).toList();
  }

  @Test
  void reactNetHasItsPublishedCounts() throws IOException {
    CompiledFile file = StandardLibrary.compileWhole(program("reactnet.net"));
    assertThat(file.runTests(Optional.empty())).isNotEmpty().allMatch(TestResult::passed);
    ModelCost cost = Costs.of(file.model("ReActNet", Map.of(), Optional.empty()));
    assertThat(cost.parameters().trainable()).isEqualTo(29_343_592);
    assertThat(cost.parameters().latent()).isEqualTo(28_253_184);
    assertThat(cost.parameters().states()).isEqualTo(21_888);
    assertThat(cost.work().binaryOps().known()).isEqualTo(4_816_896_000L);
    assertThat(cost.work().flops().known()).isEqualTo(11_862_016);
    assertThat(cost.work().ops().known()).isEqualTo(87_126_016);
  }

  @Test
  void aRealTwinOfReactNetHasEqualPaths() throws IOException {
    CompiledFile file = StandardLibrary.compileWhole(program("reactnet.net"));
    ModelProgram real = file.model("ReActNet", Map.of("Weights", "Real"), Optional.empty());
    assertThat(paths(real)).isEqualTo(paths(file.model("ReActNet", Map.of(), Optional.empty())));
    assertThat(Costs.of(real).parameters().latent()).isZero();
    assertThat(Costs.of(real).work().binaryOps().known()).isZero();
  }

  @Test
  void binaryNetHasItsPublishedCounts() throws IOException {
    String text =
        program("bop.net").replace("cifar10()", "synthetic(height = 32, width = 32, channels = 3)");
    CompiledFile file = StandardLibrary.compileWhole(text);
    assertThat(file.runTests(Optional.empty())).isNotEmpty().allMatch(TestResult::passed);
    ModelCost cost = Costs.of(file.model("BinaryNet", Map.of(), Optional.empty()));
    assertThat(cost.parameters().binary()).isEqualTo(10_352_000);
    assertThat(cost.parameters().latent()).isZero();
    // the first layer's inputs are real: 3,110,400 of the multiplications are not binary
    assertThat(cost.work().flops().known()).isEqualTo(3_110_400);
    assertThat(cost.work().binaryOps().known()).isEqualTo(510_961_664);
  }

  @Test
  void aSignByHandIsBinary() {
    CompiledFile file =
        StandardLibrary.compileWhole(
            """
            use std.bnn.{ScaledSign, SteSign}
            use std.nn.{Linear}
            test "by hand" {
                check binary_ops({ SteSign() |> binarize(weights = ScaledSign, inputs = Real) { Linear(64) } }, on = [1, 32]) == 2048
            }
            """);
    assertThat(file.runTests(Optional.empty())).isNotEmpty().allMatch(TestResult::passed);
  }
}
