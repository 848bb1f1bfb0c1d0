package org.netwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that is compared with a file beside the tests. A missing file fails; {@code
 * -Dgolden.update=true} writes it, and the difference is read as prose.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  public static void assertMatches(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return;
    }
    assertThat(file).as("the expectation of %s; it would be%n%s", name, text).exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
