package org.netwright.frontend.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.Limits;

class AcceptedProgramsTest {
  static List<Path> programs() {
    return Programs.accepted();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyProgramIsReadWithNothingToSay(Path program) {
    Parsed parsed = Parser.parse("p.net", Programs.text(program), Limits.DEFAULT);
    assertThat(DiagnosticText.of(parsed.diagnostics())).isEmpty();
    assertThat(parsed.unit().declarations()).isNotEmpty();
  }

  @Test
  void theProgramsAreThere() {
    assertThat(programs()).hasSizeGreaterThanOrEqualTo(31);
  }
}
