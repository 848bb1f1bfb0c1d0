package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.Limits;
import org.netwright.frontend.format.Formatter;

/** Every text that the product comes with is in the one layout. */
class LayoutTest {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("."),
          Path.of("../stdlib/src/main/resources"),
          Path.of("../plugins"),
          Path.of("../compiler/cli/src/main/resources"));

  static Stream<Path> texts() throws IOException {
    Stream<Path> all = Stream.of();
    for (Path folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(folder)) {
        all = Stream.concat(all, files.filter(LayoutTest::isSource).sorted().toList().stream());
      }
    }
    return all;
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".net")
        && Stream.of("target", "test").noneMatch(f -> file.toString().contains("/" + f + "/"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void formattingChangesNothing(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(Formatter.format(file.toString(), text, Limits.DEFAULT)).isEqualTo(text);
  }

  @Test
  void theTextsAreThere() throws IOException {
    assertThat(texts()).hasSizeGreaterThan(10);
  }
}
