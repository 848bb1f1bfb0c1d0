package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

class WrongProgramsTest {
  private static final Path CASES = Path.of("src/test/resources/check/wrong");

  static List<Path> cases() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(f -> f.toString().endsWith(".net")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMistakeIsSaidAsItsGoldenFileSays(Path program) throws IOException {
    String found = text(Checked.file(Files.readString(program)).diagnostics());
    String name = program.getFileName().toString();
    Path golden = program.resolveSibling(name.replace(".net", ".diag"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, found);
    }
    assertThat(golden).exists();
    assertThat(found).isNotEmpty().isEqualTo(Files.readString(golden));
  }

  static String text(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic d : diagnostics) {
      out.append(d.code()).append(' ').append(place(d.span())).append(' ');
      out.append(d.isError() ? "" : "(warning) ").append(d.message()).append('\n');
      d.related()
          .forEach(
              r ->
                  out.append("  also: ")
                      .append(place(r.span()))
                      .append(' ')
                      .append(r.message())
                      .append('\n'));
      d.hint()
          .ifPresent(
              h -> {
                out.append("  hint: ").append(h.message()).append('\n');
                h.edit()
                    .ifPresent(
                        e ->
                            out.append("  edit: ")
                                .append(place(e.span()))
                                .append(" `")
                                .append(e.replacement().replace("\n", "\\n"))
                                .append("`\n"));
              });
    }
    return out.toString();
  }

  private static String place(Span span) {
    return span.exists() ? span.file() + ":" + span.line() + ":" + span.column() : "-";
  }
}
