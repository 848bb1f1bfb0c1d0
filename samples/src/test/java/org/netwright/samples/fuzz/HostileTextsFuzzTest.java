package org.netwright.samples.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.samples.Project;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/**
 * Whatever the text: it is read and checked to an end, in bounded time, memory and stack, with
 * messages that point into it. In `verify` only the texts that were once found run again; the
 * README says how to fuzz.
 */
class HostileTextsFuzzTest {
  private static final Duration MOST_CPU = Duration.ofSeconds(20);
  private static final MutatedPrograms PROGRAMS =
      new MutatedPrograms(List.of(Project.ROOT, Project.ACCEPTED));

  @FuzzTest(maxDuration = "10m")
  void aTextIsRead(FuzzedDataProvider data) {
    String text = PROGRAMS.next(data);
    inBoundedTime(text, () -> read(text));
  }

  @FuzzTest(maxDuration = "10m")
  void aTextIsChecked(FuzzedDataProvider data) {
    String text = PROGRAMS.next(data);
    inBoundedTime(
        text,
        () ->
            Project.compileText(text)
                .diagnostics()
                .forEach(each -> assertThat(each.message()).isNotBlank()));
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

  /** Time of the processor, which a busy machine does not stretch. */
  private static void inBoundedTime(String text, Runnable work) {
    var thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    work.run();
    assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - start))
        .as("the time for %s", text)
        .isLessThan(MOST_CPU);
  }
}
