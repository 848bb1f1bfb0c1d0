package org.netwright.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.cli.Golden;
import org.netwright.cli.terminal.Palette;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** What a person sees of hand-made diagnostics. */
class DiagnosticTextTest {
  private static final String MODEL =
      """
      use std.nn.{Linear}

      model Pair()(x: [B, 8]) -> [B, 4] {
          let left = x |> Linear(64)
          let right = x |> Linear(32)

          return left + right
      }
      """;
  private static final Map<String, String> TEXTS =
      Map.of("pair.net", MODEL, "parts.net", "layer Part()(x: [B, C]) -> [B, C] {\n    x\n}\n");

  @Test
  void twoSidesOfADisagreementAreDrawnInTheOrderOfTheText() throws IOException {
    Diagnostic diagnostic =
        Diagnostic.error("NW301", at(7, 12, 7, 24), "the sides of `+` end in 64 and 32")
            .with(new Related(at(4, 16, 4, 31), "[B, 64]"))
            .with(new Related(at(5, 17, 5, 32), "[B, 32]"))
            .with(Hint.of("give both the same width", new Edit(at(5, 29, 5, 31), "64")));
    Golden.assertMatches("two-sides.txt", plain(diagnostic));
  }

  @Test
  void aPlaceInAnotherFileGetsLinesOfItsOwn() throws IOException {
    Diagnostic diagnostic =
        Diagnostic.warning("NW203", at(1, 13, 1, 19), "`Linear` hides another layer")
            .with(new Related(new Span("parts.net", 1, 7, 1, 11), "the other one"));
    Golden.assertMatches("two-files.txt", plain(diagnostic));
  }

  @Test
  void ofAStretchOverSeveralLinesBothEndsAreMarked() throws IOException {
    Diagnostic diagnostic =
        Diagnostic.error("NW310", at(3, 1, 8, 2), "this model has two results")
            .with(new Related(at(3, 27, 3, 33), "one is declared"));
    Golden.assertMatches("several-lines.txt", plain(diagnostic));
  }

  @Test
  void anEditThatInsertsLinesShowsThem() throws IOException {
    Diagnostic diagnostic =
        Diagnostic.error("NW201", at(6, 1, 6, 1), "`dropout` is not known here")
            .with(
                Hint.of(
                    "import it",
                    new Edit(at(1, 1, 1, 1), "use std.nn.{Dropout}\nuse std.text.{words}\n")));
    Golden.assertMatches("inserted-lines.txt", plain(diagnostic));
  }

  @Test
  void coloursSayWhatIsWhat() throws IOException {
    Diagnostic diagnostic =
        Diagnostic.error("NW301", at(4, 16, 4, 31), "the size is wrong")
            .with(new Related(at(5, 17, 5, 32), "as here"))
            .with(Hint.of("write 32"));
    String text =
        String.join("\n", new DiagnosticText(Palette.COLORED).lines(diagnostic, TEXTS)) + "\n";
    Golden.assertMatches("coloured.txt", text.replace('\u001b', '^'));
  }

  @Test
  void aDiagnosticWithoutAPlaceIsItsSentenceAlone() {
    Diagnostic diagnostic = Diagnostic.error("NW501", Span.NONE, "the plugin `bop` has no header");
    assertThat(plain(diagnostic)).isEqualTo("error NW501  the plugin `bop` has no header\n");
  }

  @Test
  void aPlaceInAFileWithoutTextIsNamed() {
    Diagnostic diagnostic =
        Diagnostic.error("NW802", new Span("gone.net", 3, 7, 3, 8), "this is not UTF-8");
    assertThat(plain(diagnostic)).isEqualTo("error NW802  this is not UTF-8\n  gone.net:3:7\n");
  }

  @Test
  void aHostileTextCannotSteerTheTerminal() {
    String text = "let a = \u001b[2J\u202eevil\u0007 + 1\n";
    Diagnostic diagnostic =
        Diagnostic.error("NW101", new Span("h.net", 1, 9, 1, 12), "what \u001b[31m is this\r");
    String shown =
        String.join(
            "\n", new DiagnosticText(Palette.PLAIN).lines(diagnostic, Map.of("h.net", text)));
    assertThat(shown.chars().filter(c -> c != '\n').noneMatch(c -> c < ' ' || c == 0x202e))
        .isTrue();
  }

  @Test
  void caretsStandUnderTabsWideAndCombinedCharacters() {
    String text = "\tlet 幅 = wid\u0301th\n";
    Diagnostic diagnostic = Diagnostic.error("NW101", new Span("w.net", 1, 10, 1, 16), "a name");
    List<String> lines = new DiagnosticText(Palette.PLAIN).lines(diagnostic, Map.of("w.net", text));
    assertThat(lines.get(2)).isEqualTo("  1 |     let 幅 = wid\u0301th");
    assertThat(lines.get(3)).isEqualTo("    |              ^^^^^");
  }

  @Test
  void ofAVeryLongLineOnlyThePartAroundTheMarkIsShown() {
    String text = "a".repeat(5000) + "WRONG" + "b".repeat(5000);
    Diagnostic diagnostic =
        Diagnostic.error("NW101", new Span("l.net", 1, 5001, 1, 5006), "a name");
    List<String> lines = new DiagnosticText(Palette.PLAIN).lines(diagnostic, Map.of("l.net", text));
    assertThat(lines.get(2)).hasSizeLessThan(130).contains("...aaa").contains("WRONGbbb");
    assertThat(lines.get(3).indexOf('^')).isEqualTo(lines.get(2).indexOf("WRONG"));
    assertThat(lines.get(3)).endsWith(" ^^^^^");
  }

  @Test
  void aPlaceBehindTheEndOfTheTextIsDrawnAtTheEnd() {
    Diagnostic diagnostic =
        Diagnostic.error("NW102", new Span("e.net", 2, 1, 2, 1), "the file ends in a block");
    assertThat(
            new DiagnosticText(Palette.PLAIN)
                .lines(diagnostic, Map.of("e.net", "model M()(x: [B]) {\n")))
        .containsExactly(
            "error NW102  the file ends in a block", "  e.net:2:1", "  2 |", "    | ^");
  }

  @Test
  void aLineEndOfWindowsIsNoPartOfItsLine() {
    Diagnostic diagnostic = Diagnostic.error("NW102", new Span("c.net", 1, 3, 1, 5), "no");
    assertThat(new DiagnosticText(Palette.PLAIN).lines(diagnostic, Map.of("c.net", "ab\r\ncd\r\n")))
        .containsExactly("error NW102  no", "  c.net:1:3", "  1 | ab", "    |   ^");
  }

  private static String plain(Diagnostic diagnostic) {
    return String.join("\n", new DiagnosticText(Palette.PLAIN).lines(diagnostic, TEXTS)) + "\n";
  }

  private static Span at(int line, int column, int endLine, int endColumn) {
    return new Span("pair.net", line, column, endLine, endColumn);
  }
}
