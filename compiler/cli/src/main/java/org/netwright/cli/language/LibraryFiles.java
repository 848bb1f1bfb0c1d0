package org.netwright.cli.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.catalog.Catalog;

/**
 * The library and the headers of plugins as files that any editor can open: they lie in jars, so
 * each is written, read-only, into a folder when somebody goes there.
 */
final class LibraryFiles {
  private final Path folder;
  private final Map<String, String> texts = new HashMap<>();

  /**
   * @param folder of one version of the product; made when it is needed
   */
  LibraryFiles(Catalog catalog, Path folder) {
    this.folder = folder;
    catalog.headers().forEach(header -> texts.put(header.file(), header.text()));
    catalog
        .units()
        .forEach(name -> catalog.unit(name).ifPresent(unit -> texts.put(unit.file(), unit.text())));
  }

  /** The text of a file of the library or a plugin. */
  Optional<String> text(String file) {
    return Optional.ofNullable(texts.get(file));
  }

  /** Where that file can be opened; empty when it is none of these. */
  Optional<Path> path(String file) {
    return text(file).map(text -> written(file, text));
  }

  private Path written(String file, String text) {
    String name = file.replaceAll("[^A-Za-z0-9._/-]", "_").replace("..", "_");
    Path path = folder.resolve(name.startsWith("/") ? name.substring(1) : name);
    try {
      if (!Files.exists(path) || !Files.readString(path).equals(text)) {
        Files.createDirectories(path.getParent());
        Files.deleteIfExists(path);
        Files.writeString(path, text);
        if (!path.toFile().setReadOnly()) {
          throw new IOException("it cannot be made read-only");
        }
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(path + " could not be written", refused);
    }
    return path;
  }
}
