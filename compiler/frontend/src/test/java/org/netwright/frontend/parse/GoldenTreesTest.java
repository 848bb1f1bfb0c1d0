package org.netwright.frontend.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.Limits;

class GoldenTreesTest {
  static List<Path> programs() {
    return Programs.trees();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramHasItsTree(Path program) throws IOException {
    Parsed parsed = Parser.parse("p.net", Programs.text(program), Limits.DEFAULT);
    assertThat(DiagnosticText.of(parsed.diagnostics())).isEmpty();
    Golden.check(TreePrinter.print(parsed.unit()), program, ".ast");
  }

  @Test
  void theProgramsAreThere() {
    assertThat(programs()).hasSizeGreaterThanOrEqualTo(5);
  }
}
