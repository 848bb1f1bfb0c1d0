package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netwright.cli.manual.ExplanationPage;
import org.netwright.cli.manual.ExplanationPages;
import org.netwright.spi.diagnostic.Diagnostic;

/** Every diagnostic has a page, and the page is true. */
class ExplanationsTest {
  private static final Pattern CODE = Pattern.compile("\"(NW[1-8]\\d\\d)\"");

  /** What stands around an example that is the inside of a recipe. */
  static final String RECIPE =
      """
      use std.nn.{Linear, BatchNorm}

      model Net(classes: int = 10)(image: [B, 28, 28, 1]) -> [B, classes] {
          image |> flatten |> Linear(classes)
      }

      layer Anything()(x: [B, S...]) -> [B, 10] { x |> flatten |> Linear(10) }

      recipe Example() {
          data d = synthetic() |> { (image = it.image / 255, label = it.label) } |> batch(32)
          net n = Net()
      %s
      }
      """;

  private static TreeSet<String> codesInSources() throws IOException {
    TreeSet<String> codes = new TreeSet<>();
    Path root = Path.of("..").toRealPath();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(ExplanationsTest::isSource).toList()) {
        Matcher found = CODE.matcher(Files.readString(file));
        while (found.find()) {
          codes.add(found.group(1));
        }
      }
    }
    return codes;
  }

  private static boolean isSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/main/java/");
  }

  @Test
  void everyCodeOfTheSourcesHasOnePageAndNoPageLacksItsCode() throws IOException {
    TreeSet<String> codes = codesInSources();
    assertThat(codes).hasSizeGreaterThan(150);
    assertThat(ExplanationPages.codes()).containsExactlyElementsOf(codes);
  }

  @Test
  void everyPageHasTheCodeOfItsFileAndAnExample() {
    for (String code : ExplanationPages.codes()) {
      ExplanationPage page = ExplanationPages.find(code).orElseThrow();
      assertThat(page.code()).isEqualTo(code);
      assertThat(page.title()).doesNotEndWith(".");
      assertThat(page.meaning()).as(code).isNotBlank();
      assertThat(page.markdown()).as(code).contains("\n```").doesNotContain("\n\n\n");
    }
  }

  @TestFactory
  Stream<DynamicTest> anExampleGivesTheCodeAndItsMendedFormDoesNot() {
    return ExplanationPages.codes().stream()
        .map(code -> ExplanationPages.find(code).orElseThrow())
        .filter(page -> !page.examples().isEmpty())
        .map(page -> DynamicTest.dynamicTest(page.code(), () -> check(page)));
  }

  private static void check(ExplanationPage page) {
    List<ExplanationPage.Example> wrong =
        page.examples().stream().filter(ExplanationPage.Example::wrong).toList();
    assertThat(wrong).isNotEmpty();
    for (ExplanationPage.Example example : wrong) {
      assertThat(found(example)).extracting(Diagnostic::code).contains(page.code());
    }
    for (ExplanationPage.Example example : page.examples()) {
      if (!example.wrong()) {
        assertThat(found(example))
            .filteredOn(d -> d.isError() || d.code().equals(page.code()))
            .isEmpty();
      }
    }
  }

  private static List<Diagnostic> found(ExplanationPage.Example example) {
    String text =
        example.place() == ExplanationPage.Place.RECIPE
            ? RECIPE.formatted(example.text().indent(4))
            : example.text();
    return StandardLibrary.compile(text).diagnostics();
  }
}
