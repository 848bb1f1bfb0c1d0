package org.netwright.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the units of the library come from. */
class LibraryUnitsTest {
  @TempDir Path folder;

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void theIndexNamesTheUnitsOfTheClassPath() throws IOException {
    write("std/units.index", "std.nn\nstd.vision.blocks\n");
    write("std/nn.net", "# layers");
    write("std/vision/blocks.net", "# blocks");
    write("std/unlisted.net", "");
    try (URLClassLoader classPath = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      LibraryUnits units = LibraryUnits.onClassPath(classPath);
      assertThat(units.names()).containsExactly("std.nn", "std.vision.blocks");
      assertThat(units.unit("std.vision.blocks").orElseThrow().text()).isEqualTo("# blocks");
      assertThat(units.unit("std.vision.blocks").orElseThrow().file())
          .isEqualTo("std/vision/blocks.net");
      assertThat(units.unit("std.unlisted")).isEmpty();
    }
  }

  @Test
  void anIndexThatNamesAMissingFileIsABrokenPromise() throws IOException {
    write("std/units.index", "std.gone");
    try (URLClassLoader classPath = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      LibraryUnits units = LibraryUnits.onClassPath(classPath);
      assertThatThrownBy(() -> units.unit("std.gone"))
          .isInstanceOf(UncheckedIOException.class)
          .hasStackTraceContaining("std/gone.net");
    }
  }

  @Test
  void aClassPathWithoutLibraryHasNoUnits() {
    assertThat(LibraryUnits.onClassPath(new URLClassLoader(new URL[0], null)).names()).isEmpty();
  }

  @Test
  void aFolderHasAllUnitsThatLieInIt() throws IOException {
    write("std/nn.net", "# layers");
    write("std/vision/blocks.net", "# blocks");
    write("std/notes.txt", "");
    LibraryUnits units = LibraryUnits.inFolder(folder);
    assertThat(units.names()).containsExactly("std.nn", "std.vision.blocks");
    assertThat(units.unit("std.nn").orElseThrow().text()).isEqualTo("# layers");
  }
}
