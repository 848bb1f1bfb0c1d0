package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.Limits;
import org.netwright.frontend.Limits.Key;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;

/** Short texts that ask for much come to an end, in little memory and on a small stack. */
class HostileValuesTest {
  private static final long SMALL_STACK = 1L << 20;

  /** Each doubles or worse what the one before holds. */
  private static String chain(String first, String next) {
    StringBuilder text = new StringBuilder("const A0 = " + first + "\n");
    for (int i = 1; i < 60; i++) {
      text.append("const A%d = %s\n".formatted(i, next.replace("A", "A" + (i - 1))));
    }
    return text.append("test \"t\" { check A59 == A58 }\n").toString();
  }

  static Stream<Arguments> texts() {
    String brackets = "abs(".repeat(150) + "f(n)" + ")".repeat(150);
    return Stream.of(
        Arguments.of("NW363", chain("[1, 2]", "A + A")),
        Arguments.of("NW363", chain("[1, 2]", "[A, A, A]")),
        Arguments.of("NW363", chain("(1, 2)", "(A, A)")),
        Arguments.of("NW363", chain("\"ab\"", "A + A")),
        Arguments.of("NW363", chain("\"ab\"", "\"{A}{A}\"")),
        Arguments.of("NW363", chain("[1, 2]", "[\"{A}\", \"{A}\"]")),
        Arguments.of("NW337", chain("[1, 2]", "[x for x in A for y in A]")),
        Arguments.of(
            "NW363", "const L = 0..90000\ntest \"t\" { check (L |> recur 40 { [it, L] }) == L }"),
        Arguments.of("NW366", "test \"t\" { check ([1] |> recur 1000 { [it] }) == [1] }"),
        Arguments.of("NW311", chain("3", "A * A")),
        Arguments.of(
            "NW368",
            "fn f(n: int) { if n == 0 { 1 } else { f(n - 1) + f(n - 1) } }\n"
                + "test \"t\" { check f(60) == 1 }"),
        Arguments.of("NW336", "fn f(n: int) { f(n) + f(n) }\ntest \"t\" { check f(60) == 1 }"),
        Arguments.of("NW367", "fn f(n: int) { " + brackets + " }\ntest \"t\" { check f(1) == 1 }"),
        Arguments.of("NW336", "layer L()(x: [B]) { x |> L() }\nmodel M()(x: [B]) { x |> L() }"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aShortTextThatAsksForMuchIsRefused(String code, String text) throws Exception {
    List<Diagnostic> found = onSmallStack(text, Limits.DEFAULT);
    assertThat(found).extracting(Diagnostic::code).contains(code);
    assertThat(found.toString()).hasSizeLessThan(1 << 20);
  }

  @Test
  void sizesThatGrowInOneAnotherAreRefused() throws Exception {
    StringBuilder text = new StringBuilder("layer L()(x: [B, H, W]) {\n  let a0 = H // (W + 1)\n");
    for (int i = 1; i < 60; i++) {
      text.append("  let a%d = a%d // (a%d + %d)\n".formatted(i, i - 1, i - 1, i));
    }
    text.append("  require a59 > 0\n  return x\n}\n");
    assertThat(onSmallStack(text.toString(), Limits.DEFAULT))
        .extracting(Diagnostic::code)
        .contains("NW311");
  }

  @Test
  void namesOfPowersDoNotDoubleWithoutAnEnd() throws Exception {
    StringBuilder text = new StringBuilder("layer L()(x: [B, H, W]) {\n  let a0 = H ** W\n");
    for (int i = 1; i < 60; i++) {
      text.append("  let a%d = a%d ** a%d\n".formatted(i, i - 1, i - 1));
    }
    text.append("  require a59 > 0\n  return x\n}\n");
    assertThat(onSmallStack(text.toString(), Limits.DEFAULT))
        .extracting(Diagnostic::code)
        .contains("NW311");
  }

  @Test
  void conditionsThatDoubleComeToAnEnd() throws Exception {
    StringBuilder text = new StringBuilder("layer L()(x: [B, H, W]) {\n  let a0 = H > W\n");
    for (int i = 1; i < 60; i++) {
      text.append("  let a%d = a%d and not a%d\n".formatted(i, i - 1, i - 1));
    }
    text.append("  require a59\n  return x\n}\n");
    assertThat(onSmallStack(text.toString(), Limits.DEFAULT)).isNotNull();
  }

  @Test
  void aListOfTheUsualSizeIsNoBomb() throws Exception {
    assertThat(
            onSmallStack(
                "const L = [i * i for i in 0..20000]\ntest \"t\" { check (L + L)[20001] == 1 }",
                Limits.DEFAULT))
        .isEmpty();
  }

  /** The texts that reach each bound; of a file's bytes its reader tells, in the command line. */
  private static String reaching(Key key) {
    return switch (key) {
      case FILE_BYTES -> "";
      case NESTING -> "const A = ((((((1))))))";
      case ITERATIONS -> "const A = [i for i in 0..100]";
      case APPLICATIONS -> "model M()(x: [B]) { x |> recur 9 { it |> relu |> relu } }";
      case STATIC_ELEMENTS -> "const A = \"a text of many letters\"";
      case OPS -> "model M()(x: [B]) { (x + 1) * 2 + sigmoid(x) + abs(x) + tanh(x) }";
      case PARAMETER_ELEMENTS ->
          "model M()(x: [B, 4]) { param w: [4, 99] = zeros()\n return matmul(x, w) }";
    };
  }

  static Stream<Key> keysOfTheCompiler() {
    return Stream.of(Key.values()).filter(key -> key != Key.FILE_BYTES);
  }

  @ParameterizedTest
  @MethodSource("keysOfTheCompiler")
  void theHintOfAReachedBoundNamesItsKey(Key key) {
    List<Diagnostic> found =
        Checked.files(Map.of("main.net", reaching(key)), Limits.DEFAULT.with(key, 5)).diagnostics();
    assertThat(found.stream().flatMap(each -> each.hint().stream()).map(Hint::message))
        .anySatisfy(hint -> assertThat(hint).contains("`" + key.setting() + "`"));
  }

  private static List<Diagnostic> onSmallStack(String text, Limits limits) throws Exception {
    FutureTask<List<Diagnostic>> check =
        new FutureTask<>(() -> Checked.files(Map.of("main.net", text), limits).diagnostics());
    Thread thread = new Thread(null, check, "small", SMALL_STACK);
    thread.start();
    thread.join(Duration.ofSeconds(60).toMillis());
    assertThat(thread.isAlive()).as("it comes to an end").isFalse();
    return check.get();
  }
}
