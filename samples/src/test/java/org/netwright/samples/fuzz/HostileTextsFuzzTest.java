package org.netwright.samples.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import org.netwright.frontend.Limits;
import org.netwright.frontend.format.Formatter;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.samples.Project;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/**
 * Whatever the text: it is cut into words, read, laid out and checked to an end, in bounded time,
 * memory and stack, with messages that point into it. In `verify` only the texts that were once
 * found run again; the README says how to fuzz.
 */
class HostileTextsFuzzTest {
  private static final Duration MOST_CPU = Duration.ofSeconds(20);
  private static final long MOST_HEAP = 1L << 30;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final MutatedPrograms PROGRAMS =
      new MutatedPrograms(List.of(Project.ROOT, Project.ACCEPTED));

  @FuzzTest(maxDuration = "10m")
  void aTextIsCutIntoWords(FuzzedDataProvider data) {
    String text = PROGRAMS.next(data);
    within(text, () -> cut(text));
  }

  @FuzzTest(maxDuration = "10m")
  void aTextIsRead(FuzzedDataProvider data) {
    String text = PROGRAMS.next(data);
    within(text, () -> read(text));
  }

  @FuzzTest(maxDuration = "10m")
  void aTextIsLaidOut(FuzzedDataProvider data) {
    String text = PROGRAMS.next(data);
    within(text, () -> layOut(text));
  }

  @FuzzTest(maxDuration = "10m")
  void aTextIsChecked(FuzzedDataProvider data) {
    String text = PROGRAMS.next(data);
    within(
        text,
        () ->
            Project.compileText(text)
                .diagnostics()
                .forEach(each -> assertThat(each.message()).isNotBlank()));
  }

  /**
   * Words lie in their order, and what lies between two of them is blank. The unwritten end of a
   * statement lies where the statement ends, maybe in front of comments.
   */
  private static void cut(String text) {
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\n');
    int end = 0;
    for (Lexeme each : Parser.words("a.net", text, Limits.DEFAULT)) {
      if (each.text().isEmpty()) {
        continue;
      }
      boolean follows = each.start() >= end && each.end() <= text.length();
      // other characters are read as if they were blanks
      boolean stands =
          !printable
              || follows
                  && text.substring(end, each.start()).isBlank()
                  && text.startsWith(each.text(), each.start());
      if (!follows || !stands) {
        fail("%s stands not behind position %d of %s", each, end, text);
      }
      end = each.end();
    }
  }

  private static void read(String text) {
    Parsed parsed = Parser.parse("a.net", text, Limits.DEFAULT);
    int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
    for (Diagnostic each : parsed.diagnostics()) {
      assertInside(each.span(), lines);
    }
  }

  private static void assertInside(Span span, int lines) {
    assertThat(span.line()).isBetween(1, lines);
    assertThat(span.endLine()).isBetween(span.line(), lines);
  }

  /** A text without mistakes keeps its tree and its comments, and its layout is its own. */
  private static void layOut(String text) {
    Parsed parsed = Parser.parse("a.net", text, Limits.DEFAULT);
    if (parsed.hasErrors()) {
      return;
    }
    String laidOut = Formatter.format("a.net", text, Limits.DEFAULT);
    Parsed again = Parser.parse("a.net", laidOut, Limits.DEFAULT);
    assertThat(PlacelessTree.of(again.unit())).isEqualTo(PlacelessTree.of(parsed.unit()));
    assertThat(comments(laidOut)).isEqualTo(comments(text));
    assertThat(Formatter.format("a.net", laidOut, Limits.DEFAULT)).isEqualTo(laidOut);
  }

  private static List<String> comments(String text) {
    return Parser.words("a.net", text, Limits.DEFAULT).stream()
        .filter(Lexeme::isComment)
        .map(comment -> comment.text().stripTrailing())
        .toList();
  }

  /**
   * Time of the processor, which a busy machine does not stretch, and the heap that the last
   * collection left. One that fuzzes has no more of it, so that a short peak fails too.
   */
  private static void within(String text, Runnable work) {
    if (System.getenv("JAZZER_FUZZ") != null) {
      assertThat(Runtime.getRuntime().maxMemory())
          .as("the heap: fuzz with -Xmx1g")
          .isLessThanOrEqualTo(MOST_HEAP);
    }
    long start = PROCESS.getProcessCpuTime();
    work.run();
    assertThat(Duration.ofNanos(PROCESS.getProcessCpuTime() - start))
        .as("the time for %s", text)
        .isLessThan(MOST_CPU);
    assertThat(heapKept()).as("the heap after %s", text).isLessThan(MOST_HEAP);
  }

  private static long heapKept() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }
}
