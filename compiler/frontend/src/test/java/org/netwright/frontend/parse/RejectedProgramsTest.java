package org.netwright.frontend.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.Limits;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;

class RejectedProgramsTest {
  /** A declaration with two mistakes, in its third and its fifth line. */
  private static final String MORE =
      "\nlayer Last(n: int)(x: [B]) -> [B] {\n"
          + "    let = 3\n"
          + "    let y = 4\n"
          + "    let = 5\n"
          + "    return y\n"
          + "}\n";

  static List<Path> programs() {
    return Programs.rejected();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aMistakeIsSaidAsItsGoldenFileSays(Path program) throws IOException {
    Parsed parsed = Parser.parse("p.net", Programs.text(program), Limits.DEFAULT);
    assertThat(parsed.hasErrors()).isTrue();
    Golden.check(DiagnosticText.of(parsed.diagnostics()), program, ".diag");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void twoMoreMistakesBehindAreBothFound(Path program) {
    String text = Programs.text(program);
    int lines = (int) text.lines().count();
    List<Integer> found =
        Parser.parse("p.net", text + MORE, Limits.DEFAULT).diagnostics().stream()
            .map(each -> each.span().line())
            .toList();
    assertThat(found).contains(lines + 3, lines + 5);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyMistakeThatIsWordedOnItsOwnHasAWayOut(Path program) {
    Parsed parsed = Parser.parse("p.net", Programs.text(program), Limits.DEFAULT);
    assertThat(parsed.diagnostics())
        .allMatch(each -> each.hint().isPresent() || each.code().equals("NW101"));
  }

  /** An edit that is offered leads to a text without that message at that place. */
  @ParameterizedTest
  @MethodSource("programs")
  void anEditCuresItsMistake(Path program) {
    String text = Programs.text(program);
    for (Diagnostic each : Parser.parse("p.net", text, Limits.DEFAULT).diagnostics()) {
      Optional<Edit> edit = each.hint().flatMap(hint -> hint.edit());
      if (edit.isPresent()) {
        String mended = apply(text, edit.get());
        assertThat(Parser.parse("p.net", mended, Limits.DEFAULT).diagnostics())
            .as(mended)
            .noneMatch(
                other -> other.code().equals(each.code()) && other.span().equals(each.span()));
      }
    }
  }

  @Test
  void theProgramsAreThere() {
    assertThat(programs()).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void everyCodeIsThreeDigitsOfTheSyntaxRange() {
    assertThat(
            programs().stream()
                .flatMap(
                    program ->
                        Parser.parse("p.net", Programs.text(program), Limits.DEFAULT)
                            .diagnostics()
                            .stream())
                .map(Diagnostic::code)
                .collect(Collectors.toSet()))
        .allMatch(code -> code.matches("NW1\\d\\d"));
  }

  private static String apply(String text, Edit edit) {
    int from = offset(text, edit.span().line(), edit.span().column());
    int to = offset(text, edit.span().endLine(), edit.span().endColumn());
    return text.substring(0, from) + edit.replacement() + text.substring(to);
  }

  private static int offset(String text, int line, int column) {
    int at = 0;
    for (int left = line; left > 1; left--) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + column - 1;
  }
}
