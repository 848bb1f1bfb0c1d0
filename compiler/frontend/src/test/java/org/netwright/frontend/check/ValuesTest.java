package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.TestResult;

/** Taps, parts, lists and tuples (definitions C10, C11, C21): files whose own tests hold. */
class ValuesTest {
  private static final Path CASES = Path.of("src/test/resources/check/values");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(f -> f.toString().endsWith(".net")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyCheckOfTheFileHolds(Path program) throws IOException {
    CompiledFile file = Checked.file(Files.readString(program));
    assertThat(file.diagnostics()).isEmpty();
    List<TestResult> results = file.runTests(Interpreted.RUNNER);
    assertThat(results).isNotEmpty();
    assertThat(results.stream().flatMap(r -> r.failures().stream())).isEmpty();
  }
}
