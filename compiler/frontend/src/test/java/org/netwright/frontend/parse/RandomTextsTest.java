package org.netwright.frontend.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.netwright.frontend.Limits;
import org.netwright.spi.source.Span;

/** Whatever the text, reading it ends with a tree and messages that point into it. */
class RandomTextsTest {
  private static final List<String> WORDS =
      List.of(
          "use",
          "const",
          "fn",
          "layer",
          "model",
          "quantizer",
          "metric",
          "data",
          "recipe",
          "sweep",
          "test",
          "external",
          "let",
          "param",
          "state",
          "update",
          "minimize",
          "report",
          "require",
          "return",
          "check",
          "net",
          "stage",
          "train",
          "evaluate",
          "keep",
          "predict",
          "run",
          "if",
          "else",
          "repeat",
          "recur",
          "rolled",
          "select",
          "for",
          "in",
          "as",
          "and",
          "or",
          "not",
          "true",
          "false",
          "none",
          "it",
          "on",
          "from",
          "using",
          "over",
          "except",
          "by",
          "where",
          "until",
          "tabulate",
          "every",
          "at",
          "unused",
          "fresh",
          "frozen",
          "twin",
          "list",
          "bits",
          "a",
          "B",
          "Linear",
          "x",
          "1",
          "2.5",
          "5 epochs",
          "\"s\"",
          "\"{x}\"",
          "\"{\"",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          ";",
          "=",
          ".",
          "..",
          "...",
          "|>",
          "->",
          "@",
          "*",
          "**",
          "+",
          "-",
          "/",
          "//",
          "%",
          "==",
          "<",
          "??",
          "?",
          "|",
          "&",
          "!",
          "&&",
          "'q'",
          "1.",
          "\"o",
          "é",
          "\n",
          "\n",
          "\n    ",
          "# c\n",
          "## d\n");

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(WORDS).list().ofMaxSize(60).map(words -> String.join(" ", words));
  }

  /** A program with a few words replaced, removed or put in. */
  @Provide
  Arbitrary<String> mutants() {
    List<String> programs = new ArrayList<>();
    for (Path program : Programs.accepted()) {
      programs.add(Programs.text(program));
    }
    Arbitrary<List<Change>> changes =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 2),
                Arbitraries.of(WORDS))
            .as(Change::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    return Combinators.combine(Arbitraries.of(programs), changes).as(Change::apply);
  }

  record Change(double where, int kind, String word) {
    private static final Pattern WORD = Pattern.compile("\\w+|\\s+|.");

    static String apply(String program, List<Change> changes) {
      List<String> words = new ArrayList<>();
      Matcher matcher = WORD.matcher(program);
      while (matcher.find()) {
        words.add(matcher.group());
      }
      for (Change change : changes) {
        int at = (int) (change.where * (words.size() - 1));
        switch (change.kind) {
          case 0 -> words.remove(at);
          case 1 -> words.set(at, change.word);
          default -> words.add(at, " " + change.word + " ");
        }
      }
      return String.join("", words);
    }
  }

  @Property(tries = 1500)
  void wordsInAnyOrderAreRead(@ForAll("soup") String text) {
    read(text);
  }

  @Property(tries = 250)
  void aBodyOfWordsInAnyOrderIsRead(@ForAll("soup") String text) {
    read("layer A(n: int)(x: [B]) {\n" + text + "\n}\nrecipe R() {\n" + text + "\n}");
  }

  @Property(tries = 150)
  void aProgramWithAFewWrongWordsIsRead(@ForAll("mutants") String text) {
    read(text);
  }

  @Property(tries = 400)
  void anyCharactersAreRead(@ForAll String text) {
    read(text);
  }

  private static void read(String text) {
    Parsed parsed = Parser.parse("a.net", text, Limits.DEFAULT);
    int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
    assertThat(parsed.diagnostics())
        .allSatisfy(
            each -> {
              assertInside(each.span(), lines);
              each.related().forEach(other -> assertInside(other.span(), lines));
              each.hint()
                  .flatMap(hint -> hint.edit())
                  .ifPresent(edit -> assertInside(edit.span(), lines));
              assertThat(each.message()).isNotBlank();
            });
    ParsedValue value = Parser.parseExpression("a", text);
    assertThat(value.value().isPresent()).isEqualTo(value.diagnostics().isEmpty());
  }

  private static void assertInside(Span span, int lines) {
    assertThat(span.line()).isBetween(1, lines);
    assertThat(span.endLine()).isBetween(span.line(), lines);
    assertThat(span.column()).isPositive();
    assertThat(span.endColumn()).isPositive();
    if (span.line() == span.endLine()) {
      assertThat(span.endColumn()).isGreaterThanOrEqualTo(span.column());
    }
  }
}
