package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** What newcomers write, one mistake a file, and what they read then. */
class CommonMistakesTest {
  private static final Path CASES = Path.of("src/test/resources/mistakes");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(f -> f.toString().endsWith(".net")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCauseIsNamedAsItsGoldenFileNamesIt(Path program) throws IOException {
    CompiledFile compiled = StandardLibrary.compile(Files.readString(program));
    List<Diagnostic> all = new ArrayList<>(compiled.diagnostics());
    all.addAll(compiled.advice());
    String found = text(all, compiled.file());
    Path golden = program.resolveSibling(program.getFileName().toString().replace(".net", ".diag"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, found);
    }
    assertThat(golden).exists();
    assertThat(found).isNotEmpty().isEqualTo(Files.readString(golden));
  }

  private static String text(List<Diagnostic> diagnostics, String file) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic d : diagnostics) {
      out.append(
          "%s %s %s%s\n"
              .formatted(
                  d.code(), place(d.span(), file), d.isError() ? "" : "(warning) ", d.message()));
      d.related()
          .forEach(
              r -> out.append("  also: %s %s\n".formatted(place(r.span(), file), r.message())));
      d.hint()
          .ifPresent(
              h -> {
                out.append("  hint: %s\n".formatted(h.message()));
                h.edit()
                    .ifPresent(
                        e ->
                            out.append(
                                "  edit: %s `%s`\n"
                                    .formatted(
                                        place(e.span(), file),
                                        e.replacement().replace("\n", "\\n"))));
              });
    }
    return out.toString();
  }

  /** In the file itself line and column, elsewhere the last part of the name. */
  private static String place(Span span, String file) {
    return span.file().equals(file)
        ? span.line() + ":" + span.column()
        : span.file().substring(span.file().lastIndexOf('/') + 1);
  }
}
