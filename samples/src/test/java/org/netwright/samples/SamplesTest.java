package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.TestResult;
import org.netwright.tensorflow.TensorFlowNumbers;
import org.netwright.tensorflow.TensorFlowProgram;

/** Every sample compiles without a word, and its own tests pass. */
class SamplesTest {
  @Test
  void theSamplesAreThere() {
    assertThat(Project.files())
        .containsExactly("mlp.net", "quickstart.net", "reactnet.net", "resnet.net", "vit.net");
    assertThat(Project.all())
        .contains(
            "sret/sret.net",
            "binary/adambnn.net",
            "binary/bop.net",
            "smoothing/smoothing.net",
            "s2bnn/s2bnn.net");
  }

  @TestFactory
  Stream<DynamicTest> aSampleCompilesWithoutADiagnostic() {
    return each(file -> assertThat(file.diagnostics()).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> theTestsOfASamplePass() {
    return each(
        file -> {
          List<TestResult> results =
              file.runTests(Optional.of(new TensorFlowNumbers(TensorFlowProgram.Settings.DEFAULT)));
          assertThat(results.stream().filter(r -> !r.passed()).toList()).isEmpty();
        });
  }

  private interface Claim {
    void check(CompiledFile file);
  }

  private static Stream<DynamicTest> each(Claim claim) {
    return Project.all().stream()
        .map(file -> DynamicTest.dynamicTest(file, () -> claim.check(Project.compile(file))));
  }
}
