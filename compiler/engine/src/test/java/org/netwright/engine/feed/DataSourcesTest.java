package org.netwright.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.fixture.MemorySource;
import org.netwright.engine.fixture.NoArguments;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class DataSourcesTest {
  private static final Field LABEL =
      new Field("label", new TensorType(ElementType.I64, Shape.SCALAR));
  private static final DataRoots NOWHERE = new DataRoots(Optional.empty(), Optional.empty());

  private static DataProgram program(
      DataSourceDefinition source, String split, Map<String, Long> expected, Field... record) {
    return new DataProgram(
        "memory",
        "test",
        source,
        NoArguments.NONE,
        split,
        List.of(record),
        expected,
        List.of(),
        true,
        new Span("q.net", 2, 3, 2, 9));
  }

  private static Field x(Dim size) {
    return new Field("x", TensorType.f32(Shape.of(size)));
  }

  private static MemorySource source(int size) {
    return new MemorySource(Map.of("train", size), MemorySource::separable);
  }

  private static AbstractThrowableAssert<?, ?> refused(DataProgram program) {
    return assertThatThrownBy(
            () -> {
              try (DataSources sources = new DataSources(NOWHERE, note -> {})) {
                sources.open(program);
              }
            })
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("q.net:2:3");
  }

  @Test
  void freeDimsAreBoundOnOpening() {
    try (DataSources sources = new DataSources(NOWHERE, note -> {})) {
      BoundData data =
          sources.open(program(source(3), "train", Map.of("W", 2L), x(Dim.named("W")), LABEL));
      assertThat(data.sizes()).containsExactly(Map.entry("W", 2L));
      assertThat(data.name()).isEqualTo("memory.train");
    }
  }

  @Test
  void whatDoesNotFitNamesBothSides() {
    refused(program(source(3), "train", Map.of("W", 3L), x(Dim.named("W")), LABEL))
        .hasMessageContaining("the dim W of memory.train is 2, and the recipe was checked with 3");
    refused(program(source(3), "train", Map.of(), x(Dim.of(4)), LABEL))
        .hasMessageContaining("field x of memory.train is [2], and the recipe relies on [4]");
    refused(program(source(3), "train", Map.of(), x(Dim.of(2))))
        .hasMessageContaining("has the fields (x, label), and the recipe relies on (x)");
    refused(program(source(3), "valid", Map.of(), x(Dim.of(2)), LABEL))
        .hasMessageContaining("memory has no split \"valid\"; it has train");
    refused(program(source(0), "train", Map.of(), x(Dim.of(2)), LABEL))
        .hasMessageContaining("memory.train holds no records");
  }

  @Test
  void otherDataHaveAnotherFingerprint() {
    assertThat(fingerprint(source(300))).isEqualTo(fingerprint(source(300)));
    assertThat(fingerprint(source(301))).isNotEqualTo(fingerprint(source(300)));
    assertThat(
            fingerprint(
                new MemorySource(
                    Map.of("train", 300), i -> MemorySource.separable(i == 299 ? 5 : i))))
        .isNotEqualTo(fingerprint(source(300)));
  }

  private static Map<String, String> fingerprint(MemorySource source) {
    try (DataSources sources = new DataSources(NOWHERE, note -> {})) {
      sources.open(program(source, "train", Map.of(), x(Dim.of(2)), LABEL));
      return Map.copyOf(sources.fingerprints());
    }
  }

  @Test
  void pathsAreLookedForBesideTheFileThenUnderTheVariable(@TempDir Path folder) throws Exception {
    Path recipes = Files.createDirectories(folder.resolve("recipes"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Span place = new Span(recipes.resolve("q.net").toString(), 1, 1, 1, 5);
    List<String> notes = new ArrayList<>();
    SourcePlace found =
        new SourcePlace(
            "csv", place, new DataRoots(Optional.empty(), Optional.of(data)), notes::add);
    assertThatThrownBy(() -> found.find("iris.csv"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("csv does not find \"iris.csv\"")
        .hasMessageContaining(recipes.resolve("iris.csv").toString())
        .hasMessageContaining(data.resolve("iris.csv").toString());
    Files.writeString(data.resolve("iris.csv"), "1");
    assertThat(found.find("iris.csv")).isEqualTo(data.resolve("iris.csv"));
    Files.writeString(recipes.resolve("iris.csv"), "1");
    assertThat(found.find("iris.csv")).isEqualTo(recipes.resolve("iris.csv"));
    found.note("150 rows");
    assertThat(notes).containsExactly("csv: 150 rows");
  }
}
