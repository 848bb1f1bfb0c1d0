package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.netwright.cli.manual.PageFence;
import org.netwright.frontend.CompiledFile;
import org.netwright.spi.diagnostic.Diagnostic;

/** Every diagnostic has a page, and the page is true. */
class ExplanationsTest {
  private static final Pattern CODE = Pattern.compile("\"(NW[1-8]\\d\\d)\"");

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
  Stream<DynamicTest> whatStandsBetweenTheFencesIsTrue() {
    return ExplanationPages.codes().stream()
        .map(code -> ExplanationPages.find(code).orElseThrow())
        .map(page -> DynamicTest.dynamicTest(page.code(), () -> check(page)));
  }

  private static void check(ExplanationPage page) {
    assertThat(page.fences()).anyMatch(fence -> shows(fence, page.code()));
    for (PageFence fence : page.fences()) {
      if (fence.kind() == PageFence.Kind.NET) {
        program(fence, page.code());
      } else {
        PageExamples.check(fence, page.code());
      }
    }
  }

  /** Whether one sees there what the page is about. */
  private static boolean shows(PageFence fence, String code) {
    return fence.turn() == PageFence.Turn.WRONG
        || fence.text().matches("(?s)(?:.*\\n)?(?:error|warning) " + code + "  .*");
  }

  private static void program(PageFence fence, String code) {
    CompiledFile compiled = PageExamples.compiled(fence);
    List<Diagnostic> found = new ArrayList<>(compiled.diagnostics());
    found.addAll(compiled.advice());
    if (fence.turn() == PageFence.Turn.WRONG) {
      String given = fence.code().isEmpty() ? code : fence.code();
      assertThat(found).as(fence.text()).extracting(Diagnostic::code).contains(given);
    } else {
      assertThat(found)
          .as(fence.text())
          .filteredOn(d -> d.isError() || d.code().equals(code))
          .isEmpty();
    }
  }
}
