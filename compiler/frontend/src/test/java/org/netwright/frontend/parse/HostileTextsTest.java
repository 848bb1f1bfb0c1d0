package org.netwright.frontend.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.frontend.Limits;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;

/** Texts that are meant to break the reader. */
class HostileTextsTest {
  private static final int DEEP = 50_000;
  private static final long SMALL_STACK = 512 << 10;

  static Stream<String> deepTexts() {
    return Stream.of(
        "const A = " + "(".repeat(DEEP),
        "const A = " + "(".repeat(DEEP) + "1" + ")".repeat(DEEP),
        "const A = " + "[".repeat(DEEP) + "]".repeat(DEEP),
        "const A = " + "f(".repeat(DEEP) + ")".repeat(DEEP),
        "const A = " + "x |> { ".repeat(DEEP) + "}".repeat(DEEP),
        "recipe R() " + "{ stage a ".repeat(DEEP) + "}".repeat(DEEP),
        "fn f(x: " + "list[".repeat(DEEP) + "int" + "]".repeat(DEEP) + ") { x }",
        "const A = 1" + " + 1".repeat(DEEP),
        "const A = 1" + " ** 1".repeat(DEEP),
        "const A = 1" + " ?? 1".repeat(DEEP),
        "const A = 1" + " < 1".repeat(DEEP),
        "const A = " + "-".repeat(DEEP) + "1",
        "const A = " + "not ".repeat(DEEP) + "true",
        "const A = f" + "()".repeat(DEEP),
        "const A = f" + "[0]".repeat(DEEP),
        "const A = f" + ".a".repeat(DEEP),
        "const A = f" + "@a".repeat(DEEP),
        "const A = " + "if ".repeat(DEEP),
        "const A = " + "if a { 1 } else ".repeat(DEEP) + "{ 2 }",
        "const A = select { " + "!".repeat(DEEP) + "a: 1 }",
        "const A = select { a" + " & a".repeat(DEEP) + ": 1 }",
        "fn f(x: " + "() -> ".repeat(DEEP) + "int) { x }",
        "const A = \"{" + "(".repeat(DEEP) + ")".repeat(DEEP) + "}\"",
        "const A = \"{1" + " + 1".repeat(DEEP) + "}\"",
        "const A = " + "f(a = --[--".repeat(DEEP),
        "const A = " + "x |> f({ not -".repeat(DEEP));
  }

  @ParameterizedTest
  @MethodSource("deepTexts")
  void aDeepTextIsRefusedWithOneMessageOnASmallStack(String text) throws Exception {
    Parsed parsed = onSmallStack(text);
    assertThat(parsed.diagnostics()).hasSize(1);
    assertThat(parsed.diagnostics().get(0).code()).isEqualTo("NW130");
    assertThat(parsed.diagnostics().get(0).hint().orElseThrow().message()).contains("nesting");
  }

  static Stream<String> textsAtTheBound() {
    int deep = Limits.DEFAULT.nesting();
    int many = 2 * deep;
    int signs = many / 3;
    return Stream.of(
        "const A = " + "(".repeat(deep) + "1" + ")".repeat(deep),
        "const A = " + "[".repeat(deep) + "]".repeat(deep),
        "const A = " + "f(".repeat(deep) + ")".repeat(deep),
        "const A = " + "f(-".repeat(signs) + "f(".repeat(deep - signs) + ")".repeat(deep),
        "const A = " + "(-".repeat(signs) + "1" + ")".repeat(signs),
        "const A = " + "x |> { ".repeat(deep) + "y" + "}".repeat(deep),
        "const A = " + "x |> f({ ".repeat(deep / 2) + "y" + "})".repeat(deep / 2),
        "const A = " + "x |> f({ -".repeat(deep / 2) + "y" + "})".repeat(deep / 2),
        "recipe R() { " + "stage a { ".repeat(deep - 1) + "}".repeat(deep),
        "fn f(" + "x: (".repeat(deep - 1) + "int" + ")".repeat(deep) + " { x }",
        "const A = 1" + " + 1".repeat(many),
        "const A = 1" + " ** 1".repeat(signs),
        "const A = 1" + " ?? 1".repeat(signs),
        "const A = " + "-".repeat(signs) + "1",
        "const A = " + "not ".repeat(signs) + "true",
        "const A = f" + "()".repeat(many),
        "const A = f" + ".a".repeat(many),
        "const A = " + "if a { 1 } else ".repeat(many / 3) + "{ 2 }",
        "const A = " + "a ** (".repeat(signs) + "1" + ")".repeat(signs),
        "const A = select { a" + " & a".repeat(many) + ": 1 }",
        "const A = select { " + "!".repeat(signs) + "a: 1 }");
  }

  @ParameterizedTest
  @MethodSource("textsAtTheBound")
  void aTextAtTheBoundIsReadOnASmallStack(String text) throws Exception {
    assertThat(DiagnosticText.of(onSmallStack(text).diagnostics())).isEmpty();
  }

  @Test
  void theBoundIsTheCallers() {
    Limits few = Limits.DEFAULT.with(Limits.Key.NESTING, 3);
    assertThat(Parser.parse("a.net", "const A = ((1))", few).diagnostics()).isEmpty();
    assertThat(Parser.parse("a.net", "const A = ((((1))))", few).diagnostics()).hasSize(1);
  }

  @Test
  void aLongSumOfSeparateTermsIsNoDeepText() {
    String list = "const A = [" + "1 + 2, ".repeat(20_000) + "]";
    assertThat(Parser.parse("a.net", list, Limits.DEFAULT).diagnostics()).isEmpty();
    String pipe = "fn f(x: [B]) { x" + " |> relu".repeat(20_000) + " }";
    assertThat(Parser.parse("a.net", pipe, Limits.DEFAULT).diagnostics()).isEmpty();
  }

  @Test
  void aLongIntIsExactAndAnAbsurdOneIsRefusedAtOnce() {
    String digits = "9".repeat(900);
    Parsed long_ = Parser.parse("a.net", "const A = " + digits, Limits.DEFAULT);
    Expression value = ((Declaration.Const) long_.unit().declarations().get(0)).value();
    assertThat(((Expression.IntLiteral) value).value()).hasToString(digits);
    String absurd = "const A = " + "9".repeat(3_000_000);
    assertThat(DiagnosticText.of(Parser.parse("a.net", absurd, Limits.DEFAULT).diagnostics()))
        .contains("3000000 digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u0007", "\u001B", "\u007F", "\u0085", "\u202E", "\u2066", "\u200F", "\u061C",
        "\u2028", "\uD800", "\uDC00", "\uFEFF", "\r"
      })
  void anInvisibleCharacterIsNamedWhereItStands(String character) {
    for (String text :
        List.of(
            "const A" + character + " = 1\n",
            "const A = \"" + character + "\"\n",
            "# note " + character + " x\nconst A = 1\n")) {
      Parsed parsed = Parser.parse("a.net", text, Limits.DEFAULT);
      assertThat(parsed.diagnostics()).as(text).hasSize(1);
      assertThat(parsed.diagnostics().get(0).message())
          .contains(String.format("U+%04X", (int) character.charAt(0)));
      int at = text.indexOf(character);
      assertThat(parsed.diagnostics().get(0).span().column())
          .isEqualTo(at - text.lastIndexOf('\n', at));
    }
  }

  @Test
  void charactersBeyondTheFirstPlaneCountAsTwoColumns() {
    Parsed parsed = Parser.parse("a.net", "const A = \"\uD83D\uDE00\" &&", Limits.DEFAULT);
    assertThat(parsed.diagnostics().get(0).span().column()).isEqualTo(16);
    Parsed outside = Parser.parse("a.net", "const \uD83D\uDE00 = 1", Limits.DEFAULT);
    assertThat(outside.diagnostics()).hasSize(1);
    assertThat(outside.diagnostics().get(0).message()).contains("\uD83D\uDE00");
  }

  @Test
  void manyMistakesAreCutOffAndCounted() {
    String text = "const A = 1 &&\n".repeat(1000);
    Parsed parsed = Parser.parse("a.net", text, Limits.DEFAULT);
    assertThat(parsed.diagnostics()).hasSize(101);
    assertThat(parsed.diagnostics().get(100).message()).contains("900 further");
    String controls = "\u0000".repeat(1_000_000);
    assertThat(Parser.parse("a.net", controls, Limits.DEFAULT).diagnostics()).hasSize(101);
  }

  /**
   * Texts of the largest size that is let in; none may take a time of the processor that grows with
   * its square.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a ",
        "( ",
        ") ",
        "[ ",
        "} ",
        "\" ",
        "\"{\" ",
        "{ let a = ",
        "1 + ",
        "## a\n",
        "/*",
        "layer ",
        "f(a b ",
        "let x\n",
        "let x = 1 2\n",
        "x\n",
        ", ",
        "= ",
        "|> ",
        "if ",
        "\\",
        "'",
        "1.",
        ".1",
        "é"
      })
  void aRepeatedPieceIsReadInGoodTime(String piece) {
    String text = "fn f() {" + piece.repeat((256 << 10) / piece.length());
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    Parser.parse("a.net", text, Limits.DEFAULT);
    Parser.parseExpression("a", text);
    assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(8));
  }

  private static Parsed onSmallStack(String text) throws InterruptedException {
    AtomicReference<Map.Entry<String, Object>> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(Map.entry("parsed", Parser.parse("a.net", text, Limits.DEFAULT)));
              } catch (StackOverflowError overflow) {
                result.set(Map.entry("overflow", overflow));
              }
            },
            "small",
            SMALL_STACK);
    thread.start();
    thread.join();
    assertThat(result.get()).isNotNull();
    assertThat(result.get().getKey()).isEqualTo("parsed");
    return (Parsed) result.get().getValue();
  }
}
