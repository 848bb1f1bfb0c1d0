package org.netwright.frontend.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The texts that the tests read. */
public final class Programs {
  private static final Path RESOURCES = Path.of("src/test/resources/parse");

  private Programs() {}

  /** The whole programs of the language, kept beside the grammar. */
  public static List<Path> accepted() {
    return in(Path.of("../../grammar/src/test/resources/accept"));
  }

  /** Programs with one mistake each, or two of a kind. */
  static List<Path> rejected() {
    return in(RESOURCES.resolve("reject"));
  }

  /** Small programs with a golden tree. */
  static List<Path> trees() {
    return in(RESOURCES.resolve("tree"));
  }

  public static String text(Path program) {
    try {
      return Files.readString(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".net")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
