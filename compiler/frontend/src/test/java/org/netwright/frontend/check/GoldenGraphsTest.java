package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.graph.GraphPrinter;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.program.ModelProgram;

class GoldenGraphsTest {
  private static final Path CASES = Path.of("src/test/resources/check/graph");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(f -> f.toString().endsWith(".net")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aModelBecomesTheGraphOfItsGoldenFile(Path program) throws IOException {
    CompiledFile file = Checked.file(Files.readString(program));
    assertThat(file.diagnostics()).isEmpty();
    StringBuilder found = new StringBuilder();
    for (String name : file.models()) {
      ModelProgram model = file.model(name, Map.of(), Optional.empty());
      assertThat(GraphVerifier.faults(model.initialize())).isEmpty();
      assertThat(GraphVerifier.faults(model.forward())).isEmpty();
      found.append(GraphPrinter.print(model.initialize()));
      found.append(GraphPrinter.print(model.forward()));
      model
          .layers()
          .forEach(
              l ->
                  found
                      .append(l.path())
                      .append(" ")
                      .append(l.declaration())
                      .append(' ')
                      .append(l.output())
                      .append('\n'));
    }
    String name = program.getFileName().toString();
    Path golden = program.resolveSibling(name.replace(".net", ".graph"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, found);
    }
    assertThat(golden).exists();
    assertThat(found.toString()).isEqualTo(Files.readString(golden));
  }
}
