package org.netwright.frontend.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a text with the file that holds what it should be. */
public final class Golden {
  private Golden() {}

  /** {@code -Dgolden.update=true} writes the file; a missing one fails otherwise. */
  public static void check(String actual, Path program, String extension) throws IOException {
    String name = program.getFileName().toString();
    Path golden = program.resolveSibling(name.substring(0, name.lastIndexOf('.')) + extension);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(golden).exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
