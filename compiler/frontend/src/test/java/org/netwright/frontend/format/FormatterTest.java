package org.netwright.frontend.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Golden;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.parse.Programs;
import org.netwright.frontend.parse.TreePrinter;
import org.netwright.spi.diagnostic.DiagnosticException;

class FormatterTest {
  private static final Path RESOURCES = Path.of("src/test/resources/format");

  /**
   * Texts that try out what may be written and not how it should be: line ends in every place,
   * commas before closing brackets, and the excerpts of a page that pads its comments by hand.
   */
  private static final Set<String> UNLAID =
      Set.of(
          "edge_declarations.net",
          "edge_lines.net",
          "edge_values.net",
          "edge_windows.net",
          "language_block.net",
          "language_forms.net");

  static Stream<Path> laidOut() {
    return Programs.accepted().stream()
        .filter(program -> !UNLAID.contains(program.getFileName().toString()));
  }

  static List<Path> accepted() {
    return Programs.accepted();
  }

  static Stream<Path> untidy() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES)) {
      return files.filter(file -> file.toString().endsWith(".net")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("laidOut")
  void theProgramsOfTheLanguageAreLaidOutAlready(Path program) {
    assertThat(format(Programs.text(program))).isEqualTo(Programs.text(program));
  }

  @ParameterizedTest
  @MethodSource({"accepted", "untidy"})
  void theLayoutOfALayoutIsItself(Path program) {
    String once = format(Programs.text(program));
    assertThat(format(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource({"accepted", "untidy"})
  void theTreeAndTheCommentsStay(Path program) {
    String text = Programs.text(program);
    String laidOut = format(text);
    assertThat(tree(laidOut)).isEqualTo(tree(text));
    assertThat(comments(laidOut)).isEqualTo(comments(text));
  }

  @ParameterizedTest
  @MethodSource("untidy")
  void anUntidyTextGetsTheOneLayout(Path program) throws IOException {
    Golden.check(format(Programs.text(program)), program, ".formatted");
  }

  @Test
  void aTextWithMistakesIsNotTouched() {
    assertThatThrownBy(() -> format("layer A(n: int)(x: [B]) { let = }"))
        .isInstanceOfSatisfying(
            DiagnosticException.class, mistakes -> assertThat(mistakes.diagnostics()).isNotEmpty());
  }

  @Test
  void nothingStaysNothing() {
    assertThat(format("")).isEmpty();
    assertThat(format(" \r\n\n")).isEmpty();
    assertThat(format("# only this")).isEqualTo("# only this\n");
  }

  static String format(String text) {
    return Formatter.format("a.net", text, Limits.DEFAULT);
  }

  static String tree(String text) {
    return TreePrinter.print(Parser.parse("a.net", text, Limits.DEFAULT).unit())
        .replaceAll("  @\\d+:\\d+-\\d+:\\d+", "");
  }

  static List<String> comments(String text) {
    return Parser.lexemes("a.net", text, Limits.DEFAULT).stream()
        .filter(Lexeme::isComment)
        .map(comment -> comment.text().stripTrailing())
        .toList();
  }
}
