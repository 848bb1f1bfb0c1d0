package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netwright.cli.manual.LibraryEntry;
import org.netwright.cli.manual.LibraryText;
import org.netwright.cli.manual.ManualChapter;
import org.netwright.cli.manual.ManualSite;
import org.netwright.cli.manual.PageFence;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.program.TestResult;
import org.netwright.spi.diagnostic.Diagnostic;

/** Every program in the manual checks, its tests pass, and its pages hold together. */
class ManualChaptersTest {
  @TestFactory
  Stream<DynamicTest> anExampleDoesWhatTheChapterSays() {
    return ManualChapter.all().stream()
        .flatMap(
            chapter -> {
              List<DynamicTest> tests = new ArrayList<>();
              for (PageFence fence : chapter.fences()) {
                String name = chapter.name() + " " + (tests.size() + 1);
                tests.add(DynamicTest.dynamicTest(name, () -> check(fence)));
              }
              return tests.stream();
            });
  }

  private static void check(PageFence fence) {
    if (fence.kind() != PageFence.Kind.NET) {
      PageExamples.check(fence, fence.code());
      return;
    }
    CompiledFile compiled = PageExamples.compiled(fence);
    if (fence.turn() == PageFence.Turn.WRONG) {
      assertThat(compiled.diagnostics()).extracting(Diagnostic::code).contains(fence.code());
      return;
    }
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.runTests(Optional.empty())).allMatch(TestResult::passed);
  }

  @Test
  void everyChapterHasATitleAndAProgram() {
    for (ManualChapter chapter : ManualChapter.all()) {
      assertThat(chapter.markdown()).as(chapter.name()).startsWith("# " + chapter.title());
      if (!chapter.name().equals("commands")) {
        assertThat(chapter.examples()).as(chapter.name()).isNotEmpty();
      }
    }
  }

  private static Map<String, String> site() {
    List<LibraryText> texts = new ArrayList<>();
    for (String name : StandardLibrary.catalog().units()) {
      Catalog.Unit unit = StandardLibrary.catalog().unit(name).orElseThrow();
      texts.add(new LibraryText(unit.name(), "", unit.file(), unit.text()));
    }
    for (Catalog.Header header : StandardLibrary.catalog().headers()) {
      texts.add(
          new LibraryText(
              "plugin." + header.plugin(), header.version(), header.file(), header.text()));
    }
    return ManualSite.of(texts, "1.2.3");
  }

  @Test
  void everyDeclarationOfTheLibraryHasAnEntryWithItsSignature() {
    Catalog.Unit nn = StandardLibrary.catalog().unit("std.nn").orElseThrow();
    List<LibraryEntry> entries = LibraryEntry.of(nn.file(), nn.text());
    assertThat(entries)
        .anySatisfy(
            entry -> {
              assertThat(entry.name()).isEqualTo("Linear");
              assertThat(entry.kind()).isEqualTo("layer");
              assertThat(entry.signature())
                  .startsWith("layer Linear(out: int, bias: bool = true")
                  .doesNotContain("let bound");
              assertThat(entry.doc()).contains("kernel");
            });
    String page = site().get("std.nn.html");
    entries.forEach(entry -> assertThat(page).contains("id=\"" + entry.name() + "\""));
    assertThat(site().get("plugin.standard.html")).contains("cross_entropy", "Sources of data");
  }

  @Test
  void everyLinkOfTheManualLeadsToAPageOfIt() {
    Map<String, String> site = site();
    Pattern link = Pattern.compile("(?:href|src)=\"([^\"#]*)(?:#([^\"]*))?\"");
    TreeSet<String> broken = new TreeSet<>();
    site.forEach(
        (address, text) -> {
          Matcher found = link.matcher(address.endsWith(".html") ? text : "");
          while (found.find()) {
            String target = resolved(address, found.group(1));
            String anchor = found.group(2);
            String page = site.get(target);
            if (page == null || anchor != null && !page.contains("id=\"" + anchor + "\"")) {
              broken.add(address + " -> " + target + (anchor == null ? "" : "#" + anchor));
            }
          }
        });
    assertThat(broken).isEmpty();
  }

  @Test
  void theSearchPointsToPagesAndAnchorsThatAreThere() {
    Map<String, String> site = site();
    Matcher entry =
        Pattern.compile(
                "(?m)^\\[\"(?:[^\"\\\\]|\\\\.)*\",\"(?:[^\"\\\\]|\\\\.)*\",\"([^\"#]*)(?:#([^\"]*))?\",")
            .matcher(site.get("search-index.js"));
    int entries = 0;
    while (entry.find()) {
      entries++;
      String page = site.get(entry.group(1));
      assertThat(page).as(entry.group(1)).isNotNull();
      if (entry.group(2) != null) {
        assertThat(page).as(entry.group()).contains("id=\"" + entry.group(2) + "\"");
      }
    }
    assertThat(entries).isGreaterThan(300);
  }

  private static String resolved(String from, String address) {
    if (address.isEmpty()) {
      return from;
    }
    return from.contains("/") && address.startsWith("../")
        ? address.substring(3)
        : from.contains("/") ? from.substring(0, from.indexOf('/') + 1) + address : address;
  }
}
